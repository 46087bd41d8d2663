// Roles and names as assistive technology tells them: the part of the accessible name computation that real pages need.
const names = (() => {
  const { squeeze, all } = dom;

  const byTag = {
    ARTICLE: 'article', ASIDE: 'complementary', BUTTON: 'button', DATALIST: 'listbox', DETAILS: 'group', DIALOG: 'dialog', FIELDSET: 'group',
    FIGURE: 'figure', FOOTER: 'contentinfo', FORM: 'form', H1: 'heading', H2: 'heading', H3: 'heading', H4: 'heading', H5: 'heading', H6: 'heading',
    HEADER: 'banner', HR: 'separator', IMG: 'img', LI: 'listitem', MAIN: 'main', MENU: 'list', METER: 'meter', NAV: 'navigation', OL: 'list',
    OPTION: 'option', OUTPUT: 'status', P: 'paragraph', PROGRESS: 'progressbar', SEARCH: 'search', SECTION: 'region', SUMMARY: 'button',
    TABLE: 'table', TBODY: 'rowgroup', TEXTAREA: 'textbox', TFOOT: 'rowgroup', THEAD: 'rowgroup', TR: 'row', UL: 'list',
  };
  const byInput = {
    button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox', radio: 'radio', number: 'spinbutton',
    range: 'slider', search: 'searchbox', hidden: null, file: null, color: null,
  };
  const role = element => {
    const told = element.getAttribute('role')?.trim().split(/\s+/)[0].toLowerCase();
    if (told) return told;
    switch (element.tagName) {
      case 'A': case 'AREA': return element.hasAttribute('href') ? 'link' : null;
      case 'INPUT': return element.type in byInput ? byInput[element.type] : element.hasAttribute('list') ? 'combobox' : 'textbox';
      case 'SELECT': return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
      case 'TD': return element.closest('[role=grid],[role=treegrid]') ? 'gridcell' : 'cell';
      case 'TH': return element.scope === 'row' || element.scope === 'rowgroup' ? 'rowheader' : 'columnheader';
      default: return element.isContentEditable && element.hasAttribute('contenteditable') ? 'textbox' : byTag[element.tagName] ?? null;
    }
  };

  const told = element => element.getAttribute('aria-label') ? squeeze(element.getAttribute('aria-label')) : '';
  // A Skill finds things by the names that assistive technology is told. What is told to a caller is narrower: without text that
  // stands in the page and that nobody sees.
  let strict = false;
  const seen = work => {
    const before = strict;
    strict = true;
    try { return work(); } finally { strict = before; }
  };
  // What stands in an element, be it slotted into it or in its shadow.
  const held = node => (node.tagName === 'SLOT' && node.assignedNodes().length ? node.assignedNodes() : (node.shadowRoot ?? node).childNodes);
  // Text that names something: also what only assistive technology is told, never what nobody is.
  const content = (node, without) => {
    if (node.nodeType === 3) {
      if (!strict || !/\S/.test(node.data) || dom.inked(dom.above(node))) return node.data;
      dom.leaveOut(node);
      return '';
    }
    if (node.nodeType !== 1) return '';
    // A field parts the words before it from those behind it.
    if (node === without || /^(SELECT|TEXTAREA)$/.test(node.tagName)) return ' ';
    if (/^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|DATALIST)$/.test(node.tagName)) return '';
    if (node.hidden || node.getAttribute('aria-hidden') === 'true') return '';
    const label = told(node);
    if (label) return ` ${label} `;
    if (node.tagName === 'IMG') return ` ${node.alt} `;
    if (/^(INPUT|BR)$/.test(node.tagName)) return ' ';
    const style = dom.styleOf(node);
    if (style.display === 'none' || style.visibility === 'hidden') return '';
    const parts = [...held(node)].map(child => content(child, without)).join('');
    return /^inline/.test(style.display) ? parts : ` ${parts} `;
  };
  const inner = (node, without) => squeeze([...held(node)].map(child => content(child, without)).join(''));
  const ownText = (node, without) => (told(node) || inner(node, without));

  const referred = (element, attribute) => {
    const ids = element.getAttribute(attribute)?.trim();
    if (!ids) return '';
    const scope = element.getRootNode();
    return squeeze(ids.split(/\s+/).map(id => scope.getElementById?.(id)).filter(Boolean).map(target => ownText(target)).join(' '));
  };
  const childNamed = (element, tag) => {
    const child = [...element.children].find(one => one.tagName === tag);
    return child ? ownText(child) : '';
  };
  // Asking each element for its labels is slow on long pages; the labels know their elements.
  const labelled = new Map();
  const labelsIn = scope => {
    if (!labelled.has(scope)) {
      const map = new Map();
      for (const label of scope.querySelectorAll('label')) if (label.control) map.set(label.control, [...(map.get(label.control) ?? []), label]);
      labelled.set(scope, map);
    }
    return labelled.get(scope);
  };
  const labelsOf = element => {
    const own = labelsIn(element.getRootNode()).get(element), keeper = own ? null : shadows.keeper(element) ?? twins.keeper(element);
    return own ?? (keeper ? labelsOf(keeper) : []);
  };
  // Some write into a title which key leads there (`Edit this page [e]`): what a caller is told goes without.
  const titleOf = element => {
    const title = squeeze(element.getAttribute('title')), key = strict ? element.getAttribute('accesskey') : null;
    const [said, told] = (key && /\s*\[(?:[\w -]+[-+])?(\S)\]$/.exec(title)) || [];
    return told && told.toLowerCase() === key.toLowerCase() ? title.slice(0, -said.length) : title;
  };
  const labels = element => squeeze(labelsOf(element).map(label => ownText(label, element)).join(' '));
  const fromContent = /^(button|link|heading|cell|gridcell|columnheader|rowheader|option|tab|menuitem|menuitemcheckbox|menuitemradio|checkbox|radio|switch|row|treeitem|tooltip|listitem|paragraph|status|alert)$/;

  /** The accessible name. */
  const name = element => {
    const given = referred(element, 'aria-labelledby') || told(element);
    if (given) return given;
    const tag = element.tagName;
    // What is drawn without a word goes by its title.
    if (tag === 'INPUT' && /^(button|submit|reset)$/.test(element.type)) return squeeze(element.value) || !element.hasAttribute('value') && { submit: 'Submit', reset: 'Reset' }[element.type] || squeeze(element.title);
    if (tag === 'IMG' || (tag === 'INPUT' && element.type === 'image')) return squeeze(element.alt) || squeeze(element.title);
    if (tag === 'FORM') return squeeze(element.getAttribute('title'));
    const own = /^(INPUT|SELECT|TEXTAREA|METER|PROGRESS|OUTPUT)$/.test(tag) ? labels(element)
      : tag === 'FIELDSET' ? childNamed(element, 'LEGEND')
      : tag === 'TABLE' ? childNamed(element, 'CAPTION')
      : tag === 'FIGURE' ? childNamed(element, 'FIGCAPTION')
      : tag === 'BUTTON' ? labels(element) || inner(element)
      : fromContent.test(role(element) ?? '') ? inner(element) || (twins.keeper(element) ? labels(element) : '') : '';
    return own || titleOf(element) || squeeze(element.getAttribute('placeholder') ?? element.getAttribute('aria-placeholder'));
  };

  /** What a label says that is none of any control, in a part that is all about these fields. */
  const idleLabel = (...fields) => {
    for (let box = fields[0].parentElement, steps = 0; box && box !== document.body && steps < 8; box = box.parentElement, steps++) {
      // Bars of tools of a text keep fields for files that nobody sees.
      const others = [...box.querySelectorAll('input:not([type=hidden]),select,textarea,[role=slider]')].filter(control => !fields.some(field => field.contains(control)));
      if (!others.every(control => control.type === 'file' && control.getClientRects().length === 0 && !control.labels.length)) return '';
      if (!fields.every(field => box.contains(field))) continue;
      // Each option may have one of its own beside it.
      const own = label => fields.length > 1 && label.parentElement !== box && fields.some(field => label.parentElement.contains(field));
      const idle = [...box.querySelectorAll('label')].filter(label => (label.control === null || label.control.type === 'button' && label.contains(label.control) && !inner(label.control)) && dom.visible(label) && !own(label));
      if (idle.length) return idle.length === 1 ? dom.text(idle[0]) : '';
    }
    return '';
  };
  const { fillable } = cellNames;
  const isBox = element => element.tagName === 'INPUT' && /^(checkbox|radio)$/.test(element.type);
  // Text on one side of a control, on its line, up to the next control.
  const textOn = (element, way) => {
    const parts = [];
    for (let next = element[way]; next && next.nodeName !== 'BR'; next = next[way]) {
      if (next.nodeType === 1 && (next.matches(`${fillable},button`) || next.querySelector(`${fillable},button`))) break;
      const read = content(next);
      if (way === 'nextSibling') parts.push(read);
      else parts.unshift(read);
    }
    const read = squeeze(parts.join(''));
    return read.length <= 80 && /[\p{L}\p{N}]/u.test(read) ? read : '';
  };
  // A box alone in a part of its own, or in the first of two cells, goes by what stands around that part.
  const place = box => {
    let at = box;
    for (let steps = 0; steps < 3 && at.parentElement && !squeeze(at.parentElement.textContent) && at.parentElement.querySelectorAll(fillable).length === 1 && (at.parentElement.tagName !== 'TD' || at.parentElement.parentElement.cells.length === 2); steps++) at = at.parentElement;
    return at;
  };
  // What stands below a box explains it, where a label ahead of it names it.
  const explained = (box, at) => {
    let next = at.nextSibling;
    while (next && !squeeze(next.textContent)) next = next.nextSibling;
    if (!next) return '';
    const line = document.createRange();
    line.selectNode(next);
    return line.getBoundingClientRect().top >= box.getBoundingClientRect().bottom - 1 ? idleLabel(box) : '';
  };
  const yes = /^\(?(yes|ja|oui|s[íi]|sim|tak|on|enabled?|active|aktiv)\)?[.!]?$/i;
  /** What a box to tick or a choice without a label is called on its line: what stands after it, or before it where nothing stands after the last of them. */
  const mark = box => {
    const at = place(box), after = textOn(at, 'nextSibling'), before = textOn(at, 'previousSibling');
    const line = [at];
    for (const [way, add] of [['previousSibling', 'unshift'], ['nextSibling', 'push']]) for (let next = at[way]; next && next.nodeName !== 'BR'; next = next[way]) if (next.nodeType === 1) line[add](next);
    const boxes = line.filter(part => part === at || isBox(part) || part.querySelector('input[type=checkbox],input[type=radio]'));
    if (box.type === 'checkbox' && boxes.length === 1 && yes.test(after)) return before;
    const ahead = boxes.length === 1 && after ? explained(box, at) : '';
    if (ahead) return ahead;
    return textOn(boxes.at(-1), 'nextSibling') || squeeze(boxes.at(-1).textContent) ? after : before;
  };
  // Where parts that are built alike follow one another, each with one field, what each begins with is its title, also where it opens a menu. What several
  // begin with, such as `Add`, is none.
  const filled = 'input:not([type=hidden],[aria-hidden=true]),select,textarea,[role=textbox],[contenteditable=true]:not([role=spinbutton])';
  const heading = part => {
    const first = [...part.children].find(dom.visible);
    return first && part.lastElementChild !== first && !first.matches(filled) && !first.querySelector(`${filled},[role]`) && first.querySelectorAll('button,a').length < 2 ? first : null;
  };
  const ranked = element => {
    for (let box = element.parentElement, steps = 0; box && steps < 10 && !/^(FORM|FIELDSET|TABLE|TR|TD|BODY)$/.test(box.tagName) && [...box.querySelectorAll(filled)].every(one => one === element || labelsOf(one).length > 0); box = box.parentElement, steps++) {
      const first = heading(box);
      if (!first || first.contains(element)) continue;
      const title = squeeze(dom.text(first)), alike = other => other && other.tagName === first.tagName && other.className === first.className;
      const others = [...box.parentElement?.children ?? []].filter(other => other !== box && other.tagName === box.tagName).map(heading).filter(alike).map(other => squeeze(dom.text(other)));
      if (title && title.length <= 80 && others.length && !others.includes(title)) return title;
    }
    return '';
  };
  /** The last resort for a field that nothing labels: the text right before it, the cell to its left, or what its part begins with. */
  const ahead = element => cellNames.rowAndColumn(element) || cellNames.column(element) || idleLabel(element) || rightBefore(element) || ranked(element);
  const beside = element => {
    const row = isBox(element) ? element.closest('th')?.parentElement : null;
    return row && cellNames.titles(row) ? '' : (isBox(element) && mark(element)) || ahead(element);
  };
  const rightBefore = element => {
    const controls = 'input:not([type=hidden]),select,textarea,button';
    // What stands in an empty field says what to do; it may stand before the control, as text of its own.
    const described = (element.getAttribute('aria-describedby') ?? '').split(/\s+/).map(id => element.getRootNode().getElementById?.(id)).filter(Boolean);
    const inside = before => described.some(hint => before.contains(hint) && hints.test(squeeze(hint.textContent)));
    // Far up only where all of it is about this field, or nothing but fields.
    const few = node => node.querySelectorAll(`${fillable},[role=slider]`).length <= 1 || !dom.text(node, part => part.matches('input,select,textarea,button'));
    // Parts in parts that hold nothing else are no way up.
    const alone = node => node.parentElement?.childElementCount === 1 && !squeeze([...node.parentElement.childNodes].filter(one => one !== node && one.nodeType === 3).map(one => one.data).join(''));
    for (let node = element, steps = 0, deep = 0; node && (deep < 3 || steps < 7 && deep < 24 && few(node)); steps += alone(node) ? 0 : 1, deep++, node = node.parentElement) {
      for (let before = node.previousSibling; before; before = before.previousSibling) {
        if (before.nodeType === 1 && (before.matches('input[type=hidden],input[role=presentation],[role=toolbar]') || before.querySelector('[role=toolbar]') || inside(before) || before.tagName === 'LEGEND' && before.parentElement.querySelectorAll(fillable).length > 1)) continue;
        if (before.nodeType === 1 && before.querySelector?.(controls)) break;
        if (before.nodeType === 1 && /^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(before.tagName)) break;
        // What was chosen of several stands before the field it was chosen in, each with a sign to take it off again.
        if (before.nodeType === 1 && element.matches('[role=combobox],[aria-autocomplete]') && [...before.querySelectorAll('*')].some(part => /^[×✕✖⨯]$/u.test(squeeze(part.textContent)))) continue;
        // Several links are a pager or a menu, which labels nothing.
        if (before.nodeType === 1 && before.querySelectorAll('a[href]').length > 2) return '';
        const read = before.nodeType === 3 ? squeeze(before.data) : before.nodeType === 1 ? dom.text(before) : '';
        // A sign is what the field counts in, or stands between a label and its field; what goes on with a number has its value already.
        if (/[\p{L}\p{N}]/u.test(read)) return read.length <= 80 && !/\p{L}\s*[:：]\s*\d[\d.,]*$/u.test(read) ? read : '';
      }
      // A table that holds nothing but the field is a part like any other.
      const table = node.parentElement?.tagName === 'TR' ? node.closest('table') : null;
      const about = table && [...table.querySelectorAll(fillable)].filter(one => !/^(submit|button|image|reset)$/.test(one.type)).length === 1;
      if (about && !/[\p{L}\p{N}]/u.test(dom.text(table, part => part.matches(`${controls},a,img`)))) node = table.firstElementChild;
      else if (/^(FORM|TABLE|FIELDSET|BODY|TR)$/.test(node.parentElement?.tagName)) break;
    }
    return '';
  };
  // A placeholder that only says what to do names no field, where a text beside it does.
  const hints = /^(select|choose|pick|please|enter|type|example|beispiel|exemple|ejemplo|esempio|voorbeeld|bitte|auswählen|wählen|choisir|sélectionn\w+|seleccion\w+|elige|elija|selezion\w+|kies|selecteer|wybierz|välj|vælg|velg|выберите|введите)(?!\p{L})|(\.\.\.|…)$|^(https?:|www\.|e\.g\.|z\. ?b\.|ex\.)|^\S+@\S+$|^[\d.,/: +()-]+$|^\(?[dmy]{1,4}([-./ ][dmy]{1,4}){2}\)?$|^(\S+\s+){4,}\S+\.$|^(请|選択)/iu;
  // What stands after a field that is labelled already explains it, or says what is wrong with it.
  const titled = element => {
    if (isBox(element) || referred(element, 'aria-labelledby') || told(element)) return '';
    const all = labelsOf(element), ahead = all.filter(label => label.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    return ahead.length < all.length ? squeeze(ahead.map(label => ownText(label, element)).join(' ')) : '';
  };
  // Nor does a title that only says how a day or a time is written, or explains in a sentence what is wanted.
  const written = /^([dmyhstja])\1{0,3}([-./: ]+([dmyhstja])\3{0,3})+$/i;
  const explains = /^(\S+\s+){4,}\S+$/;
  /** The label of a field: `weak` when only its place on the page says so. */
  const label = element => {
    const firm = titled(element) || name(element), hint = firm && (firm === squeeze(element.getAttribute('placeholder') ?? '') && hints.test(firm) || firm === squeeze(element.title) && (written.test(firm) || explains.test(firm)));
    const near = firm && !hint ? '' : beside(element);
    if (firm && !(hint && near.length > 0 && near.length <= 40)) return { text: firm, weak: false };
    return { text: near, weak: near !== '' };
  };

  // How many there are, in a badge within the heading, changes while a page loads; what can be done there, in a list, is no part of what it is called.
  const titleIn = heading => {
    const beside = part => (/badge|count|chip|pill/i.test(part.getAttribute('class') ?? '') && /^\(?[\d.,]{1,9}\)?$/.test(squeeze(part.textContent)))
      || (part.matches('ul,ol,menu') && [...part.children].every(item => squeeze(item.textContent) === squeeze([...item.querySelectorAll('a,button')].map(one => one.textContent).join(' '))));
    const left = told(heading) ? [] : [...heading.querySelectorAll('*')].filter(beside);
    return (left.length && dom.text(heading, part => left.includes(part))) || name(heading);
  };
  const headings = 'h1,h2,h3,h4,h5,h6,[role=heading]';
  // Old pages stack what they show in a table of one column, under a bar with its title.
  const bars = 'table:has(table) th:only-child';
  const isBar = cell => {
    const rows = [...cell.closest('table').rows].filter(row => row.cells.length > 0);
    return rows.length > 1 && rows[0] === cell.parentElement && rows.every(row => row.cells.length === 1) && dom.text(cell).length <= 80;
  };
  /** The title of a stack that this consists of; null where it has none. */
  const barIn = element => [...element.querySelectorAll(bars)].slice(0, 1).find(cell => isBar(cell) && dom.visible(cell)) ?? null;
  // What stands as a heading among the rows and columns of a table belongs to them, and is over nothing that comes after the table.
  const inRows = (heading, element) => {
    const table = heading.closest('table');
    return table !== null && !table.contains(element) && table.rows.length > 1 && [...table.rows].some(row => row.cells.length > 1);
  };
  const nearestHeading = element => {
    let last = null;
    // What stands behind a dialog says nothing of what is in it.
    const dialog = element.closest(dialogParts);
    for (const heading of all(`${headings},${bars}`, dialog ?? element.getRootNode()).filter(one => one.tagName !== 'TH' || one.matches(headings) || one.closest('table').contains(element) && isBar(one))) {
      if (heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) break;
      if (!heading.contains(element) && dom.visible(heading) && !inRows(heading, element)) last = heading;
    }
    const { host } = element.getRootNode();
    return last ? titleIn(last) : host && !dialog ? nearestHeading(host) : '';
  };
  /** What the set of fields that this stands in is called, where no heading in the set comes before it. */
  const setAround = element => {
    const set = element.parentElement?.closest('fieldset'), title = set ? name(set) : '';
    return title && !all(headings, set).some(one => dom.visible(one) && one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) ? title : '';
  };
  /** Where a part spans a page, with the links of that between its headings: the last of them is its own. */
  const ownHeading = headings => {
    const [first, last] = [headings[0], headings.at(-1)], follows = (one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    return first !== last && first.tagName === 'H1' && all('a[href]', first.getRootNode()).filter(link => follows(first, link) && follows(link, last) && dom.visible(link)).length > 2 ? last : first;
  };
  const describe = element => squeeze(`${role(element) ?? element.tagName.toLowerCase()} "${dom.clip(seen(() => name(element)) || dom.text(element), 60)}"`);

  return { role, name, seen, label, labelsOf, beside, ahead, mark, idleLabel, headings, titleIn, barIn, nearestHeading, ownHeading, setAround, describe };
})();
