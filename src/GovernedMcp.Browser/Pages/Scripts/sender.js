// uses: forms
// Finds the one control that sends a form, and where to click it. Touches nothing but the scroll position.
ask => {
  const found = forms.root(ask);
  if (!found.element) return found;
  const root = found.element;
  const owned = element => root.contains(element) || element.form === root;
  let control;
  if (ask.submit) {
    const hits = [ask.submit, ...(ask.submit.fallbacks ?? [])].map(locator => find.many({ ...locator, fallbacks: undefined }).filter(element => dom.visible(element) && owned(element)));
    const hit = hits.find(some => some.length > 0) ?? [];
    if (hit.length !== 1) return { outcome: hit.length ? 'many_senders' : 'no_sender', names: (hit.length ? hit : forms.senders(root)).slice(0, 8).map(names.describe) };
    control = hit[0];
  } else {
    const senders = forms.senders(root);
    if (senders.length !== 1) return { outcome: senders.length ? 'many_senders' : 'no_sender', names: senders.slice(0, 8).map(names.describe) };
    control = senders[0];
  }
  if (control.disabled || control.getAttribute('aria-disabled') === 'true') return { outcome: 'disabled', names: [names.describe(control)] };
  return { outcome: 'ok', name: names.name(control), ...dom.point(control) };
}
