// uses: tables, records, withheld, ways, refs
// What a person sees of a page, a line each: headings, parts, tables, texts, and whatever can be clicked on or typed into, with what
// finds it again and how a Skill would name it.
async ask => {
  await arrived();
  const { clip, squeeze, visible } = dom;
  const start = ask.ref || ask.name ? refs.find(ask) : { element: document.body };
  if (!start.element) return { outcome: start.outcome };
  const hide = withheld(ask.withheld);
  const skip = element => hide.has(element) && ' [withheld] ';
  const read = (element, most) => clip(dom.text(element, skip), most);
  const { isField } = refs;

  const lines = [], text = [];
  const flush = depth => {
    const said = squeeze(text.join(''));
    text.length = 0;
    if (said) lines.push({ depth, text: clip(said, 200) });
  };
  const stateOf = element => {
    const aria = name => element.getAttribute(`aria-${name}`);
    return [
      (element.disabled || aria('disabled') === 'true') && 'disabled', (element.readOnly || aria('readonly') === 'true') && 'read only', (element.required || aria('required') === 'true') && 'required',
      (element.checked || aria('checked') === 'true') && 'checked', aria('selected') === 'true' && 'selected', aria('expanded') && (aria('expanded') === 'true' ? 'open' : 'closed'), aria('current') && aria('current') !== 'false' && 'current',
    ].filter(Boolean);
  };
  const leadsTo = element => {
    if (!element.matches('a[href]')) return null;
    const to = new URL(element.href, location.href);
    const query = [...to.searchParams.keys()];
    return (to.origin === location.origin ? '' : to.origin) + to.pathname + (query.length ? `?${query.join('&')}` : '');
  };
  const valueOf = element => {
    if (element.tagName === 'SELECT') return [...element.selectedOptions].map(option => squeeze(option.label || option.text)).join(', ');
    return element.matches('input:not([type=checkbox],[type=radio],[type=file],[type=submit],[type=button],[type=reset],[type=image]),textarea') ? element.value : '';
  };
  const add = (element, depth, more) => lines.push({ depth, element, ...more });
  const control = (element, depth) => {
    const secret = hide.has(element);
    const options = element.tagName === 'SELECT' ? [...element.options].slice(0, 12).map(option => clip(squeeze(option.label || option.text), 40)) : [];
    add(element, depth, { secret, state: stateOf(element), to: leadsTo(element), value: secret ? null : clip(squeeze(valueOf(element)), 80) || null, options: secret || !options.length ? null : options, more: element.tagName === 'SELECT' && element.options.length > 12 ? element.options.length - 12 : null });
  };
  const inside = (element, depth) => {
    for (const part of element.querySelectorAll(refs.acting)) if (refs.shown(part) && part.parentElement.closest(`${refs.acting},h1,h2,h3,h4,h5,h6`) === element) control(part, depth);
  };
  const table = (element, depth) => {
    const { lines: rows, cut, columns, depth: heads } = records.read(element);
    const body = rows.slice(heads).filter(line => !tables.repeats(line, columns));
    add(element, depth, { rows: cut ? null : body.length, columns: columns.map(column => clip(column.shown, 40)) });
    for (const line of rows.slice(0, heads)) for (const cell of new Set(line.cells)) if (cell) inside(cell, depth + 1), cellsOf(cell, depth + 1);
    const shown = element === start.element ? body : body.slice(0, 2);
    for (const line of shown) {
      lines.push({ depth: depth + 1, text: [...new Set(line.cells)].map(cell => (!cell ? '' : hide.has(cell) ? '[withheld]' : clip(dom.text(cell, skip) || tables.cellText(cell), 60))).join(' | ') });
      for (const cell of new Set(line.cells)) if (cell && !hide.has(cell)) cellsOf(cell, depth + 2);
    }
    if (body.length > shown.length) lines.push({ depth: depth + 1, text: '', rest: body.length - shown.length });
  };
  const cellsOf = (cell, depth) => {
    for (const part of cell.querySelectorAll(refs.acting)) if (refs.shown(part) && !part.parentElement.closest(refs.acting)) control(part, depth);
  };
  const walk = (node, depth) => {
    if (node.nodeType === 3) {
      if (/\S/.test(node.data) && !dom.inked(dom.above(node))) dom.leaveOut(node);
      else text.push(node.data);
      return;
    }
    if (node.nodeType !== 1) return;
    const acts = node.matches(refs.acting);
    if (acts && refs.shown(node)) {
      flush(depth);
      control(node, depth);
      inside(node, depth + 1);
      return;
    }
    // What names a control is told with it.
    if ((node.tagName === 'LABEL' && node.control && refs.shown(node.control)) || (node.tagName === 'LEGEND' && node.parentElement?.tagName === 'FIELDSET')) {
      flush(depth);
      return cellsOf(node, depth);
    }
    if (hide.has(node)) return void text.push(' [withheld] ');
    if (node.tagName === 'IFRAME' || node.tagName === 'FRAME') {
      if (!visible(node)) return;
      flush(depth);
      const body = dom.frameDocument(node)?.body;
      add(node, depth, { frame: body ? 'frame' : 'frame of another origin' });
      if (body) { walk(body, depth + 1); flush(depth + 1); }
      return;
    }
    if (dom.silent.test(node.tagName)) return;
    if (!dom.sight(node)) return dom.leaveOut(node);
    if (/^H[1-6]$/.test(node.tagName) || node.getAttribute('role') === 'heading') {
      flush(depth);
      add(node, depth, { level: node.tagName[1] > 0 ? node.tagName[1] : node.getAttribute('aria-level') ?? '' });
      inside(node, depth + 1);
      return;
    }
    if (tables.isTable(node)) {
      flush(depth);
      return table(node, depth);
    }
    const holds = node.matches(refs.holding) && visible(node) && node.tagName !== 'TABLE';
    const apart = holds || !/^(inline|contents|ruby.*)$/.test(getComputedStyle(node).display);
    if (apart) flush(depth);
    if (holds) add(node, depth, { state: stateOf(node) });
    for (const child of dom.standing(node)) walk(child, holds ? depth + 1 : depth);
    if (apart) flush(holds ? depth + 1 : depth);
  };
  if (start.element !== document.body && tables.isTable(start.element)) table(start.element, 0);
  else if (start.element === document.body) for (const child of dom.standing(document.body)) walk(child, 0);
  else walk(start.element, 0);
  flush(0);

  // Looking for ways costs most, so only what is asked for is given any.
  const told = ({ element, ...line }) => {
    if (!element) return line;
    const field = isField(element), role = line.frame ?? refs.roleOf(element), name = line.frame ? '' : refs.nameOf(element);
    const way = field ? ways.field(element) : ways.place(element);
    const plain = way !== null && dom.fold(way.value) === dom.fold(name) && (field ? way.by === 'label' : way.by === 'role');
    return { ...line, role, name: clip(name, 100) || (line.level !== undefined ? read(element, 100) : ''), way: plain ? undefined : way ?? undefined, lost: way === null || undefined, ref: line.frame || line.level !== undefined || line.secret ? undefined : refs.describe(element) };
  };
  return { outcome: 'ok', lines: lines.slice(ask.from, ask.from + ask.most).map(told), total: lines.length, hidden: dom.hidden.texts, withheld: hide.size };
}
