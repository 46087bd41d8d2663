// uses: tables
// Tables whose records take several rows each: those rows read as one. Where that is not certain, a table stays as its rows are.
const records = (() => {
  const { cellText, titleText, titled } = tables;
  const own = (line, cell) => cell?.parentNode === line.row;
  // What a row is like, a letter a column: a cell of its own, one that goes on, one held from the row above, none.
  const shape = line => (line.texts ? 'o'.repeat(line.texts.length)
    : line.cells.map((cell, at, all) => (!cell ? '-' : at > 0 && all[at - 1] === cell ? '=' : own(line, cell) ? 'o' : 'h')).join(''));
  const blank = (line, at) => (line.texts ? !line.texts[at] : !line.cells[at] || !cellText(line.cells[at]));
  // A row may be filled up with empty cells that have no title.
  const fits = (line, form, told = shape(line)) => told === form || told.startsWith(form) && /^o+$/.test(told.slice(form.length)) && [...told.slice(form.length)].every((_, at) => blank(line, form.length + at));
  const joined = (lines, cells, texts) => ({ row: lines[0].row, rows: lines.map(line => line.row), index: 0, head: false, foot: false, whole: false, texts, get cells() { return cells(); } });

  // A row of boxes that filter has no titles. What sorts by a title tells that a column is called so.
  const says = cell => cell !== null && !cell.querySelector('input,select,textarea') && titleText(cell) !== '';
  const sorts = cell => says(cell) && (cell.hasAttribute('aria-sort') || cell.querySelector('button,[role=button]') !== null
    || [...cell.querySelectorAll('a[href]')].some(link => link.origin === location.origin && link.pathname === location.pathname && link.search !== location.search));
  /** Every row of a record is built like the row of titles that it goes by. */
  const stacked = (heads, body) => {
    const many = heads.length, forms = heads.map(shape);
    const at = forms.map(form => [...form].flatMap((mark, place) => (mark === 'o' ? [place] : [])));
    if (!heads.every(line => line.cells.some(says))) return null;
    const picked = (next, of) => next.flatMap((line, row) => { const all = of(line); return at[row].map(place => all[place]); });
    const lines = [], groups = new Set(heads.map(line => line.row.parentNode));
    let count = 0, apart = true;
    for (let from = 0; from < body.length;) {
      const next = body.slice(from, from + many), group = next[0].row.parentNode;
      if (next.length === many && next.every((line, row) => fits(line, forms[row]))) {
        apart &&= !groups.has(group) && next.every(line => line.row.parentNode === group);
        groups.add(group);
        lines.push(joined(next, () => picked(next, line => line.cells), next.every(line => line.texts) ? picked(next, line => line.texts) : undefined));
        [count, from] = [count + 1, from + many];
      } else if (body[from].whole) lines.push(body[from++]);
      else return null;
    }
    if (!count) return null;
    return { lines, columns: picked(heads, line => line.cells).map(cell => titled([cell])), sure: count > 1 && (apart || forms.some(form => form !== forms[0])) || heads.every(line => line.cells.some(sorts)) };
  };

  // What a row says of the record above it, in one cell that ends at the last column: only empty cells, and those held from above, stand before it.
  const detailOf = (line, wide) => {
    if (!line || line.texts) return null;
    const { cells } = line, last = cells.at(-1), from = cells.indexOf(last);
    if (cells.length < wide || !own(line, last) || cells.length - from < 2) return null;
    return cells.slice(0, from).every((cell, at) => !own(line, cell) || blank(line, at)) ? last : null;
  };
  const opens = ({ row }, detail) => [detail.row, ...detail.row.querySelectorAll('[id]')].some(({ id }) => id
    && ['[aria-controls~="', '[data-target="#', '[data-bs-target="#'].some(start => row.querySelector(`${start}${CSS.escape(id)}"]`)));
  // The first cells of the record go on in it.
  const goesOn = (line, next, detail) => { const held = next.cells.slice(0, next.cells.indexOf(detail)); return held.every(cell => cell && own(line, cell)) && held.some(cellText); };
  /** Every record has a second row of one cell, or at least it is certain whose each such row is. */
  const detailed = (heads, body, columns) => {
    const wide = columns.length, lines = [], details = [];
    if (wide < 2 || body[0]?.whole || !columns.some(ways => ways.shown)) return null;
    // Where one cell is about several records, what goes on below it may be one of them.
    const shared = body.some(line => !line.whole && !line.texts && !own(line, line.cells[0]) && !detailOf(line, wide));
    let count = 0, all = true, told = true;
    for (let at = 0; at < body.length; at++) {
      const line = body[at], next = body[at + 1], detail = detailOf(next, wide);
      if (line.whole) {
        lines.push(line);
        continue;
      }
      if (detail) {
        details.push(detail);
        told &&= opens(line, next) || !shared && goesOn(line, next, detail);
        at++;
      } else all = false;
      count++;
      lines.push(joined(detail ? [line, next] : [line], () => [...line.cells, ...Array(wide).fill(null)].toSpliced(wide, Infinity, detail)));
    }
    if (!details.some(cellText)) return null;
    const groups = new Set(body.map(line => line.row.parentNode));
    const apart = groups.size === lines.length && count === lines.length && !heads.some(line => groups.has(line.row.parentNode));
    return { lines, columns: [...columns, titled([])], detail: wide, sure: count > 1 && (all || apart) || told && count === lines.length };
  };

  const tells = at => new Set(at).size === at.length && at.every(index => index >= 0);
  /** What `tables.grid` and `tables.header` tell of a table, with the rows of each record as one line that has them as `rows`; `detail` is the column of what only follows a record. Where columns are asked for, `place` tells where they are among some: they may tell what the rows alone do not. */
  const read = (root, place) => {
    const { lines, cut, places } = tables.grid(root), head = tables.header(lines), { columns, depth, guessed } = head, plain = { lines, cut, places, ...head };
    if (root.tagName !== 'TABLE' || cut || guessed || !depth || depth + 2 > lines.length || lines[0].index) return plain;
    const heads = lines.slice(lines.findIndex(line => line.head && !line.whole), depth);
    const many = heads.length > 1 && (fits(lines[depth], shape(heads[0])) || lines[depth].whole);
    if (!many && !detailOf(lines[depth + 1], columns.length) && !lines.some((line, at) => line.whole && at > depth)) return plain;
    const body = lines.slice(depth).filter(line => !line.foot && !tables.repeats(line, columns));
    const found = many && stacked(heads, body) || detailed(heads, body, columns);
    if (!found || !found.sure && !(place && !tells(place(columns)) && tells(place(found.columns)))) return plain;
    return { ...plain, ...found, lines: [...lines.slice(0, depth), ...found.lines, ...lines.slice(depth).filter(line => line.foot)] };
  };
  return { read };
})();
