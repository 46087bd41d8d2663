// Tells which of several things is so on the page. Takes a list of conditions, answers `{ met, fallback? }`: the index of the first that holds, or -1.
conditions => {
  // A glob over the address: `**` any run, `*` within a path segment. Query and fragment may be left out of it.
  const globbed = glob => {
    const pattern = new RegExp(`^${glob.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replace(/\*\*|\*/g, run => (run === '**' ? '.*' : '[^/]*'))}$`);
    const bare = location.href.replace(/#.*$/, '');
    return [location.href, bare, bare.replace(/\?.*$/, '')].some(address => pattern.test(address));
  };
  let fallback;
  const shown = locator => {
    const at = [locator, ...(locator.fallbacks ?? [])].findIndex(tried => find.many(tried).some(dom.visible));
    if (at > 0) fallback = at;
    return at >= 0;
  };
  // Most pages do not hold the words, seen or not: what is seen of them need not be looked at then.
  let page, words;
  const written = wanted => {
    words ??= dom.fold([...dom.scopes(document).map(scope => (scope.body ?? scope).textContent), ...dom.all('input,textarea').map(control => control.value), 'yes no'].join(' '));
    return wanted.split(/[ ,]+/).every(word => words.includes(word));
  };
  // Of a window of frames nothing is seen but they.
  const bodies = () => [document, ...dom.all('iframe,frame').filter(frame => frame.tagName === 'FRAME' || dom.visible(frame)).map(dom.frameDocument)].map(one => one?.body).filter(Boolean);
  const reads = wanted => written(wanted) && (page ??= bodies().map(body => dom.fold(dom.text(body)))).some(text => text.includes(wanted));
  const holds = part => {
    if (part.visible) return shown(part.visible);
    if (part.hidden) return !shown(part.hidden);
    if (part.url) return globbed(part.url);
    // A document on its way in has no body yet.
    if (part.text) return Boolean(document.body) && reads(dom.fold(part.text));
    if (part.any) return part.any.some(holds);
    return Boolean(part.all) && part.all.every(holds);
  };
  return { met: conditions.findIndex(holds), fallback };
}
