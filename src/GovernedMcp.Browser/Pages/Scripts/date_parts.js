// Dates whose parts stand in places of their own.
const dateParts = (() => {
  const { squeeze, fold, visible } = dom;
  /** The places, of an unseen field that holds all of it; none: it is no such field. */
  const sections = element => {
    if (element.tagName !== 'INPUT' || visible(element)) return [];
    for (let box = element.parentElement, steps = 0; box && steps < 2; box = box.parentElement, steps++) {
      const found = [...box.querySelectorAll('[role=spinbutton][contenteditable=true]')].filter(part => part.getClientRects().length);
      if (found.length > 1) return found;
    }
    return [];
  };
  // `Month`, or `month, Due`.
  const partOf = section => fold(section.getAttribute('aria-label') ?? '').split(/[\s,]/)[0];
  const joined = element => {
    const told = {};
    for (const section of sections(element)) told[partOf(section)] = /^\d+$/.test(squeeze(section.textContent)) ? squeeze(section.textContent) : '';
    const day = [told.year, told.month, told.day], time = [told.hours ?? told.hour, told.minutes ?? told.minute];
    const whole = list => list.every(Boolean);
    return whole(day) ? day.join('-') + (whole(time) ? `T${time.join(':')}` : '') : whole(time) && told.year === undefined ? time.join(':') : element.value;
  };
  /** How a field that is typed into says that days are written: day, month and year by their first letters, in one of the languages that do so. Empty: it does not say. */
  const pattern = element => {
    if (element.tagName !== 'INPUT' || element.type !== 'text') return '';
    const said = squeeze(element.placeholder || element.getAttribute('aria-placeholder') || '');
    const parts = /^([a-zå]{1,4})([-./ ])([a-z]{1,4})\2([a-zå]{1,4})$/i.exec(said);
    if (!parts) return '';
    const kinds = [parts[1], parts[3], parts[4]].map(part => (/^(d{1,2}|t{1,2}|j{1,2}|g{1,2})$/i.test(part) ? 'd' : /^m{1,2}$/i.test(part) ? 'M' : /^(y{4}|j{4}|a{4}|r{4}|å{4})$/i.test(part) ? 'y' : ''));
    if ([...kinds].sort().join('') !== 'Mdy') return '';
    return [parts[1], parts[3], parts[4]].map((part, at) => kinds[at].repeat(part.length)).join(parts[2]);
  };
  return { sections, partOf, joined, pattern };
})();
