// uses: refs
// Where to click to hit an element that a snapshot told of, and where it would lead if it is a link.
ask => {
  const found = refs.find(ask);
  if (!found.element) return { outcome: found.outcome, names: found.names, count: found.count };
  const { element } = found;
  const link = element.closest('a[href]'), to = link ? new URL(link.href, location.href) : null;
  const elsewhere = to && (to.pathname !== location.pathname || to.search !== location.search);
  return {
    ...press({ element: dom.visible(element) ? element : refs.labelOf(element) ?? element }),
    role: refs.roleOf(element), name: refs.nameOf(element), leads: elsewhere ? to.pathname + to.search : undefined,
  };
}
