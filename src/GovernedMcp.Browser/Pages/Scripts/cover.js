// uses: tables, withheld
// Covers what a picture must not show: what is withheld from the caller, and frames that cannot be looked into. Answers how many. Taken away again by `uncover`.
ask => {
  const tag = 'governed-mcp-cover';
  const frames = dom.all('iframe,frame,object,embed').filter(element => !dom.frameDocument(element));
  const covered = new Set([...withheld(ask), ...frames]);
  for (const element of covered) {
    const box = element.getBoundingClientRect();
    element.setAttribute('data-' + tag, element.getAttribute('style') ?? '');
    element.style.setProperty('opacity', '0', 'important');
    element.style.setProperty('transition', 'none', 'important');
    if (box.width === 0 || box.height === 0) continue;
    const cover = element.ownerDocument.createElement('div');
    cover.className = tag;
    cover.style.cssText = `all: initial; position: fixed; left: ${box.left}px; top: ${box.top}px; width: ${box.width}px; height: ${box.height}px; background: #666; z-index: 2147483647; pointer-events: none;`;
    element.ownerDocument.documentElement.append(cover);
  }
  return { covered: covered.size };
}
