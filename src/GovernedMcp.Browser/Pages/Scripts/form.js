// uses: forms
// Looks at a form: its fields as they stand, where it would be sent, and which field each wanted one means.
async ask => {
  if (document.readyState === 'loading') await new Promise(done => document.addEventListener('DOMContentLoaded', done, { once: true }));
  const found = forms.root(ask);
  if (!found.element) return found;
  const root = found.element;
  const list = forms.fields(root);
  const action = new URL(forms.action(root), location.href);
  return {
    outcome: 'ok', fallback: found.fallback,
    address: location.origin + location.pathname, action: action.origin + action.pathname, method: forms.method(root), hidden: forms.hiddenNames(root),
    fields: list.map(({ elements, ...field }) => field),
    matched: ask.fields.map(want => forms.match(list, want, root).map(field => list.indexOf(field))),
    summary: ask.summary ? find.many(ask.summary).filter(dom.visible).map(element => dom.clip(dom.text(element), 600)) : [],
    senders: forms.senders(root).map(names.describe),
  };
}
