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
  return { sections, partOf, joined };
})();
