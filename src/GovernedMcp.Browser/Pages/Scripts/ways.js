// The ways in which portal.yaml could find an element, each tried on this page: only those that lead to it alone.
const ways = (() => {
  const { squeeze } = dom;
  const alone = (locator, element) => { const found = find.many(locator); return found.length === 1 && found[0] === element; };
  const plainId = id => /^[A-Za-z][A-Za-z_-]{1,60}$/.test(id ?? '');
  const testNames = ['data-testid', 'data-test-id', 'data-test', 'data-qa'];

  // From the nearest part with a plain id, or a landmark, down by kind and order.
  const path = element => {
    const steps = [];
    for (let node = element; node && node !== document.body; node = node.parentElement) {
      if (node !== element && plainId(node.id)) return [`#${node.id}`, ...steps].join(' > ');
      const like = node.parentElement ? [...node.parentElement.children].filter(other => other.tagName === node.tagName) : [node];
      steps.unshift(node.tagName.toLowerCase() + (like.length > 1 ? `:nth-of-type(${like.indexOf(node) + 1})` : ''));
      if (node.tagName === 'MAIN') break;
    }
    return steps.join(' > ');
  };
  // One after the other: looking through a page for each is not cheap.
  const tries = function* (element) {
    const role = names.role(element), name = squeeze(names.name(element));
    if (role && /^[a-z]+$/.test(role) && name && name.length <= 80) yield { by: 'role', role, value: name };
    const test = testNames.map(attribute => element.getAttribute(attribute)).find(Boolean);
    if (test) yield { by: 'testId', value: test };
    if (plainId(element.id)) yield { by: 'css', value: `#${element.id}` };
    yield { by: 'css', value: path(element) };
  };
  const first = (some, element) => { for (const way of some) if (alone(way, element)) return way; return null; };
  /** The first way that leads to an element alone, or null. */
  const place = element => first(tries(element), element);
  /** The same for a field, which goes by its label where that can be. */
  const field = element => {
    const label = squeeze(names.name(element) || names.beside(element)).replace(/\s*[*:]+\s*$/, '');
    const labelled = { by: 'label', value: label };
    return label && label.length <= 80 && alone(labelled, element) ? labelled : place(element);
  };
  return { alone, place, field };
})();
