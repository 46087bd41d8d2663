// uses: tables, dresses
// Reads labels and the values beside them: definition lists, two-column tables, label-like twins, fields that show a value.
const pairs = (() => {
  const { squeeze, text, visible } = dom;
  const link = element => [...(element.matches?.('a[href]') ? [element] : element.querySelectorAll('a[href]'))].find(visible)?.href ?? null;
  const pair = (label, value, element) => ({ label: squeeze(label).replace(/\s*:$/, ''), text: value, link: element ? link(element) : null });

  const lists = root => dom.all('dl', root).filter(visible).flatMap(list => {
    const found = [];
    let label = null;
    for (const part of list.querySelectorAll('dt,dd')) {
      if (part.closest('dl') !== list) continue;
      if (part.tagName === 'DT') label = text(part);
      else if (label !== null && found.at(-1)?.of === label) found.at(-1).text += `, ${tables.cellText(part)}`;
      else if (label !== null) found.push({ ...pair(label, tables.cellText(part), part), of: label });
      if (part.tagName === 'DT' && found.at(-1)) found.at(-1).of = null;
    }
    return found;
  });
  // A cell of labels is a header, or says so by its class where no cell is one.
  const headed = cell => cell.tagName === 'TH' || /(^|[\s_-])(label|term)($|[\s_-])/i.test(cell.getAttribute('class') ?? '');
  const rows = root => dom.all('table', root).filter(table => visible(table)).flatMap(table => {
    const lines = [...table.rows].filter(row => row.closest('table') === table && row.cells.length && dom.sight(row)).map(row => [...row.cells]);
    const paired = cells => cells.length % 2 === 0 && cells.length <= 6 && cells.every((cell, at) => headed(cell) === (at % 2 === 0));
    const plain = lines.length > 0 && !table.querySelector('th') && lines.every(cells => cells.length === 2);
    return lines.filter(cells => plain || paired(cells)).flatMap(cells => cells.flatMap((cell, at) => (at % 2 ? [pair(text(cells[at - 1]), tables.cellText(cell), cell)] : [])));
  });
  const labelLike = element => /^(LABEL|STRONG|B|DT|TH)$/.test(element.tagName) || /(^|[\s_-])(label|key|caption|name|term|title)($|[\s_-])/i.test(element.getAttribute('class') ?? '') || /:$/.test(text(element));
  // `<p><b>Due:</b> 12 May</p>`, `<div><span class=label>Due</span><span>12 May</span></div>`
  const twins = root => dom.all('label,strong,b,span,div,p,h4,h5,h6', root).filter(element => {
    if (!visible(element) || element.closest('table,dl,a,button,nav') || element.querySelector('input,select,textarea,div,p,table')) return false;
    const read = text(element);
    return read.length > 0 && read.length <= 60 && labelLike(element);
  }).flatMap(element => {
    const parent = dom.above(element);
    const others = parent ? [...parent.childNodes].filter(node => node !== element && squeeze(node.textContent)) : [];
    if (!parent || others.length === 0 || others.length > 3 || others.some(node => !(element.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING))) return [];
    // A table without words is a bar or a gauge.
    if (parent.querySelector('h1,h2,h3,form,ul,ol') || [...parent.querySelectorAll('table')].some(table => text(table))) return [];
    return [pair(text(element), text(parent, part => part === element), parent)];
  });
  // Also what is shown in the guise of something else: a switch by its label, a list by the part that stands for it.
  const shown = field => visible(field) || dresses.dress(field) !== null || /^(checkbox|radio)$/.test(field.type) && names.labelsOf(field).some(visible);
  const fields = root => dom.all('input:not([type=hidden]):not([type=password]):not([type=submit]):not([type=button]):not([type=file]),select,textarea,output', root).filter(shown).flatMap(field => {
    const { text: label } = names.seen(() => names.label(field));
    if (!label || (field.type === 'radio' && !field.checked)) return [];
    if (field.type === 'radio') return [pair(names.seen(() => names.name(field.closest('fieldset,[role=radiogroup]') ?? field)), label)];
    const value = field.type === 'checkbox' ? (field.checked ? 'yes' : 'no') : field.tagName === 'SELECT' ? [...field.selectedOptions].map(option => squeeze(option.text)).join(', ') : squeeze(field.value ?? field.textContent);
    return [pair(label, value)];
  });

  /** All pairs of a part of the page, the surest ways first; a label said again with the same value counts once. What stands there as text is surer than what a form begins with. */
  const read = root => {
    const [listed, rowed, twinned] = [lists, rows, twins].map(way => way(root));
    const stands = new Set([...listed, ...rowed, ...twinned].filter(one => one.text).map(one => find.bare(one.label)));
    const found = [];
    for (const one of [...listed, ...rowed, ...fields(root).filter(one => !stands.has(find.bare(one.label))), ...twinned]) {
      if (one.label && !found.some(other => find.bare(other.label) === find.bare(one.label) && other.text === one.text)) found.push({ label: one.label, text: one.text, link: one.link });
    }
    return found.filter(one => one.text || !found.some(other => other.text && find.bare(other.label) === find.bare(one.label)));
  };
  return { read };
})();
