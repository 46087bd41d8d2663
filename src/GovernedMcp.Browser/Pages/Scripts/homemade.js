// uses: picking
// Fields that a page made of parts that tell nobody what they are.
const homemade = (() => {
  const { squeeze, fold, visible } = dom;
  const controls = 'input:not([type=hidden]),select,textarea';

  // A list to choose from: an unseen field, a button that shows what it holds, and the items, one of which says that this text stands for that value.
  const valued = '[data-value],li[value]';
  const valueOf = item => item.getAttribute('data-value') ?? item.getAttribute('value');
  const buttons = new Map();
  const boxOf = keeper => {
    for (let box = keeper.parentElement, steps = 0; box && steps < 2 && !/^(FORM|BODY|TD|TR)$/.test(box.tagName); box = box.parentElement, steps++) {
      if (box.querySelector(controls) || box.querySelectorAll('input[type=hidden]').length > 1) return null;
      const press = [...box.querySelectorAll('button,[role=button]')].filter(one => !one.closest(valued) && visible(one));
      if (press.length !== 1) continue;
      const shown = fold(press[0].textContent);
      if (press[0].type !== 'submit' && [...box.querySelectorAll(valued)].some(item => valueOf(item) === keeper.value && fold(item.textContent) === shown)) return press[0];
    }
    return null;
  };
  /** The unseen fields of a part of the page that are kept by such a list, with the buttons that open them. */
  const lists = root => [...root.querySelectorAll('input[type=hidden][name]')].map(keeper => {
    const button = boxOf(keeper);
    if (button) buttons.set(button, keeper);
    return button;
  }).filter(Boolean);
  /** The unseen field that holds what such a button shows; null: it is none. */
  const keeper = element => buttons.get(element) ?? null;
  /** That, or the first of those that hold what a box gathers, where they are of one name. */
  const carrier = element => keeper(element) ?? carried(element);
  const shows = button => picking.clean(button.textContent);

  // A box that gathers what is found by typing: the field itself sends nothing, and what was found stands before it; or the field is empty again, and what was found stands in a list.
  const gatherer = /(^|[-_ ])(multi-?select|token-?(input|field|list)|tags?-?(input|field|editor)|chips?-?(input|field))/i;
  const lies = (box, element) => [...box.querySelectorAll('ol,ul,[role=list]')].some(list => visible(list) && !list.matches('[role=listbox],[role=menu]') && list.id !== element.getAttribute('aria-controls')
    && [...list.children].some(item => item.matches('li,[role=listitem]') && item.querySelector('button,[role=button]')));
  /** The box around such a field, or null. */
  const gathers = element => {
    if (element.tagName !== 'INPUT') return null;
    const bare = element.type === 'text' && !element.name && !element.list && !element.hasAttribute('role') && !element.hasAttribute('aria-autocomplete');
    if (!bare && (element.getAttribute('role') !== 'combobox' || element.value !== '')) return null;
    for (let box = element.parentElement, steps = 0; box && steps < (bare ? 3 : 6) && [...box.querySelectorAll(controls)].every(one => one === element); box = box.parentElement, steps++) if (bare ? gatherer.test(box.className) : lies(box, element)) return box;
    return null;
  };
  // Of several controls in a piece, what takes it out says so, or is the last and only a sign.
  const taking = part => {
    const some = [...part.querySelectorAll('button,[role=button],[class*=remove i],[class*=delete i],[class*=close i],[class*=disable i],a')];
    const told = some.find(one => /remove|delete|close|clear|disable|×|✕/i.test([one.className, one.title, one.getAttribute('aria-label'), one.textContent].join(' ')));
    return told ?? (some.length < 2 ? some[0] : squeeze(dom.text(some.at(-1))) === '' ? some.at(-1) : null) ?? null;
  };
  const textOf = part => {
    const named = [...part.querySelectorAll('button,[role=button],a')].filter(one => one !== taking(part) && !taking(part)?.contains(one) && squeeze(dom.text(one)));
    return squeeze(named.length === 1 ? dom.text(named[0]) : dom.text(part, inner => inner.matches?.('button,[role=button],[aria-hidden=true]')));
  };
  const pieces = box => {
    const parts = [...box.querySelectorAll('li,[role=listitem],[class*=token],[class*=tag],[class*=chip]')].filter(part => visible(part) && !part.closest('[aria-live],[role=listbox],button') && part !== box && !part.querySelector(controls));
    return parts.filter(part => !parts.some(other => other !== part && other.contains(part))).map(part => ({ part, text: textOf(part) })).filter(piece => piece.text);
  };
  const held = box => {
    const some = [...box?.querySelectorAll('input[type=hidden][name]') ?? []];
    return some.every(one => one.name === some[0].name) ? some : [];
  };
  const carried = element => held(gathers(element))[0] ?? null;
  /** The unseen fields that hold what some of these fields gather, under one name each. */
  const parts = fields => new Set(fields.flatMap(field => held(gathers(field))));
  /** What such a box holds. */
  const gathered = box => pieces(box).map(piece => piece.text);
  /** What takes one of its texts out, or null. */
  const handle = (box, text) => {
    dom.fresh();
    const some = pieces(box).filter(piece => fold(piece.text) === fold(text));
    return some.length === 1 ? taking(some[0].part) : null;
  };

  return { lists, keeper, carrier, shows, gathers, gathered, handle, parts };
})();
