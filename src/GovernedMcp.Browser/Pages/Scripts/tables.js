// Reads tables as grids: spans spread out, nested tables left out, hidden cells not read.
const tables = (() => {
  const { squeeze, fold, visible, sight, text } = dom;
  const mostCells = 400000;
  // A table that only arranges other tables has neither caption nor headers of its own.
  const arranges = element => element.tagName === 'TABLE' && !element.hasAttribute('role') && !element.caption && !element.tHead && element.querySelector('table') !== null
    && ![...element.rows].some(row => [...row.cells].some(cell => cell.tagName === 'TH'));
  const isTable = element => /^(table|grid|treegrid)$/.test(names.role(element) ?? '') && !arranges(element);
  const outerTable = element => {
    for (let node = dom.above(element); node; node = dom.above(node)) if (isTable(node)) return node;
    return null;
  };

  const rowsOf = root => {
    if (root.tagName === 'TABLE' && root.rows.length) return [...root.rows];
    return dom.all('[role=row],tr', root).filter(row => outerTable(row) === root);
  };
  const cellsOf = row => {
    if (row.cells) return [...row.cells];
    return [...row.querySelectorAll('[role=cell],[role=gridcell],[role=columnheader],[role=rowheader],td,th')]
      .filter(cell => (cell.closest('[role=row],tr') === row));
  };
  const span = (cell, native, aria, most) => Math.min(Math.max(parseInt(cell.getAttribute(native) ?? cell.getAttribute(aria) ?? '1', 10), 0) || 1, most);
  const isHead = cell => /^(columnheader|rowheader)$/.test(names.role(cell) ?? '') || cell.tagName === 'TH';
  const signed = 'img[alt],[aria-label],[title],svg title';

  /** What a cell shows; one without text tells by the name of its picture or control. */
  const cellText = cell => {
    const read = text(cell, isTable);
    if (read || !cell.firstElementChild) return read;
    const sign = [...cell.querySelectorAll(signed)].find(part => visible(part.tagName === 'title' ? part.ownerSVGElement : part) && part.closest('table') === cell.closest('table'));
    return sign ? dom.clip(squeeze(sign.getAttribute('aria-label') || named(sign.getAttribute('alt')) || sign.getAttribute('title') || sign.textContent)) : '';
  };
  // The name of a file is not what a picture shows.
  const named = alt => (/\.(svg|png|jpe?g|gif|webp|bmp)$/i.test(alt ?? '') ? '' : alt);
  const cellLink = cell => {
    const link = [...cell.querySelectorAll('a[href]')].find(visible);
    return link ? link.href : null;
  };

  /** Every shown row as cells placed on the grid: `{ cells: [element…], head, foot, whole }`. */
  const grid = root => {
    const lines = [];
    let held = [], group = null, count = 0;
    for (const row of rowsOf(root)) {
      if (!sight(row)) continue;
      if (row.parentNode !== group) [held, group] = [[], row.parentNode];
      const cells = [], own = cellsOf(row).filter(cell => cell.checkVisibility());
      let at = 0;
      const place = () => { while (held[at]?.rows > 0) { cells[at] = held[at].cell; held[at++].rows--; } };
      for (const cell of own) {
        place();
        const wide = span(cell, 'colspan', 'aria-colspan', 1000);
        const told = cell.getAttribute('rowspan') === '0' ? 65534 : span(cell, 'rowspan', 'aria-rowspan', 65534);
        for (let to = at + wide; at < to; at++) {
          cells[at] = cell;
          held[at] = { cell, rows: told - 1 };
        }
        if ((count += wide) > mostCells) return { lines, cut: true };
      }
      for (; at < held.length; at++) if (held[at]?.rows > 0) { cells[at] = held[at].cell; held[at].rows--; }
      if (!cells.length) continue;
      lines.push({
        row, cells: Array.from(cells, cell => cell ?? null),
        head: row.parentNode.tagName === 'THEAD' || own.length > 0 && own.every(isHead) && !own.every(cell => names.role(cell) === 'rowheader'),
        foot: row.parentNode.tagName === 'TFOOT',
        whole: own.length === 1 && own[0] === cells[0] && new Set(cells).size === 1,
      });
    }
    // In a table of one column every row has but one cell.
    if (!lines.some(line => line.cells.length > 1)) for (const line of lines) line.whole = false;
    return { lines, cut: false };
  };

  // A tick box that chooses all rows is no title.
  const titleText = cell => (cell.querySelector('input,select') ? text(cell, part => part.matches('input,select') || isTable(part)) : cellText(cell));
  const distinct = parts => parts.filter((part, at) => part && parts.indexOf(part) === at);
  /** The header of each column: all the ways it may be called, the full one first. */
  const header = lines => {
    const width = Math.max(0, ...lines.map(line => line.cells.length));
    let depth = lines.findIndex(line => !line.head && !line.whole || line.foot);
    if (depth < 0) depth = lines.length;
    const first = depth;
    while (depth > 0 && !lines[depth - 1].head) depth--;
    let titles = lines.slice(0, depth).filter(line => !line.whole);
    if (!titles.length && plain(lines.slice(first))) [titles, depth] = [[lines[first]], first + 1];
    const columns = Array.from({ length: width }, (_, at) => {
      const cells = distinct(titles.map(line => line.cells[at] ?? null));
      const parts = distinct(cells.map(titleText));
      const told = cells.map(names.name).filter(Boolean);
      return distinct([parts.join(' '), parts.at(-1) ?? '', ...parts, ...told]);
    });
    return { columns, depth };
  };
  // Tables without header cells mostly still start with their titles; a corner or a column of controls has none.
  const plain = ([first, ...rest]) => {
    if (!first || !rest.length || first.foot || first.cells.some(cell => cell && isHead(cell))) return false;
    const cells = distinct(first.cells), read = cells.map(cellText), told = read.filter(Boolean);
    return told.length > 0 && told.length >= read.length - 1 && new Set(told).size === told.length && !told.some(part => /^[\d.,\s€$£%-]+$/.test(part));
  };
  /** A line of header cells among the rows that only says the titles again. */
  const repeats = (line, columns) => line.head && line.cells.every((cell, at) => !cell || columns[at]?.includes(titleText(cell)) === true || !columns[at]?.length && !titleText(cell));

  const marks = /[\u25b2\u25bc\u25b4\u25be\u2191\u2193\u21c5\u2195\u21f5]/g;
  const bare = title => find.bare(title.replace(marks, ' '));
  const called = (ways, wanted) => ways.some(way => wanted.some(title => fold(way) === fold(title) || bare(way) === bare(title)));
  const loosely = (ways, wanted) => ways.some(way => wanted.some(title => bare(way).replace(/\s*\([^)]*\)$/, '') === bare(title)));
  /** Where each wanted column is: its index, or -1 when it is missing, or -2 when two columns are called so. */
  const place = (columns, wanted) => wanted.map(want => {
    for (const test of [called, loosely]) {
      const at = columns.flatMap((ways, index) => (test(ways, want.headers) ? [index] : []));
      if (at.length) return at.length === 1 ? at[0] : -2;
    }
    return -1;
  });

  /** The names a table goes by when no Skill declares it. */
  const listed = (root = document) => {
    const own = dom.all('table,[role=table],[role=grid],[role=treegrid]', root)
      .filter(table => isTable(table) && visible(table) && !outerTable(table) && rowsOf(table).length > 0);
    const used = new Map();
    return own.map((element, at) => {
      const title = names.name(element) || names.nearestHeading(element) || `table-${at + 1}`;
      const times = (used.get(fold(title)) ?? 0) + 1;
      used.set(fold(title), times);
      return { element, name: times === 1 ? title : `${title} (${times})`, order: `table-${at + 1}` };
    });
  };
  const byName = wanted => {
    const near = listed();
    const hit = near.filter(table => fold(table.name) === fold(wanted) || table.order === fold(wanted));
    return hit.length ? { element: hit[0].element } : { outcome: 'not_found', names: near.map(table => dom.clip(table.name, 60)) };
  };

  return { grid, header, repeats, place, called, cellText, cellLink, listed, byName, isTable, rowsOf };
})();
