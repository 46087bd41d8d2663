// uses: tables, pager, pairs
// Reads the rows of a table that the page shows. Told to, it first goes on from the last page or waits for the rows to change, and turns after.
async ask => {
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const root = () => (ask.root ? find.one(ask.root) : tables.byName(ask.name));
  const cell = (element, want) => (element === null ? '' : want?.link ? [tables.cellText(element), tables.cellLink(element)] : tables.cellText(element));

  const gridded = element => {
    const { lines, cut } = tables.grid(element);
    const { columns, depth } = tables.header(lines);
    const body = lines.slice(depth);
    const data = body.filter(line => !line.whole && !line.foot && !tables.repeats(line, columns));
    const at = ask.columns ? tables.place(columns, ask.columns) : columns.map((_, index) => index);
    return {
      cut, at, titles: columns.map(ways => ways[0] ?? ''), count: data.length, whole: body.filter(line => line.whole).length, foot: body.filter(line => line.foot).length,
      row: line => at.map((index, order) => cell(line.cells[index] ?? null, ask.columns?.[order])), data,
    };
  };
  // Items of a list: what its labels say, and its heading as `title`.
  const listed = element => {
    const items = dom.all('li,[role=listitem],article,[role=article]', element).filter(item => dom.visible(item) && !dom.above(item).closest('li,[role=listitem],article'));
    const data = (items.length ? items : [...element.children].filter(dom.visible)).map(item => {
      const heading = item.querySelector('h1,h2,h3,h4,h5,h6,[role=heading],a[href]');
      return [{ label: 'title', text: heading ? dom.text(heading) : dom.text(item).slice(0, 200), link: item.querySelector('a[href]')?.href ?? null }, ...pairs.read(item)];
    });
    const titles = [...new Set(data.flatMap(item => item.map(part => part.label)))];
    const wanted = ask.columns ?? titles.map(title => ({ headers: [title] }));
    const part = (item, want) => item.find(one => tables.called([one.label], want.headers));
    return {
      titles, count: data.length, whole: 0, foot: 0, data, at: wanted.map(want => (data.length === 0 || data.some(item => part(item, want)) ? 0 : -1)),
      row: item => wanted.map(want => { const one = part(item, want); return want.link ? [one?.text ?? '', one?.link ?? null] : one?.text ?? ''; }),
    };
  };
  const shown = () => {
    dom.fresh();
    const found = root();
    if (!found.element) return found;
    const { data, row, ...read } = (ask.list ? listed : gridded)(found.element);
    const rows = data.slice(ask.from, ask.from + ask.most).map(row);
    return { ...read, rows, element: found.element, fallback: found.fallback, outcome: 'ok', signature: signed(rows, data.length), busy: found.element.closest('[aria-busy=true]') !== null };
  };
  // Tells one page of rows from another: by the key columns, else by everything.
  const signed = (rows, count) => {
    let hash = count;
    for (const row of rows) for (const index of ask.keys.length ? ask.keys : row.keys()) for (const letter of `${row[index]}\u0001`) hash = (Math.imul(hash, 31) + letter.codePointAt(0)) | 0;
    return `${count}:${hash}`;
  };
  const lacking = read => ask.required.some(index => read.rows.some(row => row[index] === ''));

  if (document.readyState === 'loading') await new Promise(done => document.addEventListener('DOMContentLoaded', done, { once: true }));
  let after = ask.after;
  if (!after && !ask.resume && ask.turn?.kind === 'scroll') {
    const list = root().element;
    if (list) pager.rewind(ask.turn.control, list);
    await pause(30);
  }
  if (ask.resume) {
    const now = shown();
    const moved = performance.timeOrigin !== ask.resume.document || !now.element || (ask.grows ? now.count !== ask.resume.count : ask.keys.length > 0 && now.signature !== ask.resume.signature);
    if (moved) return { outcome: 'moved' };
    const turned = pager.turn(ask.turn, now.element);
    if (turned !== 'clicked') return { outcome: turned };
    after = ask.resume;
  }

  const sameDocument = after?.document === performance.timeOrigin;
  const wentOn = read => !after || (ask.grows && sameDocument ? read.count > after.count : read.signature !== after.signature);
  const good = read => read.outcome === 'ok' && !read.busy && !lacking(read) && wentOn(read) && (read.count > 0 || read.whole > 0 || !after && document.readyState === 'complete');
  const started = performance.now();
  const patience = after && !sameDocument ? Math.min(ask.wait, 1500) : ask.wait;
  let read = shown();
  // In the same document rows may come one by one: two looks must agree.
  for (let last; !(good(read) && (!sameDocument || last === read.signature)); read = shown()) {
    if (performance.now() - started > patience) break;
    last = good(read) ? read.signature : undefined;
    await pause(25);
  }

  const total = () => {
    if (!ask.total) return undefined;
    const parts = ask.total.pattern.split('{n}').map(part => dom.fold(part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+'));
    const pattern = new RegExp(`${parts[0] ? parts[0] + '\\s*' : ''}(\\d[\\d.,'\\u2019\\s]*)${parts[1] ? '\\s*' + parts[1] : ''}`);
    const within = ask.total.within ? find.many(ask.total.within).find(dom.visible) : null;
    for (let scope = within ?? dom.above(read.element); scope; scope = within ? null : dom.above(scope)) {
      const hit = pattern.exec(dom.fold(dom.text(scope, part => part === read.element)));
      if (hit) return hit[1].trim();
    }
    return null;
  };

  if (!read.element) return read;
  const stuck = !wentOn(read);
  const answer = { ...read, element: undefined, total: total(), hidden: dom.hidden.texts, stuck, lacking: lacking(read), document: performance.timeOrigin, url: location.href };
  if (ask.turn && !stuck && !(read.count > ask.from + ask.most)) {
    const wanted = read.rows.length < ask.turnBelow;
    answer.turned = pager.turn(ask.turn, read.element, wanted);
    // The end of an endless list: what is beyond may still be on its way.
    if (answer.turned === 'last' && ask.turn.kind === 'scroll') {
      for (let tries = 0; tries < 16 && answer.turned === 'last'; tries++) {
        await pause(50);
        answer.turned = pager.turn(ask.turn, read.element, wanted);
      }
    }
  }
  return answer;
}
