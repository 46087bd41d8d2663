// uses: tables, scrolling, pager
// Grids that draw only the rows, and some only the columns, that are in sight: led through here and now, as a round trip for each window would take its time.
const windows = (() => {
  const { told } = tables;
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const longest = 8000;

  /** The rows that a grid says it has, without those of its header; 0 when it does not say. */
  const said = element => {
    const all = told(element, 'aria-rowcount');
    return all ? Math.max(all - tables.grid(element).lines.filter(line => line.head && line.index).length, 0) : 0;
  };
  /** The rows of its header, where they have no numbers of their own. */
  const unnumbered = element => { const heads = tables.grid(element).lines.filter(line => line.head); return heads.some(line => line.index) ? 0 : heads.length; };
  /** Only a part of the rows is drawn, and scrolling inside the grid, or the page that keeps room for them, draws the others. */
  const partly = element => scrolling.leavesRoom(element) || scrolling.leavesCards(element) || /^(grid|treegrid|table)$/.test(element.getAttribute('role') ?? '') && (scrolling.keepsRoom(element) || scrolling.scrolledDown(element));

  // A part of what is in sight has no cells yet: some must come.
  const gap = (element, box) => {
    const { left, right } = box.getBoundingClientRect();
    const cells = tables.grid(element).lines.at(-1)?.cells.filter(Boolean).map(cell => cell.getBoundingClientRect()).sort((a, b) => a.left - b.left) ?? [];
    let end = left;
    for (const cell of cells) {
      if (cell.left > end + 24) return true;
      end = Math.max(end, cell.right);
    }
    return end < Math.min(right, left + box.scrollWidth - box.scrollLeft) - 24;
  };
  /** The rows in sight with all their columns: from the left edge to the right one, by the places that rows and cells tell. Null when every column is drawn. */
  const wide = async element => {
    const box = scrolling.sideways(element), first = tables.grid(element);
    if (!box || !first.places || first.places.length >= told(element, 'aria-colcount')) return null;
    const drawn = () => tables.grid(element).places?.join();
    const rowsDrawn = () => tables.grid(element).lines.map(line => line.index).join();
    const go = async left => {
      const before = box.scrollLeft, were = drawn(), started = performance.now();
      box.scrollLeft = left;
      if (Math.abs(box.scrollLeft - before) <= 1 && !gap(element, box)) return false;
      const waited = () => performance.now() - started;
      for (let last = were; waited() < 500 || waited() < longest && gap(element, box); await pause(16)) {
        dom.fresh();
        const now = drawn();
        if (now !== were && now === last && !gap(element, box)) break;
        last = now;
      }
      return Math.abs(box.scrollLeft - before) > 1;
    };
    for (let tries = 0; ; tries++) {
      const columns = new Map(), rows = new Map();
      await go(0);
      const were = rowsDrawn();
      do {
        dom.fresh();
        const { lines, places } = tables.grid(element);
        const { columns: ways, depth } = tables.header(lines);
        places.forEach((place, at) => columns.get(place)?.shown || columns.set(place, ways[at]));
        for (const line of lines.slice(depth)) {
          if (line.whole || line.foot || tables.repeats(line, ways)) continue;
          const row = rows.get(line.index) ?? rows.set(line.index, new Map()).get(line.index);
          line.cells.forEach((one, at) => one && (row.get(places[at])?.[0] || row.set(places[at], [tables.cellText(one), tables.cellLink(one)])));
        }
      } while (await go(box.scrollLeft + Math.max(box.clientWidth * 0.8, 100)));
      // Rows that came only on the way lack the columns on the left.
      const steady = rowsDrawn() === were;
      await go(0);
      if (!steady && tries < 3) continue;
      const places = [...columns.keys()].sort((a, b) => a - b);
      return { columns: places.map(place => columns.get(place)), rows: new Map([...rows].map(([index, row]) => [index, places.map(place => row.get(place) ?? ['', null])])) };
    }
  };

  // A card that was drawn in part reads like another with some of it left out.
  const words = cell => String(cell instanceof Array ? cell[0] : cell ?? '').split(' ').filter(Boolean);
  const inPart = rows => {
    const all = rows.map(row => row.map(words)), filled = row => row.filter(cell => cell.length).length;
    return all.some(row => all.some(other => filled(row) < filled(other) && row.every((cell, at) => cell.every(word => other[at].includes(word)))));
  };
  /** Every row of a grid from where it stands to its end, or as many as are wanted; `next` waits for the rows after those of a look. */
  const through = async (first, { how, next, widen, id, most }) => {
    const rows = new Map(), all = said(first.element), started = performance.now();
    let read = first, turned, merged = false, idle = 0;
    const owes = () => turned === 'last' && scrolling.owes(read.element);
    for (;;) {
      const whole = await widen(read);
      // Without a number or a key of its own, a row that reads like another is taken for that one come again.
      merged ||= new Set(whole.rows.map((_, at) => id(whole, at))).size < whole.rows.length || Boolean(read.ids) !== Boolean(first.ids);
      whole.rows.forEach((row, at) => { const key = id(whole, at); if (!rows.has(key)) rows.set(key, row); });
      read = { ...read, titles: whole.titles, at: whole.at };
      const enough = rows.size >= most || performance.now() - started > longest;
      turned = pager.turn(how, read.element, !enough);
      for (let tries = 0; turned === 'last' && tries < 16 && rows.size < (all || Infinity); tries++) {
        await pause(50);
        turned = pager.turn(how, read.element, !enough);
      }
      if (turned !== 'clicked' && !owes()) break;
      const after = await next(read);
      if (after) [read, idle] = [{ ...after, titles: read.titles, at: read.at }, 0];
      else if (turned === 'last' || !scrolling.owes(read.element) || ++idle > 3) { turned = 'last'; break; }
    }
    merged ||= first.list && rows.size <= 1000 && inPart([...rows.values()]);
    return { ...read, rows: [...rows.values()], ids: [...rows.keys()], turned, window: true, merged, owes: owes() };
  };
  return { said, unnumbered, partly, wide, through };
})();
