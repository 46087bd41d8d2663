// uses: tables, pairs
// Lists of cards: siblings that are built alike, each a row of what its labels and its parts say.
const cards = (() => {
  const { fold, squeeze, text, visible } = dom;
  const own = 'li,[role=listitem],article,[role=article]';
  // Between cards may stand what only marks a place to come to, or a line.
  const empty = element => !element.firstElementChild && element.matches('a,div,span,p,hr,br') && squeeze(element.textContent) === '';
  // Items of several lists are what each card says of itself where they are not alike, and the parts that hold them are.
  const told = (root, marked) => marked.some(item => item.parentElement !== marked[0].parentElement) && [...root.children].some(child => marked.filter(item => child.contains(item)).length > 1) && !sayAlike(marked) && alike(root);
  /** The cards of a list. */
  const items = root => {
    const marked = dom.all(own, root).filter(item => visible(item) && !dom.above(item).closest(own));
    return marked.length && !told(root, marked) ? marked : [...root.children].filter(child => !empty(child) && visible(child));
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
  /** What a card says: its title, labelled values, and parts by the class that their author gave them. */
  const read = item => {
    const title = item.querySelector(heading);
    const found = [{ label: 'title', text: title ? text(title) : text(item).slice(0, 200), link: item.querySelector('a[href]')?.href ?? null }, ...pairs.read(item)];
    const known = new Set(found.flatMap(part => [part.label, part.text]));
    for (const part of item.querySelectorAll('*')) {
      if (!says(part) || title?.contains(part) || part.closest('button,select,script,style,dl,table') || !visible(part)) continue;
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
   * were taken from an earlier page, `titled`, it tells how many cards say more than those.
   */
  const rows = (root, columns, titled, maskOf = () => -1) => {
    const data = items(root).map(item => ({ item, parts: read(item) }));
    // What is a label in few of many cards is mostly what they hold, as a word with others after it.
    const few = data.length > 7 ? data.length / 4 : 0, used = Map.groupBy(data.flatMap(card => [...new Set(card.parts.map(part => part.label))]), label => label);
    const titles = [...used.keys()].filter(label => used.get(label).length > few);
    if (!columns && unsaid(data, card => card.parts.filter(part => titles.includes(part.label))) > 0) titles.push(whole);
    const wanted = columns ?? titles.map(title => ({ headers: [title] }));
    const part = (card, want) => (want.at ? inside(card.item, want.at) : card.parts.find(one => tables.called([one.label], want.headers)) ?? (want.headers[0] === whole ? { text: text(card.item), link: null } : undefined));
    const place = want => {
      if (data.length === 0) return 0;
      const found = data.map(card => part(card, want));
      return found.some(one => one?.outcome === 'ambiguous') ? -2 : found.some(one => one && !one.outcome) ? 0 : -1;
    };
    // The whole text of a card holds what is masked in a part of it.
    const masks = titles.map(title => maskOf([title])), masked = Math.max(-1, ...[...used.keys()].map(title => maskOf([title])));
    return {
      titles, masks: titles.map((title, at) => (title === whole ? masked : masks[at])), at: wanted.map(place), count: data.length, whole: 0, foot: 0, data,
      untold: titled && !wanted.some(want => want.headers[0] === whole) ? unsaid(data, card => wanted.map(want => ({ label: want.headers[0], text: part(card, want)?.text ?? '' }))) : 0,
      row: card => wanted.map(want => { const one = part(card, want); return want.link ? [one?.text ?? '', one?.link ?? null] : one?.text ?? ''; }),
    };
  };

  const kind = element => `${element.tagName}.${element.classList[0] ?? ''}`;
  const most = list => Math.max(...Map.groupBy(list, one => one).values().map(group => group.length));
  // A form with fields is one of many to fill; one with a button alone does something with the card.
  const filled = 'form :is(input:not([type=hidden],[type=submit],[type=button],[type=image],[type=reset]),select,textarea)';
  // Obviously repeated: three or more in a row of one kind, and most of them say the same two things of themselves.
  const alike = root => {
    const children = [...root.children].filter(child => !/^(SCRIPT|STYLE|TEMPLATE)$/.test(child.tagName) && !empty(child));
    if (children.length < 3 || most(children.map(kind)) < children.length * 0.8) return false;
    if (root.closest('nav,header,footer,form,table,dl,select,[role=navigation],[role=menu],[role=menubar],[role=tablist],[role=table],[role=grid],[role=treegrid],[role=listbox],[role=tree]') || !visible(root)) return false;
    const shown = children.filter(visible);
    if (shown.length < 3 || shown.some(child => child.querySelector(`table,${filled}`))) return false;
    return sayAlike(shown);
  };
  const sayAlike = shown => {
    const labels = shown.slice(0, 20).map(child => read(child).slice(1).map(part => part.label));
    return new Set(labels.flat()).values().filter(label => labels.filter(told => told.includes(label)).length >= labels.length * 0.7).toArray().length >= (shown[0].querySelector(heading) ? 1 : 2);
  };
  /** Lists of cards that no Skill declares. */
  const listed = (root = document) => {
    const found = [];
    for (const element of dom.all('ul,ol,div,section,main,[role=list],[role=feed]', root)) {
      if (element.childElementCount >= 3 && !found.some(list => list.contains(element)) && alike(element)) found.push(element);
    }
    return found;
  };
  const sketch = root => {
    const { titles, count } = rows(root);
    return { columns: titles.map(title => dom.clip(title, 60)), rows: count };
  };
  return { items, rows, listed, sketch };
})();
