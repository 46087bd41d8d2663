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
  return { sign };
})();
