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
      const drawn = box.matches('[tabindex="0"]:not([role])') && visible(box) && itemsOf(box).length > 1;
      if (drawn) return box;
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
  const carrier = element => keeper(element) ?? searched(element) ?? carried(element);
  const itemsOf = box => [...box.querySelectorAll('[data-value]')].filter(item => !item.matches('a') && !item.querySelector('[data-value]'));
  // Of what a list holds, the texts of the items that stand for it.
  const textsOf = (box, value) => {
    const items = itemsOf(box), said = one => items.find(item => valueOf(item) === one);
    const held = said(value) ? [value] : value.split(',').every(said) ? value.split(',') : [];
    return held.map(one => picking.clean(said(one).textContent));
  };
  const shows = button => (button.matches('button,[role=button]') ? [picking.clean(button.textContent)] : textsOf(button, keeper(button).value));
  /** What stands in such a list and takes one of its texts out, or null. */
  const drops = (box, text) => [...box.querySelectorAll('[data-value]')].filter(part => visible(part) && fold(dom.text(part)) === fold(text)).map(taking).find(Boolean) ?? null;
  /** The unseen field of a list like that which is searched by typing; null: it is none. */
  const searched = element => {
    if (element.tagName !== 'INPUT' || element.type !== 'text' || element.name || element.hasAttribute('role')) return null;
    const box = element.parentElement, held = box ? [...box.querySelectorAll('input[type=hidden][name]')] : [];
    return held.length === 1 && itemsOf(box).length > 1 && [...box.querySelectorAll(controls)].every(one => one === element) ? held[0] : null;
  };
  const holds = element => (element.value ? [element.value] : textsOf(element.parentElement, searched(element).value));

  // A box that gathers what is found by typing: the field itself sends nothing, and what was found stands before it; or the field is empty again, and what was found stands in a list.
  const gatherer = /(^|[-_ ])(multi-?select|token-?(input|field|list)|tags?-?(input|field|editor)|chips?-?(input|field|grid|set))/i;
  // Tabs under a field, or the pages of a list, are nothing that it holds.
  const leads = '[role=listbox],[role=menu],[role=tablist],nav *', turns = '[role=tab],[aria-selected],[aria-current]';
  const lies = (box, element) => [...box.querySelectorAll('ol,ul,[role=list]')].some(list => visible(list) && !list.matches(leads) && !list.querySelector(turns) && list.id !== element.getAttribute('aria-controls')
    && [...list.children].some(item => item.matches('li:not([role]),[role=listitem]') && item.querySelector('button,[role=button]')));
  // What was found may lie in a list of its own, beside the one field of a part.
  const tokens = (box, element) => [...box.querySelectorAll('[role=listbox]')].find(list => visible(list) && isGathered(list)) ?? null;
  /** A list that only holds what was found by the field beside it is no field. */
  const isGathered = list => {
    if (!list.matches('[role=listbox]') || !dom.all('[role=option]', shadows.filled(list)).every(taking)) return false;
    for (let box = dom.above(list), steps = 0; box && steps < 4 && !/^(FORM|BODY)$/.test(box.tagName); box = dom.above(box), steps++) {
      const some = dom.all(controls, box);
      if (some.length) return some.length === 1 && some[0].getAttribute('role') === 'combobox' && !(some[0].getAttribute('aria-controls') ?? '').split(/\s+/).includes(list.id || '-');
    }
    return false;
  };
  /** The box around such a field, or null. */
  const gathers = element => {
    if (element.tagName !== 'INPUT') return null;
    const bare = element.type === 'text' && !element.name && !element.list && !element.hasAttribute('role') && !element.hasAttribute('aria-autocomplete');
    if (!bare && (element.getAttribute('role') !== 'combobox' || element.value !== '')) return null;
    for (let box = element.parentElement, steps = 0; box && steps < (bare ? 3 : 6) && [...box.querySelectorAll(controls)].every(one => one === element); box = box.parentElement, steps++) if (bare ? gatherer.test(box.className) : lies(box, element) || tokens(box, element)) return box;
    return null;
  };
  // Of several controls in a piece, what takes it out says so, or is the last and only a sign.
  const taking = part => {
    const some = [...part.querySelectorAll('button,[role=button],[role=presentation][aria-label],[class*=remove i],[class*=delete i],[class*=close i],[class*=disable i],a')];
    const told = some.find(one => /remove|delete|close|clear|disable|×|✕/i.test([one.className, one.title, one.getAttribute('aria-label'), one.textContent].join(' ')));
    return told ?? (some.length < 2 ? some[0] : squeeze(dom.text(some.at(-1))) === '' ? some.at(-1) : null) ?? null;
  };
  const textOf = part => {
    const named = [...part.querySelectorAll('button,[role=button],a')].filter(one => one !== taking(part) && !taking(part)?.contains(one) && squeeze(dom.text(one)));
    return squeeze(named.length === 1 ? dom.text(named[0]) : dom.text(part, inner => inner.matches?.('button,[role=button],[aria-hidden=true]')));
  };
  const pieces = box => {
    const parts = [...box.querySelectorAll('li,[role=listitem],[role=option],[class*=token],[class*=tag],[class*=chip]')].filter(part => visible(part) && !part.closest('[aria-live],button') && !part.querySelector(controls) && (!part.closest('[role=listbox]') || part.matches('[role=option]') && isGathered(part.closest('[role=listbox]'))) && part !== box && !part.querySelector(controls));
    return parts.filter(part => !parts.some(other => other !== part && other.contains(part))).map(part => ({ part, text: textOf(part) })).filter(piece => piece.text);
  };
  const held = box => {
    const some = [...box?.querySelectorAll('input[type=hidden][name]') ?? []];
    return some.every(one => one.name === some[0].name) ? some : [];
  };
  const carried = element => held(gathers(element))[0] ?? null;
  /** The unseen fields that hold what some of these fields gather, under one name each. */
  const parts = fields => new Set(fields.flatMap(field => [...held(gathers(field)), searched(field)]).filter(Boolean));
  /** What such a box holds. */
  const gathered = box => pieces(box).map(piece => piece.text);
  /** What takes one of its texts out, or null. */
  const handle = (box, text) => {
    dom.fresh();
    const some = pieces(box).filter(piece => fold(piece.text) === fold(text));
    return some.length === 1 ? taking(some[0].part) : null;
  };

  return { isGathered, lists, keeper, carrier, shows, drops, searched, holds, gathers, gathered, handle, parts };
})();
