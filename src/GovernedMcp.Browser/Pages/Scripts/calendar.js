// uses: disabled, picking
// Picks days in calendars that a page opens over a field that cannot be typed into.
const calendar = (() => {
  const { visible, squeeze, fold } = dom;
  const { press, pause } = picking;
  const parts = iso => iso.split('-').map(Number);
  // Made when they are first asked for: it takes a while.
  let months;
  const monthsOf = language => {
    const named = style => {
      try {
        const format = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
        return [...Array(12)].map((_, month) => fold(format.format(new Date(Date.UTC(2026, month, 15)))).replace(/\.$/, ''));
      } catch { return []; }
    };
    return [named('long'), named('short')].filter(list => list.length);
  };
  const isDay = element => /^\d{1,2}$/.test(squeeze(element.textContent)) && ![...element.children].some(child => /\d/.test(child.textContent));
  const days = before => {
    dom.fresh();
    return dom.all('td,button,a,span,div,p,[role=gridcell]').filter(element => isDay(element) && !before.has(element) && visible(element));
  };
  // The smallest part that holds a month of days.
  const sheet = cells => {
    for (let box = cells[0]?.parentElement; box; box = box.parentElement) if (cells.filter(cell => box.contains(cell)).length >= 28) return box;
    return null;
  };
  const dated = cell => {
    for (let node = cell, steps = 0; node && steps < 2; node = node.parentElement, steps++) {
      for (const text of [node.dataset?.date, node.title, node.getAttribute('aria-label'), node.dataset?.day]) {
        if (!text) continue;
        const iso = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/.exec(text);
        if (iso) return iso.slice(1).map(Number);
        const year = /\b(\d{4})\b/.exec(text), day = /\b(\d{1,2})(?:st|nd|rd|th)?\b/.exec(text.replace(/\d{4}/, ''));
        const month = monthIn(text);
        if (year && day && month) return [Number(year[1]), month, Number(day[1])];
      }
    }
    return null;
  };
  const monthIn = text => {
    months ??= [...new Set([document.documentElement.lang || 'en', 'en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'sv'])].flatMap(monthsOf);
    for (const list of months) {
      const at = list.findIndex(name => name.length > 2 && new RegExp(`(^|[^\\p{L}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}([^\\p{L}]|$)`, 'u').test(fold(text)));
      if (at >= 0) return at + 1;
    }
    return 0;
  };
  const heading = box => {
    for (let node = box, steps = 0; node && node !== document.body && steps < 5; node = node.parentElement, steps++) {
      const text = dom.text(node, part => part !== node && isDay(part));
      const year = /\b(19|20|21)\d\d\b/.exec(text), month = monthIn(text);
      if (year && month) return { year: Number(year[0]), month, panel: node };
    }
    return null;
  };
  const arrow = (panel, forward) => {
    const word = forward ? 'next' : 'prev';
    return dom.all(`[class*="${word}" i],[aria-label*="${word}" i],[title*="${word}" i],[data-handler="${word}"]`, panel)
      .find(element => visible(element) && !disabled.says(element) && !/year|super|decade|month-?day|prevMonthDay|nextMonthDay|(^| )day/i.test(`${element.className} ${element.getAttribute('aria-label') ?? ''}`) && !isDay(element) && !element.querySelector('td'));
  };
  // Some have lists of months and of years in place of arrows: a list, or what opens one, that shows a month alone, or a year alone.
  const chosen = list => (list.tagName === 'SELECT' ? list.selectedOptions[0]?.text ?? '' : dom.text(list));
  const listed = panel => dom.all('select,[role=combobox]:not(input),button[aria-haspopup=listbox]', panel).filter(list => visible(list) && !disabled.says(list));
  const wordFor = (shown, month) => (months.find(list => list.includes(fold(shown).replace(/\.$/, ''))) ?? [])[month - 1];
  const take = async (list, text) => {
    if (list.tagName !== 'SELECT') return await picking.choose(list, [text]) === null;
    const hits = [...list.options].filter(option => !option.disabled && fold(option.text).replace(/\.$/, '') === text);
    if (hits.length !== 1) return false;
    list.selectedIndex = hits[0].index;
    for (const name of ['input', 'change']) list.dispatchEvent(new Event(name, { bubbles: true }));
    return true;
  };
  /** Takes the year, or else the month, from such a list: whether there is one that has it. */
  const turnTo = async (head, year, month) => {
    const lists = [head.panel, head.panel.parentElement].map(listed).find(some => some.length) ?? [];
    const showing = test => { const some = lists.filter(list => test(squeeze(chosen(list)))); return some.length === 1 ? some[0] : null; };
    const list = showing(head.year === year ? text => wordFor(text, head.month) === fold(text).replace(/\.$/, '') : text => text === String(head.year));
    return list !== null && await take(list, head.year === year ? wordFor(chosen(list), month) : String(year));
  };
  const other = /(prev|next|other|outside|adjacent|old|new)[-_]?(month|day)|\b(old|new|off)\b|disabled|muted|unselectable/i;

  /** `null` when the day was pressed, or why not. */
  const pickDay = async (before, iso) => {
    const [year, month, day] = parts(iso);
    for (let turns = 0; turns < 300; turns++) {
      const cells = days(before), box = sheet(cells);
      if (!box) {
        if (turns > 60) return 'calendar';
        await pause(25);
        continue;
      }
      const known = cells.filter(cell => box.contains(cell)).map(cell => ({ cell, date: dated(cell) }));
      const hit = known.find(({ cell, date }) => date && date[0] === year && date[1] === month && date[2] === day && !/disabled/i.test(cell.className));
      if (hit) return press(hit.cell), null;
      const head = heading(box);
      if (!head) return 'calendar';
      const away = (year - head.year) * 12 + month - head.month;
      if (away === 0) {
        const inside = known.map(({ cell }) => cell).filter(cell => !other.test(`${cell.className} ${cell.parentElement.className}`));
        const same = inside.filter(cell => Number(squeeze(cell.textContent)) === day);
        if (same.length === 0) return 'day';
        return press(find.innermost(same)[0]), null;
      }
      const go = arrow(head.panel, away > 0) ?? arrow(head.panel.parentElement, away > 0);
      if (go) press(go);
      else if (!await turnTo(head, year, month)) return 'calendar';
      await pause(30);
    }
    return 'calendar';
  };
  /** Sets hour and minute where the popup has fields for them. */
  const setTime = async (before, time) => {
    const [hour, minute] = time.split(':');
    for (let tries = 0; tries < 40; tries++) {
      dom.fresh();
      const found = dom.all('input').filter(input => visible(input) && !before.has(input));
      const by = word => found.find(input => word.test(`${input.getAttribute('aria-label') ?? ''} ${input.className} ${input.name}`));
      const [hours, minutes] = [by(/hour/i), by(/minute/i)];
      if (hours && minutes) {
        for (const [input, text] of [[hours, hour], [minutes, minute]]) {
          picking.insert(input, text);
          for (const name of ['input', 'change']) input.dispatchEvent(new Event(name, { bubbles: true }));
          input.blur();
        }
        return null;
      }
      await pause(25);
    }
    return 'calendar';
  };
  const before = () => {
    dom.fresh();
    return new Set(dom.all('td,button,a,span,div,p,[role=gridcell],input').filter(visible));
  };
  return { before, pickDay, setTime };
})();
