// Sets one control of a page to a value: `plain` as we write it, `local` as the portal does.
({ locator, plain, local }) => {
  const found = find.one(locator);
  if (found.outcome) return { outcome: found.outcome, names: found.names, count: found.count };
  const { element, fallback } = found;
  if (!dom.visible(element)) return { outcome: 'not_found', names: [] };
  if (element.disabled || element.readOnly) return { outcome: 'disabled' };
  const told = name => element.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
  const proto = Object.getPrototypeOf(element);
  const put = text => Object.getOwnPropertyDescriptor(proto, 'value').set.call(element, text);
  element.focus();
  if (element instanceof HTMLSelectElement) {
    const options = [...element.options].filter(option => !option.disabled);
    const wanted = [plain, local].map(dom.fold);
    const option = options.find(one => wanted.includes(dom.fold(one.label || one.text))) ?? options.find(one => [plain, local].includes(one.value));
    if (!option) return { outcome: 'no_option', names: options.filter(one => getComputedStyle(one).display !== 'none').map(one => dom.squeeze(one.label || one.text)).slice(0, 30) };
    put(option.value);
  } else if (element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type)) {
    if (element.checked !== /^(true|yes|1)$/i.test(plain)) element.click();
    return { outcome: 'ok', fallback };
  } else if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    put(/^(date|time|datetime-local|month|week|number|range)$/.test(element.type) ? plain : local);
  } else {
    return { outcome: 'not_found', names: [] };
  }
  told('input');
  told('change');
  return { outcome: 'ok', fallback };
}
