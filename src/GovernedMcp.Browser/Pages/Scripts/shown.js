// What the page shows, as far as words, addresses, open parts and the places of what can be pressed tell, as one number; null where a frame of it cannot be looked into.
() => {
  if (dom.all('iframe,frame').some(frame => dom.visible(frame) && !dom.frameDocument(frame))) return null;
  const words = scope => (scope.body ? [scope.body] : [...scope.children]).map(part => part.innerText ?? '').join('\n');
  const states = dom.all('[aria-selected],[aria-expanded],[aria-checked],[aria-current],details').map(part => ['aria-selected', 'aria-expanded', 'aria-checked', 'aria-current', 'open'].map(name => part.getAttribute(name) ?? '-').join());
  // Some menus are there all the time, out of the window or of no size, and come in when they are opened.
  const places = dom.all('a,button,[role]').map(part => { const { left, top, width } = part.getBoundingClientRect(); return [left, top, width].map(Math.round).join(); });
  const told = [performance.timeOrigin, location.href, document.title, ...dom.scopes(document).map(words), ...states, ...places].join('\n');
  let hash = told.length;
  for (let at = 0; at < told.length; at++) hash = (Math.imul(hash, 31) + told.charCodeAt(at)) | 0;
  return hash;
}
