// Takes away what `cover` put on the page. Answers how many parts were still covered.
() => {
  const tag = 'governed-mcp-cover';
  for (const cover of dom.all('.' + tag)) cover.remove();
  const covered = dom.all(`[data-${tag}]`);
  for (const element of covered) {
    const before = element.getAttribute('data-' + tag);
    if (before) element.style.cssText = before;
    else element.removeAttribute('style');
    element.removeAttribute('data-' + tag);
  }
  return { covered: covered.length };
}
