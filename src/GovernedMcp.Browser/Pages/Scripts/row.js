// uses: tables, records, press
// Where to click to hit an element in the one row of a table that has these values.
({ root, columns, values, locator }) => {
  const table = find.one(root);
  if (!table.element) return { outcome: 'no_table' };
  const { lines, columns: titles, depth } = records.read(table.element, some => tables.place(some, columns));
  const at = tables.place(titles, columns);
  if (at.some(index => index < 0)) return { outcome: 'no_column' };
  const says = (cell, value) => cell && dom.fold(tables.cellText(cell)) === dom.fold(value);
  const rows = lines.slice(depth).filter(line => !line.whole && !line.foot && at.every((index, order) => says(line.cells[index], values[order])));
  if (rows.length !== 1) return { outcome: rows.length ? 'rows' : 'no_row' };
  const found = (rows[0].rows ?? [rows[0].row]).map(row => find.one(locator, row)), hits = found.filter(one => one.element || one.outcome === 'ambiguous');
  return press(hits.length > 1 ? { outcome: 'ambiguous', names: hits.flatMap(hit => (hit.element ? [names.describe(hit.element)] : hit.names)), count: hits.length } : hits[0] ?? found[0]);
}
