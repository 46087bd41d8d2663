// Of a frame's element: how a Skill names it, and whether the page around it can look into it; null when nobody sees it.
(_, frame) => {
  const box = frame.getBoundingClientRect();
  if (!dom.visible(frame) || box.width < 16 || box.height < 16) return null;
  const all = dom.all('iframe,frame').filter(other => other.ownerDocument === frame.ownerDocument);
  const said = attribute => (frame.getAttribute(attribute) ? [`${frame.localName}[${attribute}="${CSS.escape(frame.getAttribute(attribute))}"]`] : []);
  const ways = [...(frame.id ? [`#${CSS.escape(frame.id)}`] : []), ...said('name'), ...said('title'), ...said('src'), `${frame.localName}:nth-of-type(${[...frame.parentNode.children].filter(other => other.localName === frame.localName).indexOf(frame) + 1})`];
  const way = ways.find(way => all.filter(other => other.matches(way)).length === 1);
  return way ? { way, address: dom.clip(frame.src.replace(/[?#].*/, ''), 200), near: dom.frameDocument(frame) !== null } : null;
}
