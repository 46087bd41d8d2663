// uses: records
// The parts of the page that a caller is not shown: what is always private, what the Skill calls sensitive, what the scope does not grant.
const withheld = ({ locators, labels, columns, parts }) => {
  const secret = 'input[type=password],[autocomplete^="cc-"],[autocomplete="one-time-code"],[autocomplete$="-password"]';
  const cells = (root, wanted) => {
    const { lines, cut, columns: titles, depth, detail } = records.read(root);
    // What is too large to be read is not looked through for its columns either.
    if (cut) return [root];
    const at = titles.flatMap((ways, index) => (wanted === null || tables.called(ways, wanted) || tables.loosely(ways, wanted) ? [index] : []));
    // What is said over all columns may say what stands in any of them.
    if (at.length && detail !== undefined && !at.includes(detail)) at.push(detail);
    return lines.slice(depth).flatMap(line => at.map(index => line.cells[index]).filter(Boolean));
  };
  const everywhere = columns.length ? dom.all('table,[role=table],[role=grid],[role=treegrid]').filter(tables.isTable).flatMap(table => cells(table, columns)) : [];
  const named = parts.flatMap(part => find.many(part.root).flatMap(root => (tables.isTable(root) ? cells(root, part.headers ?? null) : part.headers ? [] : [root])));
  const beside = labels.length ? dom.all('dt,th,label,[role=rowheader],td').filter(element => labels.some(label => find.bare(dom.text(element)) === find.bare(label)))
    .map(element => element.nextElementSibling).filter(Boolean) : [];
  const isTitle = text => tables.called([text], columns) || tables.loosely([text], columns);
  const terms = columns.length ? dom.all('dt').filter(term => isTitle(dom.text(term))).map(term => term.nextElementSibling).filter(Boolean) : [];
  // `<p><b>IBAN</b> DE89…</p>`: the part around both, where it holds little else, or what comes next. A field is no such value.
  const around = element => {
    const outer = element.parentElement, others = [...outer.childNodes].filter(node => node !== element && dom.squeeze(node.textContent));
    const field = 'input,select,textarea,[contenteditable]', next = element.nextElementSibling;
    if (others.length > 3 || outer.querySelector(`h1,h2,h3,form,ul,ol,table,${field}`)) return next?.matches(field) ? null : next;
    return others.length ? outer : null;
  };
  const said = columns.length ? dom.all('strong,b,label,span,div,p,h4,h5,h6').filter(one => !one.firstElementChild && one.textContent.length <= 60 && !one.closest('table,dl,a,button,nav') && isTitle(dom.squeeze(one.textContent).replace(/\s*:$/, ''))).map(around).filter(Boolean) : [];
  const fields = labels.flatMap(label => find.many({ by: 'label', value: label }));
  return new Set([...dom.all(secret), ...locators.flatMap(locator => find.many(locator)), ...everywhere, ...named, ...beside, ...terms, ...said, ...fields]);
};
/** An element is one of those parts, or stands in one. */
const isWithheld = (hide, element) => {
  for (let node = hide.size ? element : null; node; node = dom.above(node)) if (hide.has(node)) return true;
  return false;
};
