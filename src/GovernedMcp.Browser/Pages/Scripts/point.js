// Where to click to hit an element: `{ outcome: 'ok', x, y }`, or why not.
({ locator, links }) => {
  const found = find.one(locator);
  if (found.outcome) return { outcome: found.outcome, names: found.names, count: found.count };
  const { element, fallback } = found;
  if (!dom.visible(element)) return { outcome: 'not_found', names: [] };
  if (links && !/^(link|menuitem|tab|treeitem)$/.test(names.role(element) ?? '')) return { outcome: 'not_found', names: [] };
  if (element.disabled || element.getAttribute('aria-disabled') === 'true') return { outcome: 'disabled' };
  const { x, y, hit, by } = dom.point(element);
  return hit ? { outcome: 'ok', x, y, fallback } : { outcome: 'covered', by };
}
