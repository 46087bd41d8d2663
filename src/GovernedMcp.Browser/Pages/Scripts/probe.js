// uses: tables, forms
// Holds a declared table or form against the page: is it there, by which way, what of it is missing, what is new.
async ask => {
  if (document.readyState === 'loading') await new Promise(done => document.addEventListener('DOMContentLoaded', done, { once: true }));
  const short = text => dom.clip(dom.squeeze(text), 80);
  const tableOf = ({ root, columns: wanted }) => {
    const found = find.one(root);
    if (!found.element) return { outcome: found.outcome, near: found.names };
    const { lines, cut } = tables.grid(found.element);
    const { columns, depth } = tables.header(lines);
    const rows = cut ? [] : lines.slice(depth).filter(line => !line.whole && !line.foot && !tables.repeats(line, columns));
    const at = tables.place(columns, wanted);
    const fresh = columns.map((titles, index) => ({ titles, index })).filter(({ titles, index }) => titles.length && !at.includes(index) && !wanted.some(want => tables.called(titles, want.headers)));
    return {
      outcome: 'ok', fallback: found.fallback, rows: rows.length, missing: wanted.flatMap((_, index) => (at[index] === -1 ? [index] : [])), twice: wanted.flatMap((_, index) => (at[index] === -2 ? [index] : [])),
      fresh: wanted.length ? fresh.map(({ titles, index }) => ({ titles: [short(titles[0])], samples: rows.slice(0, 40).map(line => (line.cells[index] ? dom.clip(tables.cellText(line.cells[index]), 80) : '')) })) : [],
    };
  };
  const formOf = form => {
    const found = forms.root({ root: form.root, declared: true, fields: form.fields });
    if (!found.element) return { outcome: found.outcome, near: found.names };
    const list = forms.fields(found.element);
    const matched = form.fields.map(want => forms.match(list, want, found.element));
    const fresh = list.filter(field => !field.locked && !matched.flat().includes(field));
    return {
      outcome: 'ok', fallback: found.fallback, missing: matched.flatMap((some, index) => (some.length === 0 ? [index] : [])), twice: matched.flatMap((some, index) => (some.length > 1 ? [index] : [])),
      fresh: form.fields.length ? fresh.map(field => ({ titles: [short(field.label || field.name)], samples: [] })) : [], sender: forms.sender(form, found.element).outcome,
    };
  };
  return ask.table ? tableOf(ask.table) : formOf(ask.form);
}
