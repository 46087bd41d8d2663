// uses: icons, tables, records, pairs, cards, skeletons, forms, withheld, leads, dialogs
// A trimmed view of the page: its outline, its text by lines, or the lines that hold a text. Only what a person sees.
async ask => {
  await arrived();
  const awaits = table => skeletons.waiting(table, () => tables.grid(table).lines.every(line => line.head)) > 0;
  // Where rows are on their way, their places are kept by bars that say nothing.
  for (const started = performance.now(); performance.now() - started < 5000 && tables.shown().some(awaits); dom.fresh()) await new Promise(done => setTimeout(done, 50));
  const hide = withheld(ask.withheld);
  const skip = element => hide.has(element) && ' [withheld] ';
  const read = (element, most) => (isWithheld(hide, element) ? '' : dom.clip(dom.text(element, skip), most));
  const worded = element => (isWithheld(hide, element) ? '' : dom.clip(dom.text(element, part => skip(part) || icons.sign(part)), 80));
  const lines = () => dom.text(document.body, skip, '\n').split('\n').map(line => dom.clip(line, 1000));
  const page = (list, most = ask.most) => ({ items: list.slice(ask.from, ask.from + most), total: list.length });

  const declared = (kind, element) => kind.find(part => find.many(part.root).includes(element))?.name;
  const outline = () => {
    const grids = tables.listed(cards.listed()).map(({ element, name, list }) => {
      if (list) return { name: declared(ask.tables, element) ?? (ask.found.tables ? name : null), ...cards.sketch(element) };
      const { lines, cut, columns, depth } = records.read(element);
      return { name: declared(ask.tables, element) ?? (ask.found.tables ? name : null), columns: columns.map(ways => dom.clip(ways.shown, 60)), rows: cut ? null : lines.slice(depth).filter(line => !line.whole && !line.foot).length };
    });
    const fillable = forms.listed().map(({ element, name, rows }) => {
      const fields = forms.fields(element);
      const known = ask.forms.find(form => (form.root ? find.many(form.root).includes(element) : form.fields.some(want => forms.match(fields, want, element).length > 0)));
      return { name: known?.name ?? (ask.found.forms ? name : null), rows, fields: fields.map((field, at) => `${dom.clip(field.label || field.name || `field-${at + 1}`, 60)} (${field.widget}${field.required ? ', required' : ''}${field.locked ? `, ${field.locked}` : ''})`) };
    });
    const granted = [...leads.listed(), ...leads.folded()].filter(({ element }) => !isWithheld(hide, element));
    const links = [...new Set(granted.map(({ element, told }) => worded(element) || read(element, 80) || dom.clip(told[0])))];
    return {
      dialog: dialogs.name(element => read(element, 80)),
      headings: dom.all('h1,h2,h3,h4,[role=heading]').filter(dom.visible).map(element => read(element, 120)).filter(Boolean).slice(0, 30),
      notices: dom.all('[role=alert],[role=status],[aria-live=assertive],[aria-live=polite]').filter(dom.visible).map(element => read(element, 200)).filter(Boolean).slice(0, 5),
      tables: grids.filter(table => table.name), forms: fillable.filter(form => form.name), ...page(links),
    };
  };
  const hits = () => {
    const all = lines();
    const wanted = dom.fold(ask.query);
    return page(all.flatMap((line, at) => (dom.fold(line).includes(wanted) ? [all.slice(Math.max(0, at - 1), at + 2).join('\n')] : [])));
  };
  const view = ask.what === 'outline' ? outline() : ask.what === 'find' ? hits() : page(lines());
  // Lines are of this document alone, an outline of its frames too.
  const left = ask.what === 'outline' ? hide.size : [...hide].filter(element => element.ownerDocument === document).length;
  // Some applications draw their tables: what a drawing says is no text.
  const drawn = dom.all('canvas').some(canvas => dom.visible(canvas) && canvas.clientWidth * canvas.clientHeight > innerWidth * innerHeight / 4);
  return { ...view, hidden: dom.hidden.texts, withheld: left, drawn };
}
