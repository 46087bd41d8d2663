// uses: tables, pager
// Rows of letters to press, of which one is chosen: the table beside it holds the entries that begin with that letter, and leaves out all others.
const initials = (() => {
  const { fold, squeeze, visible } = dom;
  // A letter by itself, maybe in brackets.
  const letter = element => /^[[(]?\s*(\p{L})\s*[\])]?$/u.exec(squeeze(element.textContent))?.[1].toUpperCase() ?? '';
  const goes = element => element.matches('button,[role=button],[role=link]') || element.tagName === 'A' && /^https?:/.test(element.protocol) && !/^#/.test(element.getAttribute('href') ?? '#');
  const pressed = bar => [...bar.querySelectorAll('a,button,[role=button],[role=link]')].filter(element => letter(element) && goes(element) && visible(element));
  const rising = letters => letters.length > 7 && letters.every((one, at) => at === 0 || one > letters[at - 1]);
  const marked = element => element.closest('[aria-current]:not([aria-current=false]),[aria-pressed=true],[aria-selected=true]') !== null
    || [element, element.parentElement].some(part => /(?:^|[\s_-])(?:active|current|selected)(?:$|[\s_-])/i.test(part?.getAttribute('class') ?? ''));
  // All letters of the bar in their order: those to press, and those that stand there as text.
  const told = bar => squeeze(dom.text(bar, element => (letter(element) && !element.firstElementChild ? ` ${dom.text(element)} ` : false))).split(/[\s|·•,]+/);
  const lone = word => /^[[(]?\p{L}[\])]?$/u.test(word);
  // Every row has a cell that begins with it.
  const begins = (root, mark) => {
    const rows = tables.grid(root).lines.filter(line => !line.head && !line.foot && !line.whole);
    return rows.length > 0 && rows.every(line => (line.texts ?? line.cells.map(cell => (cell ? tables.cellText(cell) : ''))).some(text => text.toUpperCase().startsWith(mark)));
  };
  const chosenIn = (bar, root) => {
    const links = pressed(bar);
    if (!rising(links.map(letter))) return false;
    if (links.filter(marked).length === 1) return true;
    const words = told(bar), plain = words.filter(word => lone(word) && !links.some(link => letter(link) === letter({ textContent: word })));
    return plain.length === 1 && (/^[[(]/.test(plain[0]) || begins(root, plain[0].toUpperCase())
      || [...bar.querySelectorAll('b,strong,em')].some(part => squeeze(part.textContent) === plain[0]) || [...bar.querySelectorAll('*')].some(part => letter(part) && marked(part)));
  };
  /** The letters, as they stand there; null where none is chosen. */
  const chosen = root => {
    const { found } = pager.nearest(root, scope => {
      const bars = new Set(pressed(scope).filter(link => !pager.amongRows(link, root)).map(link => {
        let bar = dom.above(link);
        while (bar && scope.contains(bar) && pressed(bar).length < 8) bar = dom.above(bar);
        return bar && scope.contains(bar) && !bar.contains(root) ? bar : null;
      }));
      return [...bars].filter(bar => bar && chosenIn(bar, root));
    });
    return found.length ? fold(dom.text(found[0])) : null;
  };
  return { chosen };
})();
