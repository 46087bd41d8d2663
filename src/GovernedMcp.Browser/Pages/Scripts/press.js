// Where to press something that was found: `{ outcome: 'ok', x, y }`, or why not.
const press = ({ outcome, names: near, count, element, fallback }) => {
  if (outcome) return { outcome, names: near, count };
  if (!dom.visible(element)) return { outcome: 'not_found', names: [] };
  if (element.disabled || element.getAttribute('aria-disabled') === 'true') return { outcome: 'disabled' };
  const { x, y, hit, by } = dom.point(element);
  return hit ? { outcome: 'ok', x, y, fallback } : { outcome: 'covered', by };
};
