// uses: deeds
// Fields that stand in no form and are still sent as one: those of a region that has a button to store them. A box to search, what
// filters a list, and the controls in the rows of a table are none by themselves.
const groups = (() => {
  const { fold, above, within } = dom;
  const card = `${dialogParts},section,article,[role=region],[role=article]`, region = `${card},main,[role=main],fieldset,[role=group]`;
  const enclosing = (element, selector) => {
    for (let node = above(element); node; node = above(node)) if (node.matches(selector)) return node;
    return null;
  };

  const inForm = element => Boolean(element.form) || enclosing(element, 'form,[role=form],[role=search]') !== null;
  const inMenu = element => enclosing(element, 'nav:not([role]),[role=navigation],[role=menu],[role=menubar]') !== null;
  const inRow = element => {
    const row = enclosing(element, 'tr,[role=row]'), table = row && enclosing(row, 'table,[role=table],[role=grid],[role=treegrid]');
    // A table that lays out a form may hold one of data, whose head is not its own.
    const own = head => enclosing(head, 'table,[role=table],[role=grid],[role=treegrid]') === table;
    return Boolean(table) && (table.matches('[role=grid],[role=treegrid]') || [...table.querySelectorAll('thead,[role=columnheader],th[scope=col],tr:first-child > th + th')].some(own));
  };
  const seeking = /^(search|filter|find|suche|suchen|filtern|recherche|rechercher|filtrer|buscar|filtrar|cerca|filtra|zoeken|szukaj|sök|søg|søk|hledat|keresés|ara|поиск|найти|искать)(?!\p{L})|^(搜索|搜尋|検索|검색)|\b(per page|page size|rows per)\b/u;
  const seeks = field => (field.type === 'search' || field.getAttribute('role') === 'searchbox') && field.getAttribute('role') !== 'combobox'
    // What searches a list to choose from, in a dialog that asks for it, seeks nothing else.
    || !(field.getAttribute('role') === 'combobox' && enclosing(field, dialogParts)) && [names.label(field).text, field.getAttribute('placeholder')].some(text => seeking.test(fold(text)));
  const typed = field => field.matches('textarea,input:not([type]),input[type=""],input[type=text],input[type=email],input[type=tel],input[type=url],input[type=password],[contenteditable],[role=textbox]')
    && !field.readOnly && !/^(listbox|menu|dialog|grid|tree)$/.test(field.getAttribute('aria-haspopup') ?? '') && field.getAttribute('role') !== 'combobox';
  /** A field may be one of a group: it stands in no form, row or menu, and seeks nothing. */
  const takes = field => !inForm(field) && !inMenu(field) && !inRow(field) && !seeks(field);
  const pressable = () => deeds.pressable().filter(button => !inForm(button) && !inMenu(button) && !inRow(button));

  // From a field outwards to the first part of the page with a button for it, not out of its dialog.
  const reach = (field, buttons) => {
    const over = enclosing(field, dialogParts), meant = buttons.filter(button => enclosing(button, dialogParts) === over);
    for (let node = above(field); meant.length && node; node = above(node)) {
      if (meant.some(button => within(button, node))) return node;
      if (node === over) break;
    }
    return null;
  };
  // A button that may as well open something counts in the field's own region alone, and where one that says it stores is about, in a part of its own.
  const home = (field, buttons) => {
    const near = enclosing(field, region), apart = enclosing(field, card);
    const sure = reach(field, buttons.filter(button => deeds.weight(button) === 2));
    if (sure && (!apart || within(sure, apart))) return sure;
    const around = sure ? apart : near;
    return reach(field, buttons.filter(button => deeds.weight(button) < 2 && (around ? within(button, around) : enclosing(button, 'header,[role=banner]') === null))) ?? sure;
  };

  // The element of each group that was found last, with its fields.
  let found = new Map();
  const innermost = element => {
    for (let node = above(element); node; node = above(node)) if (found.has(node)) return node;
    return null;
  };
  /** A field or button stands in this group, and in none inside it. */
  const owns = (root, element) => innermost(element) === root;
  const has = element => found.has(element);

  const group = (fields, buttons) => {
    const homes = Map.groupBy(fields, field => home(field, buttons));
    const homeless = homes.get(null) ?? [];
    homes.delete(null);
    for (const [root, own] of homes) found.set(root, [...(found.get(root) ?? []), ...own]);
    return homeless;
  };
  // A group that has its region to itself goes by the region.
  const lift = () => {
    const lifted = [...found].map(([root, own]) => [root, own, root.matches(region) ? null : enclosing(root, region)]);
    for (const [root, own, around] of lifted) {
      if (!around || found.has(around) || [...found.keys()].some(other => other !== root && within(other, around))) continue;
      found.delete(root);
      found.set(around, own);
    }
  };
  /** The buttons of a group that may send it. */
  const senders = root => {
    const own = pressable().filter(button => owns(root, button)), most = Math.max(...own.map(deeds.weight));
    return most > 0 ? own.filter(button => deeds.weight(button) === most) : own.filter(deeds.leads);
  };
  const isForm = (root, own) => {
    const some = senders(root);
    if (some.some(button => deeds.weight(button) === 2)) return true;
    // `Add user` above a list of filters sends nothing; a password with a button that says nothing of storing signs in. A dialog may ask for a choice alone.
    return own.some(field => typed(field) || enclosing(field, dialogParts)) && (some.some(deeds.weight) || some.length === 1 && !own.some(field => field.type === 'password'));
  };
  const alike = ([root, own]) => `${root.tagName} ${root.className} ${own.map(field => `${names.label(field).text} ${field.type}`).join()}`;

  /** Looks for groups among fields that stand in no form; answers their elements in the order of the page. */
  const among = fields => {
    found = new Map();
    const loose = fields.filter(takes);
    if (!loose.length) return [];
    const buttons = pressable();
    group(group(loose, buttons.filter(button => deeds.weight(button) > 0)), buttons.filter(button => deeds.weight(button) === 0 && deeds.leads(button)));
    for (const [root, own] of [...found]) if (!isForm(root, own)) found.delete(root);
    // The same once for each of many things is a list of things.
    for (const many of Map.groupBy(found, alike).values()) if (many.length > 2) for (const [root] of many) found.delete(root);
    lift();
    return [...found.keys()].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  };
  const saysSeeking = text => seeking.test(fold(text));

  return { among, takes, owns, has, inRow, senders, pressable, saysSeeking };
})();
