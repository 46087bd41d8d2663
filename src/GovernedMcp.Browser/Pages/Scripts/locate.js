// Whether each of several locators leads to one element, and by which of its ways; and the one heading of the page.
locators => {
  const headings = [...new Set(dom.all('h1,[role=heading][aria-level="1"]').filter(dom.visible).map(element => dom.clip(dom.squeeze(dom.text(element)))))];
  return { found: locators.map(locator => { const found = find.one(locator); return { outcome: found.element ? 'ok' : found.outcome, fallback: found.fallback }; }), heading: headings.length === 1 ? headings[0] : null };
}
