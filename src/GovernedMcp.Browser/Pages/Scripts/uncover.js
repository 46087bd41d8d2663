// Takes away what `cover` put on the page. Answers how many parts were still covered.
() => {
  const tag = 'governed-mcp-cover';
  for (const cover of dom.all('.' + tag)) cover.remove();
  const covered = dom.all(`[data-${tag}]`);
  for (const element of covered) {
    const before = element.getAttribute('data-' + tag);
    // Written before it is removed: a style that was only set by script is not quite there to be removed.
    element.setAttribute('style', before);
    if (!before) element.removeAttribute('style');
    element.removeAttribute('data-' + tag);
  }
  return { covered: covered.length };
}
