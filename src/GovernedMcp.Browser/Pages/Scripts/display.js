// uses: picking
// What a widget that holds no value of its own shows as its value.
const display = (() => {
  /** Its texts, but for what is only a hint. */
  const texts = (element, from = element) => {
    // Some show what was chosen in the place of their hint.
    const taken = new Set([...(picking.listOf(element)?.querySelectorAll('[aria-selected=true]') ?? [])].map(option => dom.fold(option.textContent)));
    // The only thing in a list may be the button that opens it.
    const sole = element.tagName !== 'INPUT' && element.children.length === 1 && element.firstElementChild.tagName === 'BUTTON' ? element.firstElementChild : null;
    // A style for when there is a hint, such as `data-[placeholder]:grey`, does not say that there is one.
    const named = part => (part.getAttribute('class') ?? '').split(/\s+/).some(name => /placeholder/i.test(name) && !/[:[]/.test(name));
    const hint = part => part.nodeType === 1 && part !== sole && (part === element && from !== element || named(part) && !taken.has(dom.fold(part.textContent)) || part !== element && part.matches('button,[role=button],[role=img]') || part !== element && part.matches('[role=listbox]') || part.matches('label,svg,[aria-hidden=true],[data-placeholder],[data-placeholder-shown]'));
    let box = from;
    if (element.tagName === 'INPUT') for (let steps = 0; steps < 3 && box.parentElement && !picking.clean(dom.text(box, hint)); steps++) {
      if (box.parentElement.querySelectorAll('input,select,textarea').length > 1 || box.parentElement.querySelector('label')) break;
      box = box.parentElement;
    }
    const leaves = [];
    const walk = node => {
      if (hint(node) || !dom.sight(node)) return;
      const inner = [...dom.standing(node)].filter(child => child.nodeType === 1 && !hint(child) && picking.clean(dom.text(child, hint)));
      if (inner.length > 1 || (inner.length === 1 && picking.clean(dom.text(inner[0], hint)) === picking.clean(dom.text(node, hint)))) inner.forEach(walk);
      else if (picking.clean(dom.text(node, hint))) leaves.push(picking.clean(dom.text(node, hint)));
    };
    if (box.tagName !== 'INPUT') walk(box);
    return leaves.length ? leaves : [''];
  };
  return { texts };
})();
