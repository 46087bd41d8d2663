// What fields in the rows of a table go by, where nothing but their place says it.
const cellNames = (() => {
  const fillable = 'input:not([type=hidden]),select,textarea';
  // Old pages write titles in plain cells: over rows of as many, of which one alone holds several fields.
  const plainTitles = (head, row) => head.cells.length > 2 && head.cells.length === row.cells.length && !head.querySelector('input,select,textarea,button')
    && [...head.cells].every(one => { const text = dom.text(one); return text && text.length <= 40; }) && [...row.cells].filter(one => one.querySelector(fillable)).length > 1;
  // Scripts put cells where no row is, and titles in the head of a table without one.
  const rowOf = cell => (cell?.parentElement.tagName === 'TR' ? cell.parentElement : null);
  const above = line => {
    do line = line.previousElementSibling; while (line && line.tagName !== 'TR');
    return line;
  };
  /** Where fields stand in a table with titles: what its row begins with, and the title of its column. */
  const rowAndColumn = element => {
    const cell = element.closest('td'), row = rowOf(cell), table = row?.closest('table');
    const head = table && ([...table.tHead?.rows ?? []].at(-1) ?? [...table.rows].find(line => line.cells.length > 1));
    if (!head || head === row || !([...head.cells].every(one => one.tagName === 'TH' || !dom.text(one)) || plainTitles(head, row))) return '';
    const starts = line => { let at = 0; return [...line.cells].map(one => [one, (at += one.colSpan) - one.colSpan]); };
    const place = starts(row).find(([one]) => one === cell)[1];
    const titled = starts(head).find(([one, at]) => at <= place && place < at + one.colSpan)?.[0];
    const free = part => dom.visible(part) && !part.querySelector('input:not([type=hidden]),select,textarea,button');
    const first = [...row.cells].find(one => one !== cell && free(one) && dom.text(one));
    const [name, title] = [first, titled].map(one => (one ? dom.text(one) : ''));
    return name && title && name.length <= 60 && title.length <= 40 && titled !== first ? `${name} ${title}` : '';
  };
  /** A row of nothing but titles. Among them may stand a box that ticks all below it: none of them is about it. */
  const titles = line => line.cells.length > 2 && [...line.cells].every(one => one.tagName === 'TH') && !line.querySelector('input:not([type=hidden],[type=checkbox]),select,textarea');
  /** In a row of nothing but fields: the title over its column, in the row of nothing but titles above it. */
  const column = element => {
    const cell = element.closest('td'), row = rowOf(cell), held = part => part.querySelectorAll(fillable).length;
    if (!row || held(cell) !== 1 || ![...row.cells].every(one => held(one) || !dom.text(one))) return '';
    let head = above(row) ?? [...row.closest('table')?.tHead?.rows ?? []].at(-1);
    // Between them may stand what sorts by the columns.
    while (head && head !== row && (held(head) && !titles(head) || head.cells.length === row.cells.length && !dom.text(head.cells[cell.cellIndex]))) head = above(head);
    if (!head || head === row || head.cells.length !== row.cells.length) return '';
    const title = dom.text(head.cells[cell.cellIndex]);
    return title.length <= 40 ? title : '';
  };

  return { rowAndColumn, column, titles, fillable };
})();
