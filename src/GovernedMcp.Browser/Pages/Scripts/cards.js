// uses: tables, pairs
// Lists of cards: siblings that are built alike, each a row of what its labels and its parts say.
const cards = (() => {
  const { fold, squeeze, text, visible } = dom;
  const own = 'li,[role=listitem],article,[role=article]';
  // Between cards may stand what only marks a place to come to, or a line.
  const empty = element => !element.firstElementChild && element.matches('a,div,span,p,hr,br') && squeeze(element.textContent) === '';
  // Items of several lists are what each card says of itself where they are not alike, and the parts that hold them are.
  const told = (root, marked) => marked.some(item => item.parentElement !== marked[0].parentElement) && [...root.children].some(child => marked.filter(item => child.contains(item)).length > 1) && !sayAlike(marked) && alike(root);
  const press = 'button,[role=button]';
  const bare = part => squeeze(text(part, inner => inner.matches(press)));
  const silent = child => child.querySelector(press) !== null && bare(child) === '' && child.querySelector('img,picture,video,canvas') === null;
  const kind = element => `${element.tagName}.${element.classList[0] ?? ''}`;
  /** The cards of a list: none of them is what has but buttons, as one to add a card, and is of another kind. */
  const items = root => {
    const marked = dom.all(own, root).filter(item => visible(item) && !dom.above(item).closest(own));
    if (marked.length && !told(root, marked)) return marked;
    const shown = [...root.children].filter(child => !empty(child) && visible(child));
    return shown.filter(child => !silent(child) || shown.filter(other => kind(other) === kind(child)).length * 2 > shown.length);
  };
  const heading = 'h1,h2,h3,h4,h5,h6,[role=heading],a[href]';
  const says = element => [...element.childNodes].some(node => node.nodeType === 3 && /\S/.test(node.data));
  // Tools that keep the classes of files apart put marks of their own around the author's name: `_price_1c4va_123`, `List_price__x7Hq2`.
  const plain = name => /^_(\p{L}[\w-]*)_[a-z\d]{5,6}_\d+$/iu.exec(name)?.[1] ?? /^\p{L}\w*?_(\p{L}[\w-]*)__[\w-]{5}$/u.exec(name)?.[1] ?? name;
  // `card__price is-low` is a price: the last word of the first class that is no state.
  const called = element => {
    const name = [...element.classList].map(plain).find(one => !/^(is|has|js|css|sc|col|row|text|flex|grid|[a-z]{1,2}|[mp][xytblr]?)-|\d/.test(one)) ?? '';
    return squeeze(name.split(/__|--/)[name.includes('__') ? 1 : 0].replace(/[-_]+/g, ' '));
  };
  // Where classes tell no part from another, what authors mark each with for their tests and scripts does.
  const marks = ['data-label', 'data-field', 'data-testid', 'data-test-id', 'data-test'];
  const markOf = part => marks.map(name => part.getAttribute(name)).find(told => /^\p{L}[\p{L} _-]{0,40}$/u.test(told ?? '')) ?? '';
  const tagged = item => {
    const known = [...item.querySelectorAll(marks.map(name => `[${name}]`).join())].filter(part => markOf(part) && !part.closest(press) && visible(part));
    const leaves = some => some.filter(part => !some.some(other => other !== part && part.contains(other)));
    // One that is empty here may hold something in another card.
    const parts = leaves(known.filter(bare)), voids = leaves(known).filter(part => !bare(part));
    if (parts.length < 2) return [];
    const all = [...item.querySelectorAll('*')], elsewhere = (name, part) => all.some(other => !part.contains(other) && !other.contains(part) && called(other) === name);
    return [...parts, ...voids].filter(part => [part, ...part.querySelectorAll('*')].filter(says).map(called).every(name => !name || elsewhere(name, part)));
  };
  /** What a card says: its title, labelled values, and parts by the class that their author gave them. What is `odd` is no label. */
  const read = (item, odd = () => false) => {
    const title = item.querySelector(heading);
    const found = [{ label: 'title', text: title ? text(title) : bare(item).slice(0, 200), link: item.querySelector('a[href]')?.href ?? null }, ...pairs.read(item).filter(pair => !odd(pair.label))];
    const known = new Set(found.flatMap(part => [part.label, part.text])), apart = tagged(item);
    for (const part of apart) {
      const label = squeeze(markOf(part).replace(/[-_]+/g, ' '));
      if (!(bare(part) && known.has(bare(part))) && !found.some(one => one.label === label)) found.push({ label, text: bare(part), link: part.querySelector('a[href]')?.href ?? part.closest('a[href]')?.href ?? null });
    }
    for (const part of item.querySelectorAll('*')) {
      if (!says(part) || apart.some(one => one.contains(part)) || title?.contains(part) || part.closest('button,select,script,style,dl,table') || !visible(part)) continue;
      const label = called(part), shown = text(part);
      if (label && shown && !known.has(shown) && !known.has(`${shown}:`) && !found.some(one => one.label === label)) found.push({ label, text: shown, link: part.closest('a[href]')?.href ?? null });
    }
    return found;
  };

  const inside = (item, locator) => {
    const found = find.one(locator, item);
    return found.element ? { text: tables.cellText(found.element), link: found.element.closest('a[href]')?.href ?? tables.cellLink(found.element) } : found;
  };
  // What a card says in no part of its own, piece by piece: bare text, or one of several links.
  const letters = told => fold(told).replace(/[^\p{L}\p{N}]+/gu, '');
  const beyond = (item, parts) => {
    const told = parts.flatMap(part => [letters(part.text), part.label === 'title' ? '' : letters(part.label)]), left = [];
    for (const walk = document.createTreeWalker(item, NodeFilter.SHOW_TEXT); walk.nextNode();) {
      const piece = letters(walk.currentNode.data), around = walk.currentNode.parentElement;
      if (piece && !around.closest('button,[role=button],select,script,style') && !told.some(part => part.includes(piece)) && visible(around)) left.push(piece);
    }
    return left;
  };
  const whole = 'whole text';
  /** How many cards say more than their parts do. What all of them say alike, as links to press, tells nothing. */
  const unsaid = (data, parts) => {
    const more = data.map(card => beyond(card.item, parts(card)));
    return more.filter(told => told.some(piece => more.some(other => !other.includes(piece)))).length;
  };
  /**
   * A list as `{ titles, at, data, row, untold }`, like a table. Where its parts leave something unsaid, one more holds the whole text of each card; of columns that
   * were taken from an earlier page, `titled`, it tells how many cards say more than those. `fixed`: what they were called there, where that is to be told again.
   */
  const rows = (root, columns, titled, maskOf = () => -1, fixed = null) => {
    let data = items(root).map(item => ({ item, parts: read(item) }));
    const count = () => Map.groupBy(data.flatMap(card => [...new Set(card.parts.map(part => part.label))]), label => label);
    // What is a label in few of many cards is mostly what they hold, as a word with others after it.
    const few = data.length > 7 ? data.length / 4 : 0, first = count();
    if (few) data = data.map(({ item }) => ({ item, parts: read(item, label => first.get(label)?.length <= few && maskOf([label]) < 0) }));
    const used = count();
    const titles = fixed ?? [...used.keys()].filter(label => used.get(label).length > few && data.some(card => card.parts.some(one => one.label === label && one.text)));
    if (!columns && unsaid(data, card => card.parts.filter(part => titles.includes(part.label))) > 0) titles.push(whole);
    const wanted = columns ?? titles.map(title => ({ headers: [title] }));
    const part = (card, want) => (want.at ? inside(card.item, want.at) : card.parts.find(one => tables.called([one.label], want.headers)) ?? (want.headers[0] === whole ? { text: text(card.item), link: null } : undefined));
    const place = want => {
      if (data.length === 0) return 0;
      const found = data.map(card => part(card, want));
      return found.some(one => one?.outcome === 'ambiguous') ? -2 : found.some(one => one && !one.outcome) ? 0 : -1;
    };
    // The whole text of a card holds what is masked in a part of it; so does what stands for a title where it has none, and a part around it.
    const own = title => maskOf([title]), masked = Math.max(-1, ...[...used.keys()].map(own));
    const holds = (one, parts) => parts.some(other => other !== one && other.text.length > 2 && own(other.label) >= 0 && one.text.includes(other.text));
    const around = title => title === whole || data.some(({ item, parts }) => title === 'title' && !item.querySelector(heading) || parts.some(one => one.label === title && holds(one, parts)));
    // Of columns that an earlier page told, what this page says of them.
    const told = columns && titled ? columns.map(want => want.headers[0]) : titles;
    return {
      titles, masks: told.map(title => (own(title) < 0 && masked >= 0 && around(title) ? masked : own(title))), at: fixed ? fixed.map(() => 0) : wanted.map(place), count: data.length, whole: 0, foot: 0, data,
      untold: titled && !wanted.some(want => want.headers[0] === whole) ? unsaid(data, card => wanted.map(want => ({ label: want.headers[0], text: part(card, want)?.text ?? '' }))) : 0,
      row: card => wanted.map(want => { const one = part(card, want); return want.link ? [one?.text ?? '', one?.link ?? null] : one?.text ?? ''; }),
    };
  };

  const most = list => Math.max(...Map.groupBy(list, one => one).values().map(group => group.length));
  // A form with fields is one of many to fill; one with a button alone does something with the card.
  const filled = 'form :is(input:not([type=hidden],[type=submit],[type=button],[type=image],[type=reset]),select,textarea)';
  // Obviously repeated: three or more in a row of one kind, and most of them say the same two things of themselves.
  const alike = (root, alikeSo = sayAlike) => {
    const children = [...root.children].filter(child => !/^(SCRIPT|STYLE|TEMPLATE)$/.test(child.tagName) && !empty(child));
    if (children.length < 3 || most(children.map(kind)) < children.length * 0.8) return false;
    if (root.closest('nav,header,footer,form,table,dl,select,[role=navigation],[role=menu],[role=menubar],[role=tablist],[role=table],[role=grid],[role=treegrid],[role=listbox],[role=tree]') || !visible(root)) return false;
    const shown = children.filter(visible);
    if (shown.length < 3 || shown.some(child => child.querySelector(`table,${filled}`))) return false;
    return alikeSo(shown);
  };
  const sayAlike = shown => {
    const labels = shown.slice(0, 20).map(child => read(child).slice(1).filter(part => part.text).map(part => part.label));
    return new Set(labels.flat()).values().filter(label => labels.filter(told => told.includes(label)).length >= labels.length * 0.7).toArray().length >= (shown[0].querySelector(heading) ? 1 : 2);
  };
  // Or each says something else, and has buttons of its own that do the same with it.
  const actAlike = shown => {
    const some = shown.slice(0, 20), enough = some.length * 0.7;
    const own = some.map(bare).filter(told => told && told.length <= 300);
    if (new Set(own).size < enough) return false;
    const deeds = some.map(child => new Set([...child.querySelectorAll(press)].filter(visible).map(button => fold(names.name(button))).filter(Boolean)));
    return deeds.every(told => told.size < 6) && deeds.some(told => [...told].some(deed => deeds.filter(other => other.has(deed)).length >= enough));
  };
  /** Lists of cards that no Skill declares. */
  const listed = (root = document) => {
    const found = [], near = dom.all('ul,ol,div,section,main,[role=list],[role=feed]', root).filter(element => element.childElementCount >= 3);
    for (const element of near) if (!found.some(list => list.contains(element)) && alike(element)) found.push(element);
    // That is less sure: not around a list that is surer.
    for (const element of near) if (!found.some(list => list.contains(element) || element.contains(list)) && alike(element, actAlike)) found.push(element);
    return near.filter(element => found.includes(element));
  };
  const sketch = root => {
    const { titles, count } = rows(root);
    return { columns: titles.map(title => dom.clip(title, 60)), rows: count };
  };
  return { items, rows, listed, sketch };
})();
