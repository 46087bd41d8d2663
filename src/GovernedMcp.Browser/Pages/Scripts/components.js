// What the component that draws a field keeps as its value, where React and Vue keep it: the key of what was chosen, which no element of the page holds.
const components = (() => {
  const keys = ['value', 'id', 'key', 'code', 'uuid'];
  const kept = ['value', 'modelValue', 'selected', 'selectedKey', 'selectedKeys', 'selectedItem', 'selectedItems', 'selectedOption', 'selectedOptions'];
  const most = 50;
  const plain = value => (typeof value === 'string' && value !== '' && value.length <= 200) || typeof value === 'number' || typeof value === 'boolean';
  // A key stands for itself, or in a record beside what is shown of it.
  const codes = (value, shown) =>
    Array.isArray(value) ? value.slice(0, most).flatMap(one => codes(one, shown))
    : plain(value) ? (shown.has(dom.fold(String(value))) ? [] : [String(value)])
    : value !== null && typeof value === 'object' && Object.values(value).some(text => typeof text === 'string' && shown.has(dom.fold(text))) ? keys.map(key => value[key]).filter(plain).map(String)
    : [];

  // What hands a value on to all below it is about more than this (React's number for a ContextProvider).
  const provider = 10;
  // Each from the innermost out: what a component was given, and the part of the page that it draws.
  const inReact = function* (element) {
    const name = Object.keys(element).find(key => /^__react(Fiber|InternalInstance)\$/.test(key));
    for (const fiber of name ? current(element[name]) : []) if (fiber.tag !== provider) yield typeof fiber.type === 'string' ? { draws: fiber.stateNode } : { given: fiber.memoizedProps };
  };
  // Of each there are two, and an element may know the older one: those that count hang together from the root.
  const current = fiber => {
    const known = [];
    for (let at = fiber; at; at = at.return) known.push(at);
    let now = known.at(-1).stateNode?.current;
    const line = now ? [now] : known;
    for (const step of now ? known.slice(0, -1).reverse() : []) {
      let child = now.child;
      while (child && child !== step && child !== step.alternate) child = child.sibling;
      if (!child) return known;
      line.unshift(now = child);
    }
    return line;
  };
  const drawn = new Map();
  const walk = (vnode, owner) => {
    if (vnode?.component) walk(vnode.component.subTree, vnode.component);
    else if (vnode?.suspense) walk(vnode.suspense.activeBranch, owner);
    else if (Array.isArray(vnode?.children)) for (const child of vnode.children) walk(child, owner);
    if (vnode?.el instanceof Element && owner && !drawn.has(vnode.el)) drawn.set(vnode.el, owner);
  };
  const inVue = function* (element) {
    if (!drawn.size) for (const root of document.querySelectorAll('[data-v-app]')) walk(root._vnode, null);
    for (let made = drawn.get(element); made; made = made.parent) yield { given: { ...made.attrs, ...made.props }, draws: made.subTree?.el };
  };
  const inVue2 = function* (element) {
    let at = element;
    while (at && !at.__vue__) at = at.parentElement;
    for (let made = at?.__vue__; made; made = made.$parent) yield { given: { ...made.$attrs, ...made.$props }, draws: made.$el };
  };

  // What the nearest component was given under one of these names, out to the one that draws more than this.
  const nearest = (element, names, shown, more) => {
    for (const around of [inReact, inVue, inVue2]) for (const { given, draws } of around(element)) {
      if (draws instanceof Element && more(draws)) break;
      const found = names.flatMap(name => codes(given?.[name], shown));
      if (found.length) return found;
    }
    return [];
  };
  // Some are given all there is to choose from, as records or as pairs: the one that is shown has its key beside its text.
  const offers = ['items', 'options', 'optionList', 'data', 'dataSource', 'suggestions'];
  const offered = (given, shown) => offers.map(name => given?.[name]).filter(Array.isArray).flatMap(list => list.slice(0, 1000).flatMap(one =>
    (Array.isArray(one) ? one.length < 5 && one.some(text => typeof text === 'string' && shown.has(dom.fold(text))) : one !== null && typeof one === 'object') ? codes(one, shown) : []));
  const among = (element, shown, more) => {
    for (const around of [inReact, inVue, inVue2]) for (const { given, draws } of around(element)) {
      if (draws instanceof Element && more(draws)) break;
      const found = offered(given, shown);
      if (found.length) return found;
    }
    return [];
  };
  const folded = texts => new Set(texts.map(dom.fold));

  // A list that is closed is gone from the page, and with it what its options stood for.
  const chosen = window[Symbol.for('governed-mcp.chosen')] ??= new WeakMap();
  /** An option is about to be chosen for a field: what it stands for is known as long as the field is. */
  const remember = (element, { element: option, text }) => {
    drawn.clear();
    const told = [...option.attributes].filter(({ name, value }) => /^(value|data-value|data-key)$/.test(name) && value).map(({ value }) => value);
    // Elements of the page's own keep it themselves.
    const own = option.tagName.includes('-') ? ['value', 'item'].flatMap(name => codes(option[name], folded([text]))) : [];
    const found = [...told, ...own, ...nearest(option, ['value', 'id', 'item', 'option', 'data'], folded([text]), part => part.querySelectorAll('[role=option]').length > 1)];
    if (!chosen.has(element)) chosen.set(element, new Map());
    chosen.get(element).set(dom.fold(text), found);
  };
  /** The keys of what a field shows: as its options were, as the nearest component keeps them that draws no other field, and in unseen fields beside it. */
  const keysOf = (field, fields) => {
    if (!/^(combobox|autocomplete|listbox|tree|radio)$/.test(field.widget) || !field.values.some(Boolean)) return undefined;
    const element = field.elements.find(one => one.checked) ?? field.elements[0];
    const others = fields.flatMap(other => other.elements).filter(other => !field.elements.includes(other));
    const shown = folded([field.values.join(', '), ...field.values]), more = part => others.some(other => part.contains(other));
    const found = [...field.values.flatMap(text => [text, ...text.split(/,\s*/)]).flatMap(text => chosen.get(element)?.get(dom.fold(text)) ?? []), ...nearest(element, kept, shown, more), ...among(element, shown, more), ...beside(element, others)];
    return found.length ? [...new Set(found)].slice(0, most) : undefined;
  };
  const beside = (element, others) => {
    for (let box = element.parentElement, steps = 0; box && steps < 4 && !/^(FORM|BODY)$/.test(box.tagName) && !others.some(other => box.contains(other)); box = box.parentElement, steps++) {
      const some = [...box.querySelectorAll('input[type=hidden]:not([name]),input[type=hidden][name=""],input[aria-hidden=true][tabindex="-1"]:not([name],[type])')].map(one => one.value).filter(plain);
      if (some.length) return some.flatMap(value => [value, ...value.split(',')]);
    }
    return [];
  };
  return { keysOf, remember };
})();
