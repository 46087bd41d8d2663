// Parts laid over the page that hide what is under them. Those that stay while the page scrolls are not among them.
const sheets = (() => {
  const { colour } = colours;
  const { above, styleOf } = dom;
  let found;
  /** The parts, each with what those around it leave of it: `{ element, box }`. */
  const covers = () => {
    if (!found) {
      found = [];
      for (const element of document.body ? dom.parts(document.body) ?? document.body.querySelectorAll('*') : []) {
        const style = styleOf(element);
        if (style.position !== 'absolute' || colour(style.backgroundColor)[3] <= 0.9 || style.visibility !== 'visible' || style.opacity <= 0.9) continue;
        const box = left(element);
        if (box.right > box.left && box.bottom > box.top) found.push({ element, box });
      }
    }
    return found;
  };
  // What those around an absolutely placed part leave of it: rows that a grid keeps above its window lie over its header only by their numbers.
  const left = sheet => {
    let { left, top, right, bottom } = sheet.getBoundingClientRect(), position = 'absolute';
    for (let node = above(sheet); node && !/^(BODY|HTML)$/.test(node.tagName) && position !== 'fixed'; node = above(node)) {
      const style = styleOf(node);
      if (position === 'absolute' && style.position === 'static' && style.transform === 'none') continue;
      position = style.position;
      if (/^(inline|contents|table-row|table-(row|header|footer)-group)$/.test(style.display)) continue;
      const box = node.getBoundingClientRect();
      if (style.overflowX !== 'visible') [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      if (style.overflowY !== 'visible') [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
    }
    return { left, top, right, bottom };
  };
  const covered = element => covers().length > 0 && covers().some(({ element: sheet, box }) => {
    if (!(element.compareDocumentPosition(sheet) & Node.DOCUMENT_POSITION_FOLLOWING) || element.contains(sheet)) return false;
    const own = element.getBoundingClientRect();
    return own.width > 0 && own.left >= box.left - 1 && own.right <= box.right + 1 && own.top >= box.top - 1 && own.bottom <= box.bottom + 1 && !onTop(element, sheet, own);
  });
  // A header that stays in place lies over the rows that pass under it. A sheet that lets clicks through is not told of, and counts.
  const onTop = (element, sheet, { x, y, width, height }) => {
    const pile = element.getRootNode().elementsFromPoint(x + width / 2, y + height / 2);
    return pile.includes(element) && pile.indexOf(element) < pile.indexOf(sheet);
  };
  /** Forgets them, before a look at a page that may have changed. */
  const fresh = () => { found = undefined; };

  return { covers, covered, fresh };
})();
