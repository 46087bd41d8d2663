// uses: tables, records, forms, senders, pairs
// Holds a declared table, form or record against the page: is it there, by which way, what of it is missing, what is new.
async ask => {
  await arrived();
  const short = text => dom.clip(dom.squeeze(text), 80);
  // The declared one that the page has right before a place of its own: what came there is most likely what went there.
  const before = (index, declared) => { for (let at = index - 1; at >= 0; at--) if (declared(at) >= 0) return declared(at); return -1; };
  const textsOf = (rows, index) => rows.slice(0, 40).map(line => (line.cells[index] ? dom.clip(tables.cellText(line.cells[index]), 80) : ''));
  const tableOf = ({ root, columns: wanted }) => {
    const found = find.one(root);
    if (!found.element) return { outcome: found.outcome, near: found.names };
    const { lines, cut, columns, depth } = records.read(found.element, some => tables.place(some, wanted));
    const rows = cut ? [] : lines.slice(depth).filter(line => !line.whole && !line.foot && !tables.repeats(line, columns));
    const at = tables.place(columns, wanted);
    const fresh = columns.map((titles, index) => ({ titles, index })).filter(({ titles, index }) => titles.length && !at.includes(index) && !wanted.some(want => tables.called(titles, want.headers)));
    return {
      outcome: 'ok', fallback: found.fallback, rows: rows.length, samples: at.map(index => (index >= 0 ? textsOf(rows, index) : [])), missing: wanted.flatMap((_, index) => (at[index] === -1 ? [index] : [])), twice: wanted.flatMap((_, index) => (at[index] === -2 ? [index] : [])),
      fresh: wanted.length ? fresh.map(({ titles, index }) => ({ titles: [short(titles[0])], samples: textsOf(rows, index), after: before(index, near => at.indexOf(near)) })) : [],
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
      fresh: form.fields.length ? fresh.map(field => ({ titles: [short(field.label || field.name)], samples: [], after: before(list.indexOf(field), at => matched.findIndex(some => some.includes(list[at]))) })) : [],
      sender: senders.one(form, found.element).outcome, senders: senders.all(found.element).map(sender => ({ role: names.role(sender) ?? '', name: short(names.name(sender)) })),
    };
  };
  const recordOf = record => {
    const found = record.root ? find.one(record.root) : { element: find.many({ by: 'role', role: 'main' }).find(dom.visible) ?? document.body };
    if (!found.element) return { outcome: found.outcome, near: found.names };
    const shown = pairs.read(found.element), labelled = label => shown.filter(pair => find.bare(pair.label) === find.bare(label));
    const fresh = shown.filter(pair => pair.text && !record.labels.some(label => find.bare(label) === find.bare(pair.label)));
    return {
      outcome: 'ok', fallback: found.fallback, missing: record.labels.flatMap((label, index) => (labelled(label).length ? [] : [index])), twice: [], samples: record.labels.map(label => labelled(label).map(pair => dom.clip(pair.text))),
      fresh: record.labels.length ? fresh.map(pair => ({ titles: [short(pair.label)], samples: [], after: before(shown.indexOf(pair), at => record.labels.findIndex(label => find.bare(label) === find.bare(shown[at].label))) })) : [],
    };
  };
  return ask.table ? tableOf(ask.table) : ask.form ? formOf(ask.form) : recordOf(ask.record);
}
