// uses: disabled
// What an option of a list says of itself: what it is called, whether it can be chosen, whether it is taken, and where it is pressed.
const choices = (() => {
  const { squeeze, visible } = dom;
  const clean = text => squeeze(text.replace(/[\u200b\u200c\ufeff]/g, ''));
  const textOf = option => clean(option.matches('[role=treeitem]') ? dom.text(option, part => part !== option && part.matches?.('[role=group],[role=treeitem]')) : option.getAttribute('aria-label') || dom.text(option, part => part.matches?.('input[type=checkbox],input[type=radio]')));
  const closed = disabled.says;
  // Of a list that takes several, an option says whether it is taken, or the box to tick in it does.
  const box = option => option.querySelector('input[type=checkbox]');
  const state = option => option.getAttribute('aria-checked') ?? option.getAttribute('aria-selected');
  const isOn = option => (state(option) ? state(option) === 'true' : box(option)?.checked);
  const severally = options => options.some(({ element }) => element.matches('[role=menuitemcheckbox]') || box(element) !== null || element.closest('[aria-multiselectable=true]') !== null);
  // What takes the press may be a part of the option that is all of it.
  const reached = option => {
    const some = [...option.querySelectorAll('a,button,[tabindex="0"]')].filter(visible);
    return some.length === 1 && clean(dom.text(some[0])) === textOf(option) ? some[0] : null;
  };
  const handle = option => (state(option) === null && box(option)) || reached(option) || option;
  const around = opener => {
    let near = opener;
    for (let steps = 0; steps < 2 && !/^(FORM|BODY)$/.test(near.parentElement?.tagName ?? 'BODY') && near.parentElement.querySelectorAll('input:not([type=hidden]),select,textarea,[role=combobox]').length < 2; steps++) near = near.parentElement;
    return near.textContent;
  };
  // What was chosen in a list that takes several, for a field that tells no more than how many there are.
  const counted = window[Symbol.for('governed-mcp.counted')] ??= new WeakMap();
  /** Null: it is shown otherwise than when that was kept. */
  const count = opener => (counted.get(opener)?.shown === around(opener) ? counted.get(opener).items : null);
  const keep = (opener, items) => (items ? counted.set(opener, { items, shown: around(opener) }) : counted.delete(opener));
  return { clean, textOf, closed, isOn, severally, handle, count, keep };
})();
