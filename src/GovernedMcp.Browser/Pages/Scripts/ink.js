// Whether text can be told from what is behind it.
const ink = (() => {
  const { colour } = colours;
  const { above, styleOf } = dom;
  const grounds = new Map();
  // The colour behind an element; null when a picture is.
  const ground = element => {
    if (!element) return [255, 255, 255, 1];
    if (grounds.has(element)) return grounds.get(element);
    const style = styleOf(element);
    const own = colour(style.backgroundColor);
    const result = style.backgroundImage !== 'none' ? null : own[3] > 0.5 ? own : ground(above(element));
    grounds.set(element, result);
    return result;
  };
  const near = (a, b) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2])) < 12;
  // Text over something that is not its ancestor: a label laid over a picture.
  const overlaid = element => {
    const box = element.getBoundingClientRect();
    const under = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return under.slice(under.indexOf(element) + 1).some(other =>
      !other.contains(element) && (/^(IMG|CANVAS|VIDEO|PICTURE|svg)$/.test(other.tagName) || !near(ground(other) ?? [0, 0, 0], ground(element) ?? [255, 255, 255])));
  };
  /** Text of its colour does not stand out. */
  const pale = (element, style) => {
    const own = colour(style.webkitTextFillColor);
    const behind = own[3] < 0.06 ? own : ground(element);
    return behind !== null && near(own, behind);
  };
  /** Nor is there anything under it that it stands out from. */
  const none = (element, style) => pale(element, style) && style.webkitBackgroundClip !== 'text' && (colour(style.webkitTextFillColor)[3] < 0.06 || !overlaid(element));
  /** Forgets the colours, before a look at a page that may have changed. */
  const fresh = () => grounds.clear();

  return { pale, none, fresh };
})();
