// Elements of the page's own that keep what they are made of in open shadows.
const shadows = (() => {
  /** Which of two elements comes first on the page, as `sort` asks it; what stands in a shadow comes where its element does. */
  const order = (one, other) => {
    const ways = [one, other].map(element => { const way = [element]; for (let host = element; (host = host.getRootNode().host); ) way.unshift(host); return way; });
    let at = 0;
    while (ways[0][at] === ways[1][at] && at + 1 < Math.min(ways[0].length, ways[1].length)) at++;
    const [a, b] = [ways[0][at], ways[1][at]];
    return a === b ? ways[0].length - ways[1].length : a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  };

  /** A click that hits `top` lands on the element. What is slotted into it is its own; of slotted text, what stands there is the element that has the shadow. */
  const lands = (top, element) => {
    for (let node = top; node; node = node.assignedSlot ?? dom.above(node)) if (node === element) return true;
    return top === element.getRootNode().host && [...top.childNodes].some(node => node.nodeType === 3 && node.assignedSlot && dom.within(node.assignedSlot, element));
  };

  /** The element that keeps this control, and no other, in its shadow: `name` and label stand there. */
  const keeper = element => {
    const root = element.getRootNode();
    return root instanceof ShadowRoot && root.querySelectorAll('input:not([type=hidden]),select,textarea').length === 1 ? root.host : null;
  };
  /** What shadows inside an element keep: it belongs to no form of HTML. */
  const controls = root => dom.all('input,select,textarea', root).filter(element => element.getRootNode() instanceof ShadowRoot && element.getRootNode() !== root.getRootNode());
  /** Where the parts of a list or group stand that a shadow only has a place for. */
  const filled = element => (element.getRootNode() instanceof ShadowRoot && element.querySelector('slot') ? element.getRootNode().host : element);

  return { order, lands, keeper, controls, filled };
})();
