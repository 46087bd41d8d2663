// uses: press, still, leads, row_texts, withheld, dialogs
// Where to press the link, menu item or tab that goes by a name: `{ outcome: 'ok', x, y }`, or why not. What stands inside it does not matter,
// nor does what else on the page reads the same. Several that lead to one place are one; else `Edit (2)` is the second of the page.
// One of a row goes by a text of that row too, `Edit: PO-7`, and one of a tree by its branch: `Search: Customers`.
// Where none is seen, the same among links that are folded up in menus: `{ outcome: 'ok', address }`. A link that acts is not pressed: `acts`; `path` is where one leads.
// Where there is none of these either, a row of a table that is pressed to open it goes by what stands in one of its cells.
ask => {
  const { name } = ask, { fold, clip } = dom;
  // What a caller is not shown is neither followed nor told.
  const hide = withheld(ask.withheld);
  const granted = some => some.filter(({ element }) => !isWithheld(hide, element));
  const reads = element => dom.text(element, part => hide.has(part) && ' [withheld] ');
  // A long name is told cut off, and goes by that too.
  const called = (some, value) => find.innermost(some.filter(lead => lead.told.some(text => find.fits(text, { value }) || fold(clip(text)) === fold(value))).map(lead => lead.element));
  // What is written to be done when it is pressed, and speaks of nothing around it, is done wherever it stands.
  const done = element => { const act = element.getAttribute('onclick') ?? ''; return act && !/\b(this|event)\b/.test(act) ? act : null; };
  // Links of several rows to one address whose scripts are told different things, as the record of each, do not lead to one place.
  const told = element => (element.closest('tr,[role=row]') ? JSON.stringify([...element.attributes].filter(one => one.name === 'onclick' || one.name.startsWith('data-')).map(one => [one.name, one.value])) : '');
  const apart = some => (new Set(some.map(told).filter(Boolean)).size > 1 ? [...Map.groupBy(some, told).values()] : [some]);
  const grouped = elements => [...Map.groupBy(elements, element => leads.address(element) ?? done(element) ?? element).values()].flatMap(apart)
    .sort(([one], [other]) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const places = (some, value) => grouped(called(some, value));
  const [, plain, number] = /^(.*\S) \((\d{1,4})\)$/.exec(name) ?? [];
  const among = placesOf => {
    const found = placesOf(name);
    return found.length || !plain ? found : placesOf(plain).slice(number - 1, number);
  };
  // Some trees are flat lists of items, each of which tells how deep it stands; in some the items of a branch come after it, in a part of their own.
  const above = item => {
    const depth = one => Number(one?.getAttribute('aria-level')), tree = item?.closest('[role=tree]'), all = depth(item) > 1 ? dom.all('[role=treeitem][aria-level]', tree ?? document.body) : [];
    const flat = all.slice(0, all.indexOf(item)).findLast(one => depth(one) < depth(item));
    for (let part = item; !flat && tree?.contains(part) && part !== tree; part = part.parentElement) {
      const [branch, more] = part.previousElementSibling?.querySelectorAll('[role=treeitem]') ?? [];
      if (branch && !more && branch.getAttribute('aria-expanded') === 'true') return branch;
    }
    return flat;
  };
  const branchOf = element => {
    const item = element.closest('[role=treeitem]'), branch = item?.parentElement?.closest('[role=treeitem]') ?? above(item);
    return branch ? dom.text(branch, part => (hide.has(part) ? ' [withheld] ' : part !== branch && part.matches('[role=group],[role=treeitem]'))) : '';
  };
  // Where one of several stands: on what branch of a tree, in what row, item or sentence that is seen and lays out no tables, or else under what heading.
  const around = element => {
    const branch = branchOf(element);
    if (branch) return clip(branch);
    let row = element.closest('tr,[role=row],li,[role=listitem],p');
    while (row && (!dom.visible(row) || row.querySelector('table'))) row = row.parentElement.closest('tr,[role=row],li,[role=listitem],p');
    const text = row ? reads(row) : '';
    if (text.length > reads(element).length) return clip(text);
    const menu = leads.menuOf(element);
    return clip(menu ? reads(menu) : names.seen(() => names.nearestHeading(element)));
  };

  const all = granted(leads.listed());
  // What it says after a name is the branch of that, or one text of its row, as the caller is shown it.
  const placed = value => grouped(all.filter(({ element, told }) => {
    const row = element.closest('tr,[role=row],li,[role=listitem]'), named = told.map(own => `${fold(own)}: `).filter(own => fold(value).startsWith(own));
    const texts = () => [branchOf(element), ...(row ? rowTexts(row).filter(part => part !== element && !isWithheld(hide, part)).map(reads) : [])];
    return named.length > 0 && texts().some(text => text && named.some(own => [text, clip(text)].some(one => own + fold(one) === fold(value))));
  }).map(lead => lead.element));
  let folds;
  const folded = () => (folds ??= granted(leads.folded()));
  // What only opens a menu in which a link goes by the same name stands for that link; where it leads elsewhere itself, either may be meant.
  const seen = value => {
    const found = places(all, value), [openers, more] = found;
    if (!openers || more || !openers.every(leads.unfolds)) return found;
    const within = places(folded().filter(({ element }) => openers.some(opener => leads.holds(opener, element))), value), own = leads.address(openers[0]);
    return within.length && (own === null || within.some(([link]) => link.href === own)) ? within : [...found, ...within];
  };
  // Capitals tell two apart of which one is folded up: who writes them as that one does means it.
  const exactly = value => {
    const found = seen(value), otherwise = one => all.some(({ element, told }) => element === one && !told.includes(value) && told.some(text => fold(text) === fold(value)));
    const exact = found.length && found.flat().every(otherwise) ? places(folded().filter(lead => lead.told.includes(value)), value) : [];
    return exact.length ? exact : found;
  };
  let found = among(exactly);
  if (!found.length) found = among(value => places(folded(), value));
  if (!found.length) found = among(placed);
  if (!found.length) found = among(value => places(granted(leads.rows()), value));
  if (found.length === 1) {
    const [first] = found[0], token = leads.token(first);
    if (token) return { outcome: 'acts', token };
    const address = leads.address(first), path = address ? new URL(address).pathname : null, fetched = leads.fetched(first) !== null;
    if (!dom.visible(first)) return { outcome: 'ok', address: first.href, path, fetched };
    // A branch that is open already is to stay so.
    const opens = address === null ? [first, first.closest('[role=treeitem]')].find(one => one?.getAttribute('aria-expanded') === 'true') : undefined;
    window[Symbol.for('governed-mcp.open')] = opens && { opens, pressed: first };
    return still(() => {
      const tries = found[0].toSorted((one, other) => leads.unfolds(one) - leads.unfolds(other)).map(element => press({ element }));
      // A menu that was opened may lie over all of the page, or a dialog; nothing is lost of one that asks for nothing.
      const over = dialogs.over(first), asks = over && dom.all('input:not([type=hidden]),select,textarea,[contenteditable=true],[role=textbox],[role=combobox]', over).some(dom.visible);
      const usable = tries.find(one => one.outcome === 'ok');
      return usable ? { ...usable, path, fetched, open: opens !== undefined } : { ...tries[0], under: asks ? null : over ? 'dialog' : dom.all('[role=menu]').some(dom.visible) ? 'menu' : null };
    });
  }
  if (found.length) return { outcome: 'ambiguous', count: found.length, places: found.slice(0, 12).map(([element]) => ({ address: leads.address(element) ?? '', around: around(element) })) };
  const words = fold(name).split(/[^\p{L}\p{N}]+/u).filter(word => word.length > 2);
  const others = [...new Set([...all, ...folded()].map(({ element, told }) => clip(reads(element) || told[0])))];
  const like = others.filter(text => words.some(word => fold(text).includes(word)));
  return { outcome: 'not_found', names: (like.length ? like : others).slice(0, 12) };
}
