// uses: icons, over_rows, skeletons, table_titles
// Reads tables as grids: spans spread out, nested tables left out where a cell says more, hidden cells not read.
const tables = (() => {
  const { squeeze, fold, visible, sight, text } = dom;
  const mostCells = 400000, mostColumns = 20000;
  // A table that only arranges other tables has neither caption nor headers of its own, but for a bar with their title where it stacks them.
  const stacks = rows => rows.every(row => row.cells.length < 2) && rows.some(row => [...row.querySelectorAll('table')].some(titledItself));
  const arranges = element => element.matches('table:not([role])') && !element.caption && !element.tHead && element.querySelector('table') !== null && (![...element.rows].some(row => [...row.cells].some(cell => cell.tagName === 'TH')) || stacks([...element.rows]));
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
  const span = (cell, native, aria, most) => !cell.hasAttributes() ? 1 : Math.min(Math.max(parseInt(cell.getAttribute(native) ?? cell.getAttribute(aria) ?? '1', 10), 0) || 1, most);
  const isHead = cell => cell.tagName === 'TH' || cell.hasAttribute('role') && /^(columnheader|rowheader)$/.test(names.role(cell) ?? '');
  const heads = (row, cells) => row.parentNode.tagName === 'THEAD' || cells.length > 0 && cells.every(isHead) && !cells.every(cell => names.role(cell) === 'rowheader');
  const signed = 'img[alt],[aria-label],[title],svg title';

  // The cells of the tables in a cell that only arrange what it says: not of those in them, and of none that has titles of its own.
  const titledItself = ({ tHead, rows }) => tHead !== null || rows.length > 1 && rows[0].cells.length > 0 && [...rows[0].cells].every(isHead);
  const nested = cell => [...cell.querySelectorAll('table')].filter(table => table.parentElement.closest('td,th') === cell && !titledItself(table) && !quiet.has(table)).flatMap(table => [...table.rows].flatMap(row => [...row.cells]));
  let quiet = new Set();
  /** Of these tables no cell around them tells anything. */
  const hush = some => { quiet = new Set(some); };
  /** What a cell shows, without the tables in it; one that holds nothing else tells by what they show, one without text by the name of its picture or control, or as a box to tick. */
  const cellText = cell => worded(cell) || ({ true: 'yes', false: 'no' })[cell.getAttribute('aria-checked')] || pictured(cell);
  const worded = cell => {
    if (dom.clearly(cell) && !cell.firstElementChild) return squeeze(cell.textContent);
    const read = text(cell, part => isTable(part) || icons.sign(part)) || text(cell, isTable);
    if (read || !cell.firstElementChild) return read;
    const inner = nested(cell).map(cellText).filter(Boolean).join(', ');
    if (inner) return inner;
    const sign = [...cell.querySelectorAll(signed)].find(part => visible(part.tagName === 'title' ? part.ownerSVGElement : part) && part.closest('table') === cell.closest('table'));
    return sign ? dom.clip(squeeze(sign.getAttribute('aria-label') || named(sign.getAttribute('alt')) || sign.getAttribute('title') || sign.textContent)) : '';
  };
  // Where one icon is all that a cell shows, it says yes or no, and nothing but what sets of icons call theirs tells which.
  const pictured = cell => {
    if (!cell.firstElementChild || cell.querySelector('a,button,input,select,textarea,[role=button],[role=checkbox],[role=link],[tabindex]')) return '';
    const told = [...cell.querySelectorAll('i,[data-icon],svg,use')].map(part => ({ part: part.tagName === 'use' ? part.ownerSVGElement : part, name: icons.called(part) })).filter(({ part, name }) => name && visible(part));
    return new Set(told.map(({ name }) => name)).size === 1 ? dom.clip(told[0].name) : '';
  };
  // The name of a file is not what a picture shows.
  const named = alt => (/\.(svg|png|jpe?g|gif|webp|bmp)$/i.test(alt ?? '') ? '' : alt);
  const cellLink = cell => {
    const link = [...cell.querySelectorAll('a[href]')].find(visible);
    return link ? link.href : null;
  };

  const told = (element, attribute) => Math.max(parseInt(element.getAttribute(attribute) ?? '', 10) || 0, 0);
  // Grids draw their rows in any order, and frozen columns as rows of their own: what they tell of their places counts.
  const drawn = root => {
    const rows = dom.known.get(root)?.lines.filter(line => dom.rows.has(line.row) || sight(line.row)).map(line => line.row) ?? rowsOf(root).filter(sight);
    if (!rows.length || !rows.every(row => told(row, 'aria-rowindex'))) return rows;
    const byPlace = Map.groupBy(rows, row => told(row, 'aria-rowindex'));
    return [...byPlace.keys()].sort((a, b) => a - b).map(index => byPlace.get(index));
  };

  // What a row of nothing but text is in the table, told by what its cells are like.
  const headLike = new Map();
  const placed = line => {
    const { row, group, kinds } = line;
    if (!headLike.has(kinds)) headLike.set(kinds, kinds.every(kind => isHead(kind.one)));
    line.index = row.hasAttributes() ? told(row, 'aria-rowindex') : 0;
    line.head = group.tagName === 'THEAD' || headLike.get(kinds) && heads(row, line.cells);
    line.foot = group.tagName === 'TFOOT';
    line.whole = kinds.length === 1;
    return line;
  };
  const width = line => (line.texts ?? line.cells).length;
  // Rows that show nothing and have no height only give their columns a width; those higher than any row keep the room of rows that are not drawn.
  const signs = 'img,svg,input,select,textarea,button,canvas,video,iframe';
  const keepsFew = (line, beside) => Boolean(line && beside && !line.head && width(line) > 1) && !/\S/.test(line.row.textContent) && !line.row.querySelector(signs) && line.row.getBoundingClientRect().height > 1.5 * beside.row.getBoundingClientRect().height;
  const spaces = row => { const { height } = row.getBoundingClientRect(); return height < 1 || height > 100 && !row.querySelector(signs); };

  // Some write each cell as one of titles. Of many such rows that no head holds the first ones are titles: down to the first that fills more than one column, and those that its cells reach into.
  const behead = lines => {
    const inHead = line => line.row.parentNode.tagName === 'THEAD', heads = lines.filter(line => line.head), below = lines.filter(line => !inHead(line) && !line.foot), alone = lines.every(line => width(line) === 1);
    // Below a head of its own they are rows: in one column, or where there are several.
    if (below.length > (alone ? 0 : 1) && below.every(line => line.head && (alone || !line.whole)) && titlesItself(lines.filter(inHead))) for (const line of below) line.head = false;
    if (heads.length < 4 || !lines.every(line => (line.head ? !inHead(line) : line.whole && !cellText(line.cells[0])))) return;
    let at = lines.findIndex(line => !line.whole); if (at < 0) return;
    while (lines[at + 1]?.cells.some((cell, column) => cell && cell === lines[at].cells[column])) at++;
    for (const line of lines.slice(at + 1)) line.head = false;
  };

  // Nothing but buttons and a box to tick, in cells that span others than the row before has.
  const cellsIn = line => new Set(line.cells).size;
  const acts = (line, before) => !line.texts && !line.head && !line.whole && cellsIn(line) < Math.min(width(line), cellsIn(before)) && line.row.querySelector('button,input[type=submit],input[type=button]') !== null
    && !line.row.querySelector('a[href]') && cellsOf(line.row).every(cell => dom.text(cell, part => part.matches('button,select,input')) === '');

  /** Every shown row as cells placed on the grid: `{ row, cells: [element…], head, foot, whole, index }`, `texts` where all of its cells are seen and hold nothing but text; `places` where a grid tells those of its columns. */
  const grid = root => {
    const lines = [];
    let held = [], group = null, count = 0, numbered = false;
    for (const one of skeletons.without(root, drawn(root))) {
      const parts = one instanceof Array ? one : null, row = parts ? parts[0] : one;
      const known = dom.rows.get(row);
      if (known) {
        if ((count += known.texts.length) > mostCells) return { lines, cut: true };
        if (known.texts.length && !(known.texts.every(told => told === '') && spaces(row))) lines.push(placed(known));
        continue;
      }
      if (row.parentNode !== group) [held, group] = [[], row.parentNode];
      const cells = [], own = (parts ?? [row]).flatMap(cellsOf).filter(cell => dom.clearly(cell) || cell.checkVisibility());
      let at = 0;
      const place = () => { while (held[at]?.rows > 0) { cells[at] = held[at].cell; held[at++].rows--; } };
      for (const cell of own) {
        const column = !parts && (cell.tagName === 'TD' || cell.tagName === 'TH') ? 0 : told(cell, 'aria-colindex');
        if (column > 0 && column <= mostColumns) [at, numbered] = [column - 1, true];
        else place();
        const wide = span(cell, 'colspan', 'aria-colspan', 1000);
        const tall = cell.getAttribute('rowspan') === '0' ? 65534 : span(cell, 'rowspan', 'aria-rowspan', 65534);
        for (let to = at + wide; at < to; at++) {
          cells[at] = cell;
          held[at] = { cell, rows: tall - 1 };
        }
        if ((count += wide) > mostCells) return { lines, cut: true };
      }
      for (at = 0; at < held.length; at++) if (!cells[at] && held[at]?.rows > 0) { cells[at] = held[at].cell; held[at].rows--; }
      if (!cells.length || spaces(row) && own.every(cell => cellText(cell) === '')) continue;
      lines.push({
        row, cells: [...cells].map(cell => cell ?? null), index: told(row, 'aria-rowindex'),
        head: heads(row, own),
        foot: row.parentNode.tagName === 'TFOOT',
        whole: own.length === 1 && own[0] === cells[0] && new Set(cells).size === 1,
      });
    }
    // The first or the last one may keep the room of a few rows only.
    const data = lines.filter(line => !line.head);
    for (const [edge, beside] of [[data[0], data[1]], [data.at(-1), data.at(-2)]]) if (keepsFew(edge, beside)) lines.splice(lines.indexOf(edge), 1);
    behead(lines);
    overRows.leave(lines);
    // Some write their totals, or the buttons for the rows that are ticked, as a last row among the others.
    const last = lines.at(-1);
    if (lines.length > 2 && (acts(last, lines.at(-2)) || /(^|[-_ ])\w*(total|sum)s?([-_ ]|$)/i.test(last.row.getAttribute('class') ?? ''))) last.foot = true;
    // Columns that are drawn nowhere, as they are out of sight or hidden, leave no gap.
    const places = numbered ? [...new Set(lines.flatMap(line => [...line.cells.keys()].filter(at => line.cells[at])))].sort((a, b) => a - b) : null;
    if (places) for (const line of lines) line.cells = places.map(at => line.cells[at] ?? null);
    // In a table of one column every row has but one cell.
    if (!lines.some(line => width(line) > 1)) for (const line of lines) line.whole = false;
    return { lines, places, cut: false };
  };

  // A tick box that chooses all rows is no title.
  const titleText = cell => (cell.querySelector('input,select,[role=checkbox]') ? text(cell, part => part.matches('input,select') || part.matches('[role=checkbox]') && !/\S/.test(part.textContent) || isTable(part)) : worded(cell));
  const distinct = parts => parts.filter((part, at) => part && parts.indexOf(part) === at);
  /** All the ways a column may be called that has these cells of titles, the full one first. */
  const titled = cells => {
    const parts = distinct(cells.map(titleText));
    const told = cells.map(names.name).filter(Boolean);
    const shown = parts.join(' ') || names.seen(() => distinct(cells.map(names.name)).join(' '));
    return Object.assign(distinct([shown, parts.at(-1) ?? '', ...parts, ...told]), { shown });
  };
  /** The header of each column: all the ways it may be called, the full one first; `guessed` when the first row was taken for it. */
  const header = lines => {
    // What says one thing over the whole table may span more columns than there are.
    const most = told => lines.reduce((most, line) => (told(line) ? Math.max(most, width(line)) : most), 0), wide = most(line => !line.whole) || most(() => true);
    let depth = lines.findIndex(line => !line.head && !line.whole || line.foot);
    if (depth < 0) depth = lines.length;
    const first = depth;
    while (depth > 0 && !lines[depth - 1].head) depth--;
    let titles = lines.slice(0, depth).filter(line => !line.whole), guessed = false;
    if (!titles.some(line => line.cells.some(cell => cell && titleText(cell)))) {
      const apart = lines.length ? partner(lines[0].row.closest('table'), wide) : null;
      if (apart) return { columns: header(apart.map(line => ({ ...line, head: true }))).columns, depth };
      if (!titles.length && !hasHead(lines[0]?.row) && plain(lines.slice(first))) [titles, depth, guessed] = [[lines[first]], first + 1, true];
    }
    const columns = [...Array(wide)].map((_, at) => titled(distinct(titles.map(line => line.cells[at] ?? null))));
    return { columns: Object.assign(columns, { plain: guessed && columns.filter(ways => ways.shown).length > 1 }), depth, guessed };
  };
  // A head that stays while its rows scroll is mostly a table of its own, ahead of them or over them, with as many columns; its lines, or null.
  const partner = (root, width) => {
    for (let scope = root && dom.above(root), steps = 0; scope && steps < 8; scope = dom.above(scope), steps++) {
      const heads = [...scope.querySelectorAll('table')].filter(other => other !== root && !other.contains(root) && !root.contains(other) && visible(other)).map(other => grid(other).lines)
        .filter(lines => lines.length > 0 && lines.at(-1).cells.length === width && (lines.every(line => line.head) && (follows(lines[0].row, root) || lines[0].row.getBoundingClientRect().top <= root.getBoundingClientRect().top) || liesOver(lines, root)));
      if (heads.length) return heads.length === 1 ? heads[0] : null;
    }
    return null;
  };
  const lined = (one, other) => one && other && Math.abs(one.getBoundingClientRect().left - other.getBoundingClientRect().left) < 4;
  // One row of text, each cell of it right above a column, is a head, whatever its cells are.
  const liesOver = ([line, ...rest], root) => {
    const below = rest.length || !line.cells.some(Boolean) ? null : rowsOf(root).find(row => sight(row) && row.getBoundingClientRect().height >= 1);
    const cells = below ? cellsOf(below) : [], gap = below ? below.getBoundingClientRect().top - line.row.getBoundingClientRect().bottom : -1;
    return gap > -4 && gap < 40 && cells.length === line.cells.length && cells.length > 1 && cells.every((cell, at) => lined(line.cells[at], cell)) && new Set(line.cells.map(titleText).filter(Boolean)).size > 1;
  };
  // A head that is there and not shown: then no row is one.
  const hasHead = row => [...(row?.closest('table')?.tHead?.rows ?? [])].some(line => line.cells.length > 0);
  // Tables without header cells mostly still start with their titles; a corner or a column of controls has none.
  // A line that begins with a moment is one of a log, and one with fields is filled in. What another row says again in its column, or says of another number
  // (`O-17`, `O-18`), is a value.
  const moment = /^\[?(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d)(?!\d)/;
  const typed = 'input:not([type=hidden],[type=checkbox],[type=radio]),select,textarea';
  const plain = ([first, ...rest]) => {
    if (!first || !rest.length && !tableTitles.marks(first.row) || first.foot || first.cells.some(cell => cell && isHead(cell))) return false;
    const cells = distinct(first.cells), read = cells.map(cellText), told = read.filter(Boolean);
    return told.length > 0 && told.length >= read.length - 1 && new Set(told).size === told.length && !told.some(part => /^[\d.,\s€$£%-]+$/.test(part) || moment.test(part)) && !cells.some(cell => cell.querySelector?.(typed)) && !valued(first, rest.slice(0, 40).filter(line => !line.whole));
  };
  const shape = told => told.replace(/\d+/g, '0');
  // A whole line that comes again is no value: titles do.
  const valued = (first, rest) => {
    const below = rest.filter(line => first.cells.some((cell, at) => says(first, at) !== says(line, at)));
    return below.length > 0 && below.length === rest.length && first.cells.some((cell, at) => {
      const told = says(first, at), others = below.map(line => says(line, at)).filter(Boolean);
      return told !== '' && (others.includes(told) || /\d/.test(told) && others.length > 0 && others.every(other => shape(other) === shape(told)));
    });
  };
  const says = (line, at) => (line.texts ? line.texts[at] ?? '' : line.cells[at] ? cellText(line.cells[at]) : '');
  // Over a column of controls some say nothing the second time.
  const again = (told, columns) => told.every((title, at) => (title ? called(columns[at] ?? [], [title]) : !columns[at]?.length || told.some(Boolean)));
  /** A line among the rows that only says the titles again: of header cells, where the titles are such. */
  const repeats = (line, columns) => (line.head ? again(line.cells.map(cell => (cell ? titleText(cell) : '')), columns) : columns.plain === true && columns.every((ways, at) => says(line, at) === ways.shown));

  const marks = /[\u25b2\u25bc\u25b4\u25be\u2191\u2193\u21c5\u2195\u21f5]/g;
  const bare = title => find.bare(title.replace(marks, ' '));
  const called = (ways, wanted) => ways.some(way => wanted.some(title => fold(way) === fold(title) || bare(way) === bare(title)));
  const loosely = (ways, wanted) => ways.some(way => wanted.some(title => bare(way).replace(/\s*\([^)]*\)$/, '') === bare(title)));
  /** Where each wanted column is: its index, or -1 when it is missing, or -2 when two columns are called so. */
  const place = (columns, wanted) => wanted.map((want, order) => {
    // Columns without a title, or of one title, are told apart by their order where there are as many as before.
    const stays = () => columns.length === wanted.length && want.headers.some(title => bare(title) === bare(columns[order].shown ?? columns[order][0] ?? ''));
    for (const test of [called, loosely]) {
      const at = columns.flatMap((ways, index) => (test(ways, want.headers) ? [index] : []));
      if (at.length) return at.length === 1 ? at[0] : stays() ? order : -2;
    }
    return stays() ? order : -1;
  });

  // One row of controls or of lists, or of one cell, or rows of nothing but fields and buttons, that nothing calls a table, only place what stands in them.
  const entries = 'input,select,textarea,button,[role=button],[role=combobox],[role=listbox],[role=radiogroup]';
  const isBar = table => {
    if (table.tagName !== 'TABLE' || table.hasAttribute('role') || table.caption || table.tHead || names.name(table)) return false;
    const seen = rowsOf(table).filter(sight), cells = seen.length === 1 ? cellsOf(seen[0]) : [];
    if (seen.length > 1) return table.querySelector(typed) !== null && seen.every(row => cellsOf(row).every(cell => !isHead(cell) && !squeeze(text(cell, part => part.matches(entries) || part.control && cell.contains(part.control))))) && table.querySelector('table') === null;
    return cells.length > 0 && !cells.some(isHead) && (cells.length === 1 || table.querySelector('input:not([type=hidden]),select,textarea,button,ul,ol,form') !== null);
  };
  /** Below a table that is a head only, parts that are in no table stand in its columns. */
  const rowsApart = table => {
    const head = grid(table).lines.at(-1);
    if (table.tagName !== 'TABLE' || !head?.head || head.cells.length < 2) return false;
    const { bottom } = table.getBoundingClientRect();
    for (let scope = dom.above(table), steps = 0; scope && steps < 3 && scope.querySelectorAll('table').length === 1; scope = dom.above(scope), steps++) {
      if ([...scope.querySelectorAll('*')].some(row => row.children.length === head.cells.length && !table.contains(row) && visible(row) && row.getBoundingClientRect().top > bottom - 4 && [...row.children].every((cell, at) => lined(cell, head.cells[at])))) return true;
    }
    return false;
  };
  /** The tables of the page, without those in others and heads that are tables of their own. */
  const shown = () => {
    const all = dom.all('table,[role=table],[role=grid],[role=treegrid]').filter(table => isTable(table) && visible(table) && !outerTable(table) && rowsOf(table).length > 0 && !isBar(table));
    const onlyHead = table => table.tagName === 'TABLE' && rowsOf(table).length <= 5 && grid(table).lines.every(line => line.head);
    const heads = all.filter(onlyHead);
    const apart = new Set(heads.length || all.some(table => rowsOf(table).length === 1) ? all.filter(table => table.tagName === 'TABLE' && !heads.includes(table)).map(table => grid(table).lines).filter(lines => lines.length && !titlesItself(lines)).map(lines => partner(lines[0].row.closest('table'), width(lines[0]))?.[0].row.closest('table')) : []);
    return all.filter(table => !apart.has(table) && !(heads.includes(table) && all.some(other => other !== table && !apart.has(other) && (!heads.includes(other) || follows(table, other)) && isHeadOf(table, other))));
  };
  const titlesItself = lines => lines.some(line => line.head && line.cells.some(cell => cell && titleText(cell)));
  const follows = (one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const titlesOf = table => header(grid(table).lines).columns.map(ways => fold(ways.shown ?? ''));
  // The head of a table drawn once more, right above it or over it, under no name of its own.
  const isHeadOf = (table, other) => {
    const [box, under] = [table, other].map(one => one.getBoundingClientRect());
    const joined = (Math.abs(box.left - under.left) <= 4 || Math.abs(box.right - under.right) <= 4) && box.bottom <= under.bottom + 4 && under.top - box.bottom < 8;
    if (!joined || names.name(table) && names.name(table) !== names.name(other)) return false;
    const titles = titlesOf(table);
    return titles.some(Boolean) && titles.join('\n') === titlesOf(other).join('\n');
  };
  /** The names that tables, and lists of cards, go by when no Skill declares them; those of one name are numbered. */
  const listed = (lists = []) => {
    const own = [...shown(), ...lists];
    const titles = names.seen(() => tableTitles.of(own)).map((title, at) => title || `table-${at + 1}`);
    const used = new Map();
    return own.map((element, at) => {
      const twins = titles.filter(title => fold(title) === fold(titles[at])).length, times = (used.get(fold(titles[at])) ?? 0) + 1;
      used.set(fold(titles[at]), times);
      return { element, list: lists.includes(element), title: titles[at], name: twins === 1 ? titles[at] : `${titles[at]} (${times})`, order: `table-${at + 1}` };
    });
  };
  /** The table of a name; several that only their number tells apart are no answer. Lists of cards are looked for last. */
  const byName = (wanted, lists = () => []) => {
    const named = near => near.filter(table => [table.name, table.title, table.order].some(name => fold(name) === fold(wanted)));
    let near = listed();
    if (!named(near).length) near = listed(lists());
    const exact = near.filter(table => fold(table.name) === fold(wanted)), hit = exact.length ? exact : named(near);
    if (hit.length === 1) return { element: hit[0].element, list: hit[0].list };
    return { outcome: hit.length ? 'ambiguous' : 'not_found', names: (hit.length ? hit : near).map(table => dom.clip(table.name, 60)) };
  };

  return { signs, rowsApart, grid, header, titleText, titled, repeats, told, place, called, loosely, cellText, cellLink, hush, shown, listed, byName, isTable, isBar, rowsOf };
})();
