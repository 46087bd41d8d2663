// What a page shows instead of a list of its own that nobody sees: the part beside it, or the part it stands in.
const dresses = (() => {
  const { visible } = dom;
  const opener = '[role=combobox],[role=listbox],[aria-haspopup],button,[tabindex="0"],input';
  const known = new Map();
  const dress = control => {
    if (!known.has(control)) known.set(control, findDress(control));
    return known.get(control);
  };
  const findDress = control => {
    if (control.tagName !== 'SELECT' || visible(control)) return null;
    const fits = part => part && visible(part) && (part.matches(opener) || part.querySelector(opener)) && !/^(FORM|BODY|TD|TR|FIELDSET|LABEL)$/.test(part.tagName)
      && [...part.querySelectorAll('input,select,textarea')].every(inner => inner === control || !inner.name);
    const around = control.parentElement?.closest('[role=combobox],[role=listbox]');
    if (fits(around)) return around;
    for (const part of [control.nextElementSibling, control.previousElementSibling]) if (fits(part)) return part;
    for (let part = control.parentElement, steps = 0; part && steps < 2; part = part.parentElement, steps++) if (fits(part) && !part.querySelector('label')) return part.parentElement?.matches(opener) && fits(part.parentElement) ? part.parentElement : part;
    return null;
  };
  return { dress };
})();
