// uses: alike, mute_rows, tables, records, scrolling, pager, pairs, cards, skeletons, windows, further, endless
// Reads the rows of a table that the page shows. Told to, it first goes on from the last page or waits for the rows to change, and turns after.
async ask => {
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const root = () => (ask.root ? find.one(ask.root) : tables.byName(ask.name, cards.listed));
  const cell = (element, want) => {
    if (element === undefined || element === null) return '';
    return want?.link ? [tables.cellText(element), tables.cellLink(element)] : tables.cellText(element);
  };

  // Columns that were taken from an earlier page are known by their places too: some have no title, and some share one.
  const placed = columns => (ask.titled && columns.length === ask.columns.length && columns.every((ways, at) => ways.shown === ask.columns[at].headers[0]) ? [...columns.keys()] : tables.place(columns, ask.columns));
  // Which of the masks of the Skill a column is under that no Skill declares, by what it is called; -1: none.
  const maskOf = ways => ask.masks.findIndex(headers => tables.called(ways, headers) || tables.loosely(ways, headers));
  const gridded = element => {
    const { lines, cut, columns, depth, guessed, detail } = records.read(element, ask.columns && placed);
    const body = lines.slice(depth);
    // Where a part of the rows is drawn at a time, those that say nothing are on their way.
    const coming = how(element)?.window ? new Set(body.filter(line => muteRows.is(line))) : new Set();
    const seen = body.filter(line => !line.whole && !line.foot && !coming.has(line) && !tables.repeats(line, columns)), fillers = muteRows.fillers(seen, ask.after?.count), data = seen.slice(0, seen.length - fillers);
    const at = ask.columns ? placed(columns) : [...columns.keys()];
    const untold = detail !== undefined && !at.includes(detail) ? data.filter(line => line.cells[detail]).length : 0;
    // What holds nothing but text has no links.
    const said = at.every((index, order) => index === order) && !ask.columns?.some(want => want.link)
      ? texts => (texts.length === at.length ? texts : at.map(index => texts[index] ?? ''))
      : texts => at.map((index, order) => (ask.columns?.[order].link ? [texts[index] ?? '', null] : texts[index] ?? ''));
    return {
      cut, at, guessed, masks: columns.map(maskOf), titles: columns.map(ways => ways.shown), count: data.length, whole: body.filter(line => line.whole).length + untold, foot: body.filter(line => line.foot).length + fillers, coming: coming.size,
      row: line => (line.texts ? said(line.texts) : at.map((index, order) => cell(line.cells[index], ask.columns?.[order]))), data, ids: data.every(line => line.index) ? data.map(line => line.index) : numbered(data),
    };
  };
  // Rows may number themselves in an attribute of their script's own: one that counts on from row to row.
  const numbered = data => {
    for (const name of data.length > 1 ? data[0].row.getAttributeNames() : []) {
      if (!/^\d{1,9}$/.test(data[0].row.getAttribute(name))) continue;
      const told = data.map(line => line.row.getAttribute(name) ?? '');
      if (told.every((value, at) => /^\d{1,9}$/.test(value) && Number(value) === Number(told[0]) + at)) return told.map(value => Number(value) + 1);
    }
    return null;
  };
  const signed = (told, count) => {
    let hash = count;
    for (let at = 0; at < told.length; at++) hash = (Math.imul(hash, 31) + told.charCodeAt(at)) | 0;
    return `${count}:${hash}`;
  };
  // What a column holds, and how many of its cells are empty.
  const column = (rows, at) => { const cells = rows.map(row => String(row[at] ?? '')); return `${cells.filter(cell => cell === '').length}.${signed(cells.join('\n'), 0)}`; };
  /** Some column that is filled as before holds something else: what a table leaves out while it loads, and shows again, is no other page. */
  const turnedOver = (now, before) => {
    const [one, other] = [now, before].map(signature => signature.split(' '));
    if (one[0] === other[0] || one.length !== other.length || one[1] !== other[1]) return one[0] !== other[0];
    return one.slice(2).some((told, at) => told !== other[at + 2] && told.split('.')[0] === other[at + 2].split('.')[0]);
  };
  const told = (rows, [part, end] = '\t\n') => {
    let text = '';
    for (const row of rows) text += row.join(part) + end;
    return text;
  };
  const times = (text, mark) => {
    let count = 0;
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count++;
    return count;
  };
  // Rows as they are sent: one text, which is on its way for less time than lists; the addresses of links beside it. What parts the cells is in
  // none of them: it needs no escape where none has it, else it is what no cell shows.
  const sent = rows => {
    const linked = ask.columns?.some(want => want.link);
    const cells = linked ? rows.map(row => row.map(cell => (cell instanceof Array ? cell[0] : cell))) : rows;
    const light = told(cells, '|~'), parts = times(light, '|') + times(light, '~') === rows.length * (rows[0]?.length ?? 0) ? '|~' : '\t\n';
    return { parts, lines: parts === '|~' ? light : told(cells), links: linked ? ask.columns.map((want, at) => (want.link ? rows.map(row => (row[at] instanceof Array ? row[at][1] : null)) : null)) : undefined };
  };
  // Of a list that draws a part of its cards at a time, the first ones tell the columns of all; what is masked in any of them is masked in each.
  let first = null;
  const carded = element => {
    const read = cards.rows(element, ask.columns ?? first?.titles.map(title => ({ headers: [title] })), ask.titled || first !== null, maskOf, first?.titles);
    if (!first) return read;
    first.masks = first.masks.map((mask, at) => Math.max(mask, read.masks[at]));
    first.untold += read.untold;
    return { ...read, masks: first.masks, untold: first.untold };
  };
  // Rows of a tree that are folded in: what stands under them is not drawn.
  let folded = false;
  const folds = element => element.closest('[role=treegrid]') !== null && dom.all('tr[aria-expanded=false],[role=row][aria-expanded=false]', element).some(dom.visible);
  let brought = false;
  const shown = () => {
    dom.fresh();
    alike.learn();
    const found = root();
    if (!found.element) return found;
    if (ask.name && ask.known.some(locator => find.many(locator).includes(found.element))) return { outcome: 'declared' };
    if (ask.known.length) tables.hush(found.element.querySelector('table') ? ask.known.flatMap(locator => find.many(locator)) : []);
    // Whether a header lies over the rows that pass under it is told in the window only.
    if (!brought && how(found.element)?.window) (brought = true, found.element.scrollIntoView({ block: 'start', behavior: 'instant' }));
    const { data, row, ids, ...read } = ask.list || found.list ? carded(found.element) : gridded(found.element);
    folded ||= folds(found.element);
    const rows = data.slice(ask.from, ask.from + ask.most).map(row), parts = sent(rows);
    return {
      ...read, rows, ...parts, ids: ids?.slice(ask.from, ask.from + ask.most) ?? null, element: found.element, list: ask.list || found.list, fallback: found.fallback, outcome: 'ok',
      // Tells one page of rows from another: by the key columns, else by everything.
      signature: ids?.length && how(found.element)?.window ? ids.join() : ask.keys.length ? signed(told(rows.map(row => ask.keys.map(index => row[index]))), data.length)
        : ask.turn ? [signed(parts.lines + (parts.links ?? ''), data.length), data.length, ...(rows[0] ?? []).map((_, at) => column(rows, at))].join(' ') : signed(parts.lines + (parts.links ?? ''), data.length),
      busy: found.element.closest('[aria-busy=true]') !== null,
      waiting: ask.list || found.list ? 0 : skeletons.waiting(found.element, () => !data.length) + read.coming,
    };
  };
  const drawn = read => Boolean(read.element) && !read.list && (read.element.tagName !== 'TABLE' || /grid/.test(read.element.getAttribute('role')));
  // What two looks must agree in where rows are drawn bit by bit.
  const look = read => (drawn(read) ? JSON.stringify([read.titles, read.rows]) : read.signature);
  // Some grids draw their header after their rows: how long rows without titles wait for them, in milliseconds.
  const heading = read => {
    const missing = ask.columns ? read.at.map(index => index < 0) : read.titles.map(title => read.guessed || !title);
    if (read.list || !missing.includes(true) || !ask.columns && !drawn(read)) return 0;
    return !missing.includes(false) ? 1500 : drawn(read) ? 250 : 0;
  };
  const lacking = read => ask.required.some(index => read.rows.some(row => row[index] === ''));

  await arrived();
  // `paged`: what was turned is the page of a grid that draws a part of it at a time.
  let after = ask.after && { ...ask.after, paged: ask.after.window };
  const how = element => ((ask.grid || ask.turn && !ask.root) && windows.partly(element) ? { kind: 'scroll', window: true } : ask.turn);
  // A grid that draws a part of its rows may show a page of them only: at the end of the page comes what turns it.
  const beyond = ask.turn && ask.turn.kind !== 'scroll' ? ask.turn : null;
  const onward = (element, ...rest) => {
    const way = how(element), turned = pager.turn(way.window || !beyond ? way : beyond, element, ...rest);
    return way.window && beyond && turned === 'last' ? { turned: pager.turn(beyond, element, ...rest), paged: true } : { turned };
  };
  const keyless = row => ask.keys.some(index => row[index] === '');
  // The window of rows after that of a look; null when none comes.
  const loading = () => dom.all('[role=progressbar],[aria-busy=true]').some(element => dom.visible(element));
  let skipped = false;
  const following = async before => {
    const started = performance.now();
    const waited = () => performance.now() - started;
    // Cards are drawn with more to them than rows of cells.
    for (let last, looks = 0, slowly = false; ; await pause(slowly ? 80 : 16)) {
      const now = shown();
      slowly = now.list === true;
      const fresh = now.outcome === 'ok' && !now.busy && now.count > 0 && now.signature !== before.signature && !lacking(now) && !now.rows.some(keyless);
      if (fresh && last === look(now) && (!now.waiting || waited() > 1200)) {
        skipped ||= now.waiting > 0;
        return now;
      }
      last = fresh ? look(now) : undefined;
      if (waited() > 1500 && ++looks > 8 && !(waited() < 8000 && (fresh || scrolling.bare(how(before.element).control, before.element)))) return null;
    }
  };
  let read = shown();
  if (ask.resume) {
    const moved = performance.timeOrigin !== ask.resume.document || !read.element || (ask.grows ? read.count !== ask.resume.count : ask.keys.length > 0 && read.signature !== ask.resume.signature);
    if (moved) return { outcome: 'moved' };
    const { turned, paged } = onward(read.element);
    if (turned !== 'clicked') return { outcome: turned, doubted: pager.doubted };
    after = { ...ask.resume, paged };
    // Nothing is to be read of a document that goes.
    if (pager.leaving) await pause(1500);
    read = shown();
  } else if ((!after || after.paged) && read.element && how(read.element)?.kind === 'scroll' && scrolling.rewind(how(read.element).control, read.element)) {
    await following(read);
    read = shown();
  }

  const sameDocument = after?.document === performance.timeOrigin;
  const started = performance.now();
  const waited = () => performance.now() - started;
  // Windows of rows are another thing than pages: of these, the first rows tell.
  const top = read => signed(told(read.rows.slice(0, 5)), 0);
  const wentOn = read => {
    if (!after) return true;
    if (after.paged || !ask.resume && how(read.element)?.window) return top(read) !== after.top;
    if (ask.grows && sameDocument) return read.count > after.count;
    return sameDocument && waited() < 1200 ? turnedOver(read.signature, after.signature) : read.signature !== after.signature;
  };
  // A bar beside the table that tells of no amount runs as long as its rows are on their way.
  const running = read => sameDocument && waited() < 8000 && dom.all('[role=progressbar]:not([aria-valuenow])', dom.above(read.element)).some(element => dom.visible(element) && !element.closest('td,[role=gridcell],[role=cell]'));
  // A table without rows may be one whose script has yet to ask for them.
  let since = null;
  const empty = read => {
    if (read.element) since ??= waited();
    return after ? read.whole > 0 : document.readyState === 'complete' && since !== null && waited() - since > 500;
  };
  const good = read => read.outcome === 'ok' && !read.busy && !read.waiting && !lacking(read) && wentOn(read) && !running(read) && (read.count > 0 || empty(read)) && waited() >= heading(read);
  const patience = after && !sameDocument ? Math.min(ask.wait, 1500) : ask.wait;
  // Where rows may come one by one, two looks must agree.
  for (let last; !(good(read) && (!(sameDocument || drawn(read)) || last === look(read))); read = shown()) {
    if (waited() > patience && !(waited() < 8000 && (read.waiting && !read.count || loading()))) break;
    last = good(read) ? look(read) : undefined;
    await pause(25);
  }
  // Scripts draw bit by bit, and may have yet to ask for what the cells are to show: what they have to do is let be done, until another look says the same.
  for (let turns = 0, before; turns < 8 && read.element && (after ? sameDocument : document.scripts.length) && before !== look(read); turns++) {
    before = look(read);
    for (let rests = 0; rests < 2; rests++) await new Promise(done => requestIdleCallback(done, { timeout: 300 }));
    const now = shown();
    if (good(now) || !good(read)) read = now;
  }

  // What only places the controls of a pager is no other table, nor is a head that stands apart.
  let all;
  const others = scope => (all ??= tables.shown()).some(other => dom.within(other, scope) && !dom.within(other, read.element) && !dom.within(read.element, other));
  // `1-10 of 137`, or `0 - 9 (137 total`, near a table that no Skill describes, when it says of the rows on the page what is so.
  const amount = "(\\d{1,3}(?:[.,'\\u2019\\s]\\d{3})+(?!\\d)|\\d+)";
  const range = new RegExp(`${amount}\\s*(?:[-\\u2013\\u2014]|to|bis|à|a|al|til|till|do|tot)\\s*${amount}\\s*(?:of|von|sur|de|di|av|af|van|z|из|/)\\s*${amount}|${amount}\\s*[-\\u2013\\u2014]\\s*${amount}\\s*[(,;]\\s*${amount}\\s*(?:in )?(?:total|all|overall|insgesamt|gesamt|au total|en total|in totale|totaal)(?!\\p{L})`, 'u');
  const count = () => (windowed ? read.rows.length : read.count);
  const span = () => {
    for (let scope = dom.above(read.element); scope && !others(scope); scope = dom.above(scope)) {
      const hit = range.exec(dom.fold(dom.text(scope, part => part === read.element)))?.slice(1).filter(part => part !== undefined).map(part => Number(part.replace(/\D/g, '')));
      // Of no row, some say `0 to 0 of 0`.
      if (hit) return (hit[1] === 0 && hit[2] === 0 ? 0 : hit[1] - hit[0] + 1) === count() ? hit : undefined;
    }
    return undefined;
  };
  const guessed = () => span()?.[2].toString();
  const total = () => {
    if (!ask.total) return ask.root || after || ask.turn?.window ? undefined : guessed();
    const parts = ask.total.pattern.split('{n}').map(part => dom.fold(part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+'));
    const pattern = new RegExp(`${parts[0] ? parts[0] + '\\s*' : ''}${amount}${parts[1] ? '\\s*' + parts[1] : ''}`);
    const within = ask.total.within ? find.many(ask.total.within).find(dom.visible) : null;
    for (let scope = within ?? dom.above(read.element); scope; scope = within ? null : dom.above(scope)) {
      const hit = pattern.exec(dom.fold(dom.text(scope, part => part === read.element)));
      if (hit) return hit[1].trim();
    }
    return null;
  };

  if (!read.element) return read;
  if (ask.below) return { ...read, element: undefined, rows: undefined, below: await endless.lead(read.element, () => shown().count), document: performance.timeOrigin, url: location.href };
  const stuck = !wentOn(read), turn = how(read.element);
  // The columns that are out of sight too.
  const widen = async look => {
    const wide = look.list ? null : await windows.wide(look.element);
    if (!wide) return look;
    const at = ask.columns ? placed(wide.columns) : [...wide.columns.keys()];
    const row = cells => at.map((index, order) => (ask.columns?.[order].link ? cells[index] ?? ['', null] : cells[index]?.[0] ?? ''));
    return { ...look, titles: wide.columns.map(ways => ways.shown), at, ids: [...wide.rows.keys()], rows: [...wide.rows.values()].map(row) };
  };
  const id = (look, at) => (ask.keys.length ? JSON.stringify(ask.keys.map(index => look.rows[at][index])) : String(look.ids?.[at] ?? JSON.stringify(look.rows[at])));
  const windowed = turn?.window && !stuck, atTop = top(read);
  if (windowed) {
    for (let looks = 0, before; read.list && looks < 8 && before !== look(read); looks++) {
      before = look(read);
      await pause(80);
      const now = shown();
      if (good(now)) read = now;
    }
    if (read.list && !ask.columns) first = { titles: read.titles, masks: read.masks, untold: 0 };
    read = await windows.through(read, { how: turn, next: following, widen, id, most: Math.min(ask.turnBelow, ask.most) });
    Object.assign(read, sent(read.rows));
  }
  const paging = beyond ?? (windowed ? null : turn);
  const begun = !after && !ask.resume && Boolean(paging) && !/scroll|loadMore/.test(paging.kind) && (pager.begun(read.element) || !ask.root && span()?.[0] > 1);
  const standing = paging?.page && !stuck && !/scroll|loadMore/.test(paging.kind) ? pager.stands(read.element, paging.page) : 0;
  const final = paging?.page && paging.kind === 'next' && !paging.control && !stuck && pager.isFinal(read.element, paging.page);
  const answer = { ...read, begun, standing, final: final || undefined, paged: after?.paged, top: atTop, element: undefined, rows: undefined, said: windows.said(read.element), heads: windows.said(read.element) ? windows.unnumbered(read.element) : 0, least: Number(read.ids?.[0]) || 0, total: total(), hidden: dom.hidden.texts, stuck, unfilled: skipped || read.waiting > 0 || read.owes === true, lacking: lacking(read), folded, document: performance.timeOrigin, url: location.href };
  if (paging && !stuck && (windowed ? answer.turned === 'last' : !(read.count > ask.from + ask.most))) {
    const wanted = read.rows.length < ask.turnBelow;
    // A document that goes may take its answer with it: where it can be, what turns the page is pressed when the rows are safe.
    const put = ask.later ? press => { this.press = press; answer.pending = true; } : null;
    answer.turned = pager.turn(paging, read.element, wanted, put);
    // The end of an endless list: what is beyond may still be on its way.
    if (answer.turned === 'last' && paging.kind === 'scroll') {
      for (let tries = 0; answer.turned === 'last' && (tries < 16 || tries < 160 && loading()); tries++) {
        dom.fresh();
        await pause(50);
        answer.turned = pager.turn(turn, read.element, wanted, put);
      }
    }
  }
  // Of a table that no Skill describes, seen for the first time, and with nothing that leads to another page.
  const alone = answer.turned === 'last' && paging?.kind === 'next' && !ask.root && !after && !answer.total;
  if (alone && !windowed && pager.grows(read.element)) answer.turned = 'grows';
  const whole = (answer.total ?? '').replace(/\D/g, '') === String(read.count);
  answer.ends = answer.turned === 'last' && paging?.kind === 'next' && !ask.root && !after && !windowed && !whole && read.count > 0 && endless.may(read.element);
  // On later pages what counts rows says nothing of the page's own.
  const later = answer.turned === 'last' && paging?.kind === 'next' && !ask.root && after;
  const sign = alone && answer.turned === 'last' ? further.sign(read.element, count(), others) : later ? further.paged(read.element, others) : null;
  if (sign) answer.turned = 'signed';
  else if (alone && !read.list && read.count === 0 && tables.rowsApart(read.element)) answer.turned = 'apart';
  return { ...answer, doubted: sign ?? pager.doubted, leaving: pager.leaving };
}
