// Where to press something that was found: `{ outcome: 'ok', x, y }`, or why not; `away`: it is a link to another address.
const press = ({ outcome, names: near, count, element, fallback }) => {
  if (outcome) return { outcome, names: near, count };
  if (!dom.visible(element)) return { outcome: 'not_found', names: [] };
  if (element.disabled || element.getAttribute('aria-disabled') === 'true') return { outcome: 'disabled' };
  const { x, y, hit, by } = dom.point(element);
  const link = element.closest('a[href]:not([target=_blank],[download])'), to = link && URL.canParse(link.href) ? new URL(link.href) : null;
  const away = to !== null && /^https?:$/.test(to.protocol) && to.href.replace(/#.*$/, '') !== location.href.replace(/#.*$/, '');
  return hit ? { outcome: 'ok', x, y, fallback, away: away || undefined } : { outcome: 'covered', by };
};
