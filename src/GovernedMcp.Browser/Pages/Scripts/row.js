// uses: tables, press
// Where to click to hit an element in the one row of a table that has these values.
({ root, columns, values, locator }) => {
  const table = find.one(root);
  if (!table.element) return { outcome: 'no_table' };
  const { lines } = tables.grid(table.element);
  const { columns: titles, depth } = tables.header(lines);
  const at = tables.place(titles, columns);
  if (at.some(index => index < 0)) return { outcome: 'no_column' };
  const says = (cell, value) => cell && dom.fold(tables.cellText(cell)) === dom.fold(value);
  const rows = lines.slice(depth).filter(line => !line.whole && !line.foot && at.every((index, order) => says(line.cells[index], values[order])));
  if (rows.length !== 1) return { outcome: rows.length ? 'rows' : 'no_row' };
  return press(find.one(locator, rows[0].row));
}
