// uses: tables, cards
// What scrolls the rows of a table, and the room that is kept there for rows that are not drawn.
const scrolling = (() => {
  // The rows of a table, or the cards of a list.
  const isTable = root => root.matches('table,[role=table],[role=grid],[role=treegrid]') || tables.rowsOf(root).length > 0;
  const topOf = box => (box === document.scrollingElement ? 0 : box.getBoundingClientRect().top);
  // The rows, without those of the foot. What stands among rows of HTML and is none keeps room for others, too.
  const parts = root => (root.tagName === 'TABLE' && root.querySelector(':scope > tbody > :not(tr)') ? [...root.querySelectorAll(':scope > thead > tr,:scope > tbody > *')] : tables.rowsOf(root).filter(row => row.parentNode.tagName !== 'TFOOT'));
  const blank = (row, high) => (row.tagName === 'TR' || row.parentNode.tagName === 'TBODY') && !/\S/.test(row.textContent) && !row.querySelector(tables.signs) && row.getBoundingClientRect().height > high;
  // An empty row, higher than any row of text is: it keeps the room of rows that are not drawn.
  const keeps = row => blank(row, row.getAttribute('aria-hidden') === 'true' && !(row.cells?.length > 1) ? 2 : 100);
  const roomAbove = rows => rows.slice(0, 4).some(keeps);
  // Where room is kept above, that of the last few rows is kept too, which are not as high.
  const roomBelow = root => { const rows = parts(root), last = rows.at(-1); return last && (keeps(last) || last.cells?.length < 2 && blank(last, 2) && roomAbove(rows)) ? last : null; };
  /** A table of rows of HTML draws only the rows in sight, with room before or after them. */
  const leavesRoom = root => (root.tagName === 'TABLE' || tables.rowsOf(root)[0]?.tagName === 'TR') && (roomBelow(root) !== null || roomAbove(parts(root)));
  // It keeps the place of a row that is on its way.
  const vacant = row => row.parentNode.tagName === 'TBODY' && blank(row, 0);
  const drawnTo = (root, box, side = 'top', none = leavesRoom(root) ? vacant : keeps) => Math.max(0, ...(isTable(root) ? parts(root) : cards.items(root)).filter(row => !none(row)).map(row => row.getBoundingClientRect()[side])) - topOf(box);
  // What scrolls may stand around a table or between it and its rows.
  const inner = root => tables.rowsOf(root).findLast(row => row.querySelector('td,[role=cell],[role=gridcell]')) ?? tables.rowsOf(root).at(-1) ?? root.lastElementChild ?? root;
  const scrollable = (element, size, flow) => {
    for (let node = element; node; node = dom.above(node)) {
      if (node[`scroll${size}`] > node[`client${size}`] + 1 && /auto|scroll/.test(getComputedStyle(node)[flow])) return node;
    }
    return document.scrollingElement;
  };
  // Scripts scroll what they lay out themselves in boxes that show no bar.
  const clipped = element => {
    for (let node = element; node; node = dom.above(node)) if (node.clientHeight > 0 && node.scrollHeight > node.clientHeight * 2 && getComputedStyle(node).overflowY === 'hidden') return node;
    return null;
  };
  const scroller = element => {
    const box = scrollable(element, 'Height', 'overflowY');
    return box === document.scrollingElement ? clipped(element) ?? box : box;
  };
  /** What scrolls the rows of a table, or a part that a Skill names. */
  const boxOf = (control, root) => scroller(control && find.many(control)[0] || inner(root));

  /** To the top of a list that is scrolled through; whether it was further down. */
  const rewind = (control, root) => {
    const box = boxOf(control, root), before = box.scrollTop;
    box.scrollTop = 0;
    return before - box.scrollTop > 1;
  };
  /** What scrolls the rows of a grid sideways, when it is no more than the grid. */
  const sideways = root => {
    const box = scrollable(inner(root), 'Width', 'overflowX');
    return box === document.scrollingElement ? null : box;
  };
  // A script places the cards by itself, or stretches the list, or leaves something empty behind the last one.
  const moves = part => part.style.transform !== '' || part.style.padding !== '' || part.style.paddingBottom !== '' || getComputedStyle(part).position === 'absolute';
  // Nothing stands before the first card or behind the last one, in the part that holds both.
  const ends = (first, last) => {
    let part = last.parentElement;
    while (!part.contains(first)) part = part.parentElement;
    return part.firstElementChild.contains(first) && part.lastElementChild.contains(last);
  };
  /** A list draws only the cards in sight: behind the last one, or before the first, is room for others and nothing else. */
  const leavesCards = (root, ways = ['bottom', 'top']) => {
    const items = isTable(root) ? [] : cards.items(root), last = items.at(-1);
    if (items.length < 3 || !moves(root) && !moves(last) && ends(items[0], last)) return false;
    const box = scroller(last);
    if (box.scrollHeight <= box.clientHeight + 1) return false;
    const { height, bottom } = last.getBoundingClientRect(), { top } = items[0].getBoundingClientRect(), from = topOf(box) - box.scrollTop;
    const room = (part, { top: start, bottom: end } = part === box ? { top: from, bottom: from + box.scrollHeight } : part.getBoundingClientRect()) => ({ bottom: end - bottom, top: top - start });
    for (let part = last.parentElement; part && part !== dom.above(box) && (dom.within(part, root) || holdsAlone(part, root)); part = dom.above(part)) {
      if (ways.some(way => room(part)[way] > Math.max(height, 20) * 0.9)) return true;
    }
    return false;
  };
  /** Room is kept below for rows that are not drawn: what only fills up a box makes it scroll no further. */
  const owes = root => {
    if (leavesCards(root, ['bottom'])) return true;
    const room = leavesRoom(root) ? roomBelow(root) : null, box = room && boxOf(null, root);
    return room !== null && (roomAbove(parts(root)) || box !== document.scrollingElement && box.scrollHeight > box.clientHeight + 1 || room.getBoundingClientRect().height > window.innerHeight);
  };
  /** A part of what is in sight has no rows yet: some must come. */
  const bare = (control, root) => {
    const box = boxOf(control, root);
    if (!isTable(root) && !leavesCards(root, ['bottom'])) return false;
    if (leavesRoom(root)) return parts(root).some(row => vacant(row) && !keeps(row)) || owes(root) && roomBelow(root).getBoundingClientRect().top - topOf(box) < box.clientHeight;
    return drawnTo(root, box, 'bottom') < Math.min(box.clientHeight, box.scrollHeight - box.scrollTop) - 24;
  };
  // Below rows that a script places by itself, room for one of them is kept for one; below others it may be for a margin or a bar.
  const slack = row => (row && [row, row.parentElement].some(moves) ? Math.min(row.getBoundingClientRect().height * 0.9, 60) : 60);
  /** Scrolling inside a grid would draw more rows than are there: below the last one, room is kept. */
  const keepsRoom = root => {
    const box = boxOf(null, root);
    return dom.within(box, root) ? drawnTo(root, box, 'bottom') + box.scrollTop < box.scrollHeight - slack(tables.rowsOf(root).at(-1)) : box !== document.scrollingElement && drawnHigh(root) < box.scrollHeight / 1.5 && holdsAlone(box, root);
  };
  // From the first row that is drawn to the last.
  const drawnHigh = root => {
    const rows = tables.rowsOf(root).filter(row => row.querySelector('td,[role=cell],[role=gridcell]') && !keeps(row));
    return rows.length ? rows.at(-1).getBoundingClientRect().bottom - rows[0].getBoundingClientRect().top : Infinity;
  };
  // What is around a table and shows nothing besides.
  const holdsAlone = (box, root) => dom.text(box, part => part === root) === '';
  const scrolledDown = root => {
    const box = boxOf(null, root);
    return dom.within(box, root) && box.scrollTop > 1;
  };
  return { box: boxOf, drawnTo, rewind, bare, owes, sideways, keepsRoom, leavesRoom, leavesCards, scrolledDown };
})();
