// uses: called_before
// What tables are called on a page: by their authors, by what stands over all their columns, or by what stands over them.
const tableTitles = (() => {
  const { fold, text, visible, sight } = dom;
  const acting = 'input,select,textarea,button,[role=button],[role=combobox]';
  // The one cell of a first row that is over all columns of the rows below.
  const topOf = table => {
    const [first, ...rest] = table.tagName === 'TABLE' ? [...table.rows].filter(sight) : [], cell = first?.cells[0];
    return cell && first.cells.length === 1 && cell.colSpan > 1 && !cell.querySelector(acting) && rest.some(row => row.cells.length > 1) ? cell : null;
  };
  const headingIn = top => {
    const heading = top && [...top.querySelectorAll(names.headings)].find(visible);
    return heading ? names.titleIn(heading) : '';
  };
  const wordsOf = top => {
    const told = top ? text(top) : '';
    return told.length <= 80 && /\p{L}/u.test(told) ? told : '';
  };
  /** The title of each of the tables of a page, or of each list; '' where nothing is one. Where one heading is over several, or none over any, what stands over all columns of each tells them apart. */
  const of = all => {
    const tops = all.map(topOf), words = tops.map(wordsOf);
    const titles = all.map((element, at) => names.name(element) || headingIn(tops[at]) || names.nearestHeading(element));
    for (const alike of Map.groupBy(all.keys(), at => fold(titles[at])).values()) {
      const nameless = !titles[alike[0]], some = nameless ? alike.filter(at => words[at]) : alike;
      const apart = some.every(at => words[at]) && new Set(some.map(at => fold(words[at]))).size === some.length;
      if (apart && (nameless || some.length > 1)) for (const at of some) titles[at] = words[at];
    }
    return all.map((element, at) => calledBefore.of(element, titles[at]));
  };
  // A row of ordinary cells that its author calls the head.
  const called = /(^|[-_\s])(t(able|bl)?[-_]?)?head(er|ers|ing|ings)?([-_]?row)?($|[-_\s])/i;
  const marks = row => called.test(row.className) || row.cells?.length > 0 && [...row.cells].every(cell => called.test(cell.className));
  return { of, marks };
})();
