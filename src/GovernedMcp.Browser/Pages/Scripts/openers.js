// What opens a list or a calendar: fields, buttons and parts of either kind, as authors mark them, or as they look alone.
const openers = (() => {
  const { visible } = dom;
  // A button that opens a list, and is none beside the field that the list is of.
  const pressed = 'button[aria-haspopup=listbox],[role=button][aria-haspopup=listbox]';
  const alone = element => {
    if (!names.labelsOf(element).length && [...element.parentElement?.children ?? []].some(other => other !== element && other.matches('[role=combobox]'))) return false;
    for (let box = element.parentElement, steps = 0; box && steps < 3 && !/^(FORM|BODY)$/.test(box.tagName); box = box.parentElement, steps++) if (box.querySelector('input[role=combobox],input[aria-autocomplete]')) return false;
    return true;
  };
  // Or one that has a label, as fields have.
  const lister = element => element.matches(pressed) || element.matches('button[aria-expanded]:not([aria-haspopup=dialog],[aria-haspopup=grid])') && names.labelsOf(element).some(visible);
  // A list that is one to the eye alone: what keys reach in a part that its author calls a select, with an arrow, without a role.
  const seeming = element => {
    if (element.tagName === 'INPUT' || element.hasAttribute('role') || element.getAttribute('tabindex') !== '0' || !element.querySelector('[class*=arrow i],[class*=caret i],[class*=chevron i]')) return false;
    for (let box = element, steps = 0; box && steps < 4 && !box.querySelector('input:not([type=hidden]),select,textarea,button,a[href],label'); box = box.parentElement, steps++) if (/(^|[-_ ])(select|dropdown)\b/i.test(box.className)) return true;
    return false;
  };
  // What keys do not reach, or reach in a list alone, and nothing names: where that list is searched.
  const searches = element => {
    if (element.tagName !== 'INPUT' || element.name || element.getAttribute('aria-label') || element.hasAttribute('aria-labelledby') || names.labelsOf(element).length) return false;
    if (element.parentElement?.closest('[role=combobox][aria-haspopup=listbox][tabindex="0"]')) return true;
    for (let box = element.parentElement, steps = 0; box && steps < 4 && element.tabIndex < 0 && box.querySelectorAll('input:not([type=hidden],[aria-hidden=true]),select,textarea').length === 1; box = box.parentElement, steps++) if (box.querySelector('[role=combobox][aria-haspopup=listbox][tabindex="0"]')) return true;
    return false;
  };
  // A list that a field opened is the field's.
  const opened = element => element.matches('[role=listbox],[role=tree]') && element.id !== '' && dom.all(['controls', 'owns'].map(how => `[role=combobox][aria-${how}~="${CSS.escape(element.id)}"]`).join()).some(visible);
  // A field alone in a part that its author calls so.
  const isPart = (element, called) => {
    if (element.tagName !== 'INPUT' || element.type !== 'text') return false;
    for (let box = element.parentElement, steps = 0; box && steps < 6 && box.querySelectorAll('input:not([type=hidden]),select,textarea').length === 1; box = box.parentElement, steps++) if (called.test(box.className)) return true;
    return false;
  };
  // A grid or a dialog, as for a day.
  const opensDays = element => /^(grid|dialog)$/.test(element.getAttribute('aria-haspopup') ?? '');
  // A field that opens a calendar, as widely used date pickers mark theirs.
  const picks = element => element.tagName === 'INPUT' && (/flatpickr-input|hasdatepicker|date-?(time-?)?picker|\bpicker\b/i.test(element.className) || opensDays(element) || element.previousElementSibling?.matches('.flatpickr-input[type=hidden]') || Boolean(element.closest('[class*="ant-picker"],[class*="datepicker" i]')) || element.readOnly && isPart(element, /(^|[-_ ])picker([-_ ]|$)/i));
  // Lists that say so to nobody but those who look.
  const lists = element => element.readOnly && !picks(element) && isPart(element, /(^|[-_ ])(select|dropdown|combo(box)?)\b/i);
  // That one searches a list that takes several.
  const several = element => !element.readOnly && !element.name && !element.hasAttribute('role') && isPart(element, /(^|[-_ ])select[-_]?multiple\b/i);
  // One that takes the keys of a list for which other parts are drawn.
  const unseen = element => element.getAttribute('role') === 'combobox' && element.getAttribute('aria-haspopup') === 'listbox' && !element.hasAttribute('aria-autocomplete') && !visible(element);
  const opens = element => lists(element) || element.getAttribute('role') === 'combobox' || /^(true|listbox|menu|tree)$/.test(element.getAttribute('aria-haspopup') ?? '');
  return { pressed, alone, lister, seeming, searches, opened, picks, lists, several, unseen, opensDays, opens };
})();
