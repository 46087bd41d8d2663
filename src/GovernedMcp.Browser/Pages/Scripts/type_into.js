// uses: refs, tables, withheld
// Makes a field ready for the keyboard, its text already there but for the last character; or chooses the option of a list. Keys that
// would land elsewhere go nowhere. Nothing is put where a secret belongs.
ask => {
  const found = refs.find(ask);
  if (!found.element) return { outcome: found.outcome, names: found.names, count: found.count };
  const { element } = found;
  const told = { role: refs.roleOf(element), name: refs.nameOf(element) };
  if (withheld(ask.withheld).has(element) || element.type === 'password') return { outcome: 'secret', ...told };
  if (!refs.shown(element) || element.matches(':disabled') || element.readOnly) return { outcome: 'disabled', ...told };
  if (element.tagName === 'SELECT') {
    const options = [...element.options].filter(option => !option.disabled), text = option => dom.squeeze(option.label || option.text);
    const option = options.find(one => dom.fold(text(one)) === dom.fold(ask.text));
    if (!option) return { outcome: 'no_option', ...told, names: options.slice(0, 30).map(text) };
    option.selected = true;
    for (const name of ['input', 'change']) element.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
    return { outcome: 'chosen', ...told };
  }
  if (!element.matches('textarea,[contenteditable=""],[contenteditable=true]') && !(element.tagName === 'INPUT' && !/^(checkbox|radio|file|submit|button|reset|image|color|range)$/.test(element.type))) return { outcome: 'no_text', ...told };
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  element.focus();
  if (/^(date|time|datetime-local|month|week)$/.test(element.type)) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(element, ask.text);
    for (const name of ['input', 'change']) element.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
    return { outcome: 'chosen', ...told };
  }
  const active = () => { let at = element.ownerDocument.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at; };
  const own = () => active() === element || (element.isContentEditable && active()?.isContentEditable);
  if (!own()) return { outcome: 'disabled', ...told };
  if (element.select) element.select();
  else element.ownerDocument.getSelection().selectAllChildren(element);
  const letters = [...ask.text], prefix = letters.slice(0, -1).join('');
  element.ownerDocument.execCommand(prefix ? 'insertText' : 'delete', false, prefix);
  const guard = event => { if (event.isTrusted && !own()) { event.preventDefault(); event.stopImmediatePropagation(); } };
  addEventListener('keydown', guard, true);
  setTimeout(() => removeEventListener('keydown', guard, true), 3000);
  return { outcome: 'ready', ...told, keys: letters.at(-1) };
}
