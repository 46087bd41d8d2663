// uses: notices
// Where to press something that was found: `{ outcome: 'ok', x, y }`, or why not; `away`: it is a link to another address, which the
// `page` or a `frame` of it is to show; `keyed`: a mere message lies over it, and it has the focus, so that a key presses it.
const press = (() => {
  const bare = address => address.replace(/#.*$/, '');
  const viewOf = link => {
    const own = link.ownerDocument.defaultView, { target } = link;
    if (target === '' || target === '_self') return own;
    if (target === '_parent') return own.parent;
    return dom.all('iframe,frame').find(frame => frame.name === target)?.contentWindow ?? window;
  };
  // What another origin shows cannot be looked at.
  const shown = view => { try { return bare(view.location.href); } catch { return ''; } };
  const awayOf = element => {
    const link = element.closest('a[href]:not([target=_blank],[download])');
    if (!link || !/^https?:$/.test(link.protocol)) return undefined;
    const view = viewOf(link);
    return bare(link.href) === shown(view) ? undefined : view === window ? 'page' : 'frame';
  };
  return ({ outcome, names: near, count, element, fallback }) => {
    if (outcome) return { outcome, names: near, count };
    if (!dom.visible(element)) return { outcome: 'not_found', names: [] };
    if (element.disabled || element.getAttribute('aria-disabled') === 'true') return { outcome: 'disabled' };
    const { x, y, hit, by } = dom.point(element);
    const keyed = !hit && element.matches('a[href],button') && notices.over(element, { x, y });
    if (keyed) element.focus({ preventScroll: true });
    return hit || keyed && element.matches(':focus') ? { outcome: 'ok', x, y, keyed, fallback, away: awayOf(element) } : { outcome: 'covered', by };
  };
})();
