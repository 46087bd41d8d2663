// Covers what a picture must not show: password fields, fields that hold cards and codes, what the Skill calls sensitive, and
// frames that cannot be looked into. Answers how many. Taken away again by `uncover`.
({ locators, labels, columns }) => {
  const tag = 'governed-mcp-cover';
  const sensitive = 'input[type=password],[autocomplete^="cc-"],[autocomplete="one-time-code"],[autocomplete$="-password"]';
  const cells = dom.all('table,[role=table],[role=grid],[role=treegrid]').flatMap(table => {
    const rows = [...table.querySelectorAll('tr,[role=row]')];
    const head = rows.find(row => row.querySelector('th,[role=columnheader]'));
    if (!head) return [];
    const parts = row => [...row.querySelectorAll('th,td,[role=columnheader],[role=cell],[role=gridcell],[role=rowheader]')];
    const marked = parts(head).flatMap((cell, at) => (columns.some(name => dom.fold(name) === dom.fold(dom.text(cell))) ? [at] : []));
    return marked.flatMap(at => rows.filter(row => row !== head).map(row => parts(row)[at]).filter(Boolean));
  });
  const beside = dom.all('dt,th,label,[role=rowheader],td').filter(element => labels.some(label => find.bare(dom.text(element)) === find.bare(label)))
    .map(element => element.nextElementSibling).filter(Boolean);
  const fields = labels.flatMap(label => find.many({ by: 'label', value: label }));
  const frames = dom.all('iframe,frame,object,embed').filter(element => !dom.frameDocument(element));
  const covered = new Set([...dom.all(sensitive), ...locators.flatMap(locator => find.many(locator)), ...cells, ...beside, ...fields, ...frames]);
  for (const element of covered) {
    const box = element.getBoundingClientRect();
    element.setAttribute('data-' + tag, element.style.cssText);
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
