// uses: forms, senders, components, asking
// Looks at a form: its fields as they stand, where it would be sent, and which field each wanted one means.
async ask => {
  await arrived();
  const found = forms.root(ask);
  if (!found.element) return found;
  const root = found.element;
  const list = forms.fields(root);
  const sending = senders.sending(ask, root);
  const one = senders.one(ask, root);
  const named = control => control && dom.clip(names.seen(() => deeds.called(control)), 60);
  const action = new URL(sending.action, location.href);
  return {
    outcome: 'ok', fallback: found.fallback, document: performance.timeOrigin, place: root.tagName === 'FORM' ? dom.all('form').indexOf(root) : -1,
    address: location.origin + location.pathname, action: action.origin + action.pathname, query: action.search.slice(1), method: sending.method, scripted: sending.scripted, sent: sending.sent, hidden: forms.hiddenNames(root),
    fields: list.map(({ elements, ...field }) => ({ ...field, keys: components.keysOf({ elements, ...field }, list) })),
    matched: ask.fields.map(want => forms.match(list, want, root).map(field => list.indexOf(field))),
    summary: ask.summary ? find.many(ask.summary).filter(dom.visible).map(element => dom.clip(dom.text(element), 600)) : [],
    asks: senders.asks(root, one.control), seeks: senders.seeks(root, one.control), sender: one.enter ? 'Enter' : named(one.control), senders: senders.all(root).map(named),
    asked: list.length ? null : asking.about(root), unseen: dom.hidden.texts,
  };
}
