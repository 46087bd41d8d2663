// uses: press
// Where to click to hit an element: `{ outcome: 'ok', x, y }`, or why not.
({ locator, links }) => {
  const found = find.one(locator);
  if (links && found.element && !/^(link|menuitem|tab|treeitem)$/.test(names.role(found.element) ?? '')) return { outcome: 'not_found', names: [] };
  return press(found);
}
