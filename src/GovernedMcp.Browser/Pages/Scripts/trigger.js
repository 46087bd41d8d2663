// uses: tables
// Whether what fetches a file is on the page: one control, or one in some row of a table at least. Presses nothing.
({ locator, table }) => {
  if (!table) {
    const { element, outcome, names: near, fallback } = find.one(locator);
    return { outcome: element ? 'ok' : outcome, near, fallback };
  }
  const root = find.one(table);
  if (!root.element) return { outcome: root.outcome, near: root.names };
  const { lines } = tables.grid(root.element), found = lines.map(line => find.one(locator, line.row)).filter(one => one.element || one.outcome === 'ambiguous');
  const best = found.find(one => one.element) ?? found[0];
  return { outcome: best?.element ? 'ok' : best?.outcome ?? 'not_found', fallback: best?.fallback };
}
