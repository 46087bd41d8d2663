// What boxes to tick and choices are called, each for itself and those of one name together.
const captions = (() => {
  const { visible, within, squeeze } = dom;
  const controls = 'input:not([type=hidden]),select,textarea';
  const labelFor = element => (element.id ? squeeze([...element.getRootNode().querySelectorAll(`label[for="${CSS.escape(element.id)}"]`)].filter(visible).map(label => dom.text(label)).join(' ')) : '');
  // Some label a group by its first option: of two labels the one that stands around or nearer is the option's.
  const labelsOf = element => (/^(radio|checkbox)$/.test(element.type) || typeof element.checked === 'boolean' ? names.labelsOf(element).filter(visible) : []);
  const ownLabel = element => { const some = labelsOf(element); return some.length > 1 || some.length && element.tagName !== 'INPUT' ? some.find(label => label.contains(element)) ?? some.at(-1) : null; };
  const whole = element => (element.parentElement && element.parentElement.querySelectorAll(controls).length > 1 ? '' : dom.text(element.parentElement ?? element, part => part === element));
  // Of stars and the like, which say nothing, each goes by its number among them.
  const place = element => (element.getAttribute('role') === 'radio' && element.getAttribute('aria-posinset')) || '';
  const option = element => (ownLabel(element) && dom.text(ownLabel(element), part => part === element)) || names.seen(() => names.name(element)) || (element.tagName === 'INPUT' ? names.seen(() => names.mark(element)) : '') || whole(element) || element.value || place(element);
  const firstLabel = elements => {
    const own = elements.length > 1 && elements.slice(1).every(element => labelsOf(element).length < 2) ? ownLabel(elements[0]) : null;
    const other = own && labelsOf(elements[0]).find(label => label !== own);
    return other ? dom.text(other) : '';
  };
  const groupName = elements => {
    const first = firstLabel(elements);
    if (first) return first;
    const group = (shadows.keeper(elements[0]) ?? elements[0]).closest('fieldset,[role=radiogroup],[role=group]');
    return group && elements.every(element => within(element, group)) ? names.name(group) || labelFor(group) || names.label(group).text || names.idleLabel(...elements) : elements.length > 1 ? names.idleLabel(...elements) : '';
  };
  /** What stands over a part of a form, for the only field in it that nothing else names; a list may be drawn by something else. */
  const over = element => {
    const part = element.parentElement?.closest('fieldset'), title = part ? names.name(part) : '';
    const others = title ? [...part.querySelectorAll(`${controls},[role=radiogroup],[role=combobox],[role=listbox],[contenteditable=true]`)].filter(other => !within(other, element) && (visible(other) || other.tagName === 'SELECT')) : [];
    return others.every(other => /^(submit|button|reset|image)$/.test(other.type) || names.name(other)) ? title : '';
  };
  // Old pages place them in a table of their own, beside which stands what they are about.
  const placed = elements => {
    const table = elements[0].closest('table');
    return table && elements.length > 1 && table.querySelectorAll(controls).length === elements.length && elements.every(element => within(element, table)) ? names.ahead(table) : '';
  };
  // The first of some stands after what all of them are about, where each has a name of its own.
  const many = elements => {
    const firm = groupName(elements) || cellNames.rowAndColumn(elements[0]), first = firm ? '' : names.seen(() => names.ahead(elements[0]) || placed(elements));
    const own = first && names.seen(() => names.name(elements[0]) || names.mark(elements[0]));
    return own && own !== first ? { text: first, weak: true } : { text: firm || elements[0].name, weak: false };
  };

  return { labelFor, option, many, over, group: groupName };
})();
