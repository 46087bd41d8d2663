// uses: dom
// What the component that draws a field keeps as its value, where React and Vue keep it: the key of what was chosen, which no element of the page holds.
const components = (() => {
  const keys = ['value', 'id', 'key', 'code', 'uuid'];
  const kept = ['value', 'modelValue', 'selected', 'selectedKey', 'selectedKeys'];
  const most = 50;
  const plain = value => (typeof value === 'string' && value !== '' && value.length <= 200) || typeof value === 'number' || typeof value === 'boolean';
  // A key stands for itself, or in a record beside what is shown of it.
  const codes = (value, shown) =>
    Array.isArray(value) ? value.slice(0, most).flatMap(one => codes(one, shown))
    : plain(value) ? (shown.has(dom.fold(String(value))) ? [] : [String(value)])
    : value !== null && typeof value === 'object' && Object.values(value).some(text => typeof text === 'string' && shown.has(dom.fold(text))) ? keys.map(key => value[key]).filter(plain).map(String)
    : [];

  // Each from the innermost out: what a component was given, and the part of the page that it draws.
  const inReact = function* (element) {
    const name = Object.keys(element).find(key => /^__react(Fiber|InternalInstance)\$/.test(key));
    for (let fiber = name && element[name]; fiber; fiber = fiber.return) yield typeof fiber.type === 'string' ? { draws: fiber.stateNode } : { given: fiber.memoizedProps };
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

  /** The keys of what a field shows, as the nearest component keeps them that draws no other field. */
  const keysOf = (field, fields) => {
    if (!/^(combobox|autocomplete|listbox|tree|radio)$/.test(field.widget)) return undefined;
    const shown = new Set([field.values.join(', '), ...field.values].map(dom.fold));
    const others = fields.flatMap(other => other.elements).filter(other => !field.elements.includes(other));
    for (const around of [inReact, inVue, inVue2]) for (const { given, draws } of around(field.elements[0])) {
      if (draws instanceof Element && others.some(other => draws.contains(other))) break;
      const found = kept.flatMap(name => codes(given?.[name], shown));
      if (found.length) return [...new Set(found)].slice(0, most);
    }
    return undefined;
  };
  return { keysOf };
})();
