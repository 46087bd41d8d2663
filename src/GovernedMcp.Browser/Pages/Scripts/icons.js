// Words that fonts of icons draw as a sign (`person`, `check_circle`): nobody reads them.
const icons = (() => {
  const word = /^[a-z][a-z0-9_]{2,}$/;
  // Such a word is drawn no wider than it is high.
  const drawn = node => {
    const style = dom.styleOf(dom.above(node)), range = document.createRange();
    if (!/icon|symbol/i.test(style.fontFamily)) return false;
    range.selectNodeContents(node);
    return range.getBoundingClientRect().width <= 1.3 * parseFloat(style.fontSize);
  };
  /** The part holds nothing but one such word. */
  const sign = part => part.childNodes.length === 1 && part.firstChild.nodeType === 3 && word.test(part.textContent.trim()) && drawn(part.firstChild);
  // Some sets name themselves by the style of theirs, and say size and turn in the same way as what it is.
  const styled = /^fa(?:[srltdb]|-(?:solid|regular|light|thin|duotone|brands))$/, look = /^(?:solid|regular|light|thin|duotone|brands|fw|li|\d?xs|sm|lg|\d?xl|\d+x|spin|pulse|border|inverse|(?:pull|rotate|flip|stack)-\w+)$/;
  /** What its set calls an icon: `data-icon`, the part of a drawing that is used, or the one class that goes on from the set's (`bi bi-check`, `fas fa-lg fa-check`). */
  const called = part => {
    const given = part.getAttribute('data-icon') || /#(.+)/.exec(part.getAttribute('href') ?? '')?.[1];
    if (given) return dom.squeeze(given);
    const classes = [...part.classList], sets = [...classes, ...(classes.some(name => styled.test(name)) ? ['fa'] : [])];
    const told = new Set(classes.flatMap(name => sets.filter(set => name.startsWith(`${set}-`)).map(set => name.slice(set.length + 1))).filter(name => !look.test(name)));
    return told.size === 1 ? [...told][0] : '';
  };
  return { sign, called };
})();
