// What parts of a page were called while it said so: a title may leave the page as one scrolls down, and what it named is still meant.
const calledBefore = (() => {
  const all = window[Symbol.for('governed-mcp.called')] ??= new WeakMap();
  const scrolled = element => {
    for (let node = element; node; node = dom.above(node)) if (node.scrollTop > 0) return true;
    return scrollY > 0;
  };
  /** What it is called now; else, where the page is scrolled down, what it was called at this address. */
  const of = (element, name) => {
    if (name) all.set(element, { name, at: location.href });
    const last = name ? null : all.get(element);
    return last?.at === location.href && scrolled(element) ? last.name : name;
  };
  return { of };
})();
