// uses: components, choices
// Chooses in what a page opens: lists, menus and trees of any make. What is wanted must be there exactly once; the candidates are told otherwise.
const picking = (() => {
  const { fold, visible } = dom;
  const { clean, textOf, closed, isOn, severally, handle } = choices;
  const optionLike = '[role=option],[role=treeitem],[role=menuitem],[role=menuitemradio],[role=menuitemcheckbox],[class*="-option"],[class*="_option"],[class*="__item"],[class*="menu-item"],[class*="suggestion"],[class*="tree-title"],li,ul > button,ol > button';
  const patience = { list: 40, typed: 60, still: 8, stillTyped: 24, debounce: 400 };
  const beat = 25;
  const pause = ms => new Promise(done => setTimeout(done, ms));

  /** What a press of the mouse does, in its order; widgets listen to one or the other. */
  const firing = element => {
    const box = element.getBoundingClientRect();
    const at = { bubbles: true, cancelable: true, composed: true, view: element.ownerDocument.defaultView, button: 0, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
    return (Kind, name, more) => element.dispatchEvent(new Kind(name, { ...at, ...more }));
  };
  const down = element => {
    element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const fire = firing(element);
    for (const name of ['pointerover', 'pointerenter']) fire(PointerEvent, name, { pointerType: 'mouse' });
    for (const name of ['mouseover', 'mouseenter', 'mousemove']) fire(MouseEvent, name);
    fire(PointerEvent, 'pointerdown', { pointerType: 'mouse', buttons: 1 });
    if (fire(MouseEvent, 'mousedown', { buttons: 1, detail: 1 })) element.closest('input,textarea,button,select,[tabindex],a[href]')?.focus({ preventScroll: true });
  };
  const up = element => {
    const fire = firing(element);
    fire(PointerEvent, 'pointerup', { pointerType: 'mouse' });
    fire(MouseEvent, 'mouseup', { detail: 1 });
    element.click();
  };
  const press = element => { down(element); up(element); };
  // What a person would press in place of a field that only takes the keys.
  const drawnFor = input => {
    let part = input.parentElement;
    while (part.parentElement && !(visible(part) && part.offsetWidth > 8 && part.offsetHeight > 8)) part = part.parentElement;
    const box = part.getBoundingClientRect(), top = part.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top && part.contains(top) ? top : part;
  };
  // What opens on its way down has the way up for itself; one that came too soon would leave it waiting for the next.
  const open = async opener => {
    let hit = opener.tagName === 'INPUT' && !visible(opener) ? drawnFor(opener) : opener;
    while (hit.parentElement && getComputedStyle(hit).pointerEvents === 'none') hit = hit.parentElement;
    down(hit);
    await pause(0);
    up(hit);
  };
  const key = (element, name, more) => {
    const code = { Escape: 27, Enter: 13, Tab: 9, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, Home: 36, End: 35, Backspace: 8, Shift: 16 }[name];
    for (const kind of ['keydown', 'keyup']) element.dispatchEvent(new KeyboardEvent(kind, { key: name, code: name, keyCode: code, which: code, bubbles: true, cancelable: true, composed: true, ...more }));
  };
  const active = () => {
    let found = document.activeElement;
    for (let inner = found; inner; inner = found.shadowRoot?.activeElement ?? (/^I?FRAME$/.test(found.tagName) ? dom.frameDocument(found)?.activeElement : null)) found = inner;
    return found;
  };
  const editable = element => element?.matches?.('input:not([type=button],[type=submit],[type=checkbox],[type=radio]),textarea') && !element.readOnly && !element.disabled;

  const shown = (root, what = optionLike) => {
    dom.fresh();
    return dom.all(what, root).filter(visible);
  };
  // What is an option only where nothing says, or said before, more plainly that it is one.
  const loose = '[data-value],[class*="-item"]';
  const sighted = () => new Set([...shown(document), ...shown(document, loose)]);
  const listOf = opener => {
    if (opener.matches('[role=listbox]:not([aria-haspopup]),[role=tree]')) return opener;
    const holder = opener.matches('[aria-controls],[aria-owns]') ? opener : opener.querySelector('[aria-controls],[aria-owns]');
    const id = holder?.getAttribute('aria-controls') ?? holder?.getAttribute('aria-owns');
    return id ? holder.getRootNode().getElementById?.(id.split(/\s+/)[0]) : null;
  };
  /** What is chosen in a list of its own that takes several, also while that is closed; null where it has none. */
  const taken = opener => {
    const own = listOf(opener);
    return own?.getAttribute('aria-multiselectable') === 'true' ? dom.all('[role=option][aria-selected=true]', shadows.filled(own)).map(option => clean(option.getAttribute('aria-label') || option.textContent)) : null;
  };
  // What can be chosen now: in the list that belongs to the opener, or whatever came into sight since it was pressed.
  const listed = (opener, before) => {
    const own = listOf(opener);
    const named = own ? shown(shadows.filled(own)) : [];
    const fresh = what => shown(document, what).filter(option => !before.has(option));
    let seen = named.length ? named : fresh(optionLike);
    if (seen.length) before.plainly = true;
    else if (!before.plainly) seen = fresh(loose);
    const saying = seen.filter(option => option.hasAttribute('role'));
    // What says that it is an option is one, and not what looks like one around it.
    const found = saying.length ? saying : seen;
    const tree = found.some(option => option.matches('[role=treeitem]'));
    return (tree ? found.filter(option => option.matches('[role=treeitem]')) : find.innermost(found))
      .map(element => ({ element: tree ? core(element) : element, text: textOf(element), value: element.getAttribute('data-value') ?? element.getAttribute('value') ?? element.title })).filter(option => option.text && !closed(option.element));
  };
  // Where to press a branch: on its text, as beside it stands what opens it.
  const core = branch => [...branch.querySelectorAll('*')].find(part => visible(part) && !part.querySelector('[role=treeitem]') && clean(dom.text(part)) === textOf(branch) && ![...part.children].some(inner => visible(inner) && clean(dom.text(inner)) === textOf(branch))) ?? branch;
  const first = element => clean([...element.querySelectorAll('*')].find(part => !part.children.length && visible(part) && clean(part.textContent))?.textContent ?? '');
  const exact = (options, wanted) => {
    for (const told of [option => option.text, option => option.value, option => first(option.element)]) {
      const hits = options.filter(option => told(option) && fold(told(option)) === fold(wanted));
      if (hits.length) return hits;
    }
    return [];
  };
  const told = options => [...new Set(options.map(option => dom.clip(option.text, 60)))].slice(0, 20).join('\u001f');

  const opened = new WeakSet();
  /** Opens closed branches of a tree, or scrolls a list on that holds more than it shows. False: there is no more. */
  const unfold = async (options, root) => {
    const branches = dom.all('[aria-expanded=false]', root ?? document).filter(part => visible(part) && (part.matches('[role=treeitem]') || part.closest('[role=tree],[class*=tree]')));
    const switches = options.length || root ? dom.all('[class*="switcher_close"]', root ?? document).filter(visible) : [];
    const next = [...switches, ...branches].find(part => !opened.has(part));
    if (next) {
      opened.add(next);
      const handle = next.matches('[role=treeitem]') ? next.querySelector('[class*=switcher],[class*=toggle],[class*=expand],[class*=arrow],button') : next;
      if (handle) press(handle);
      else { next.focus(); key(next, 'ArrowRight'); }
      return true;
    }
    for (let box = options[0]?.element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (box.scrollHeight <= box.clientHeight + 1 || !/auto|scroll|hidden/.test(getComputedStyle(box).overflowY)) continue;
      const at = box.scrollTop;
      box.scrollTop += box.clientHeight * 0.8;
      if (box.scrollTop > at) return true;
    }
    return false;
  };
  /** Waits for the one option that is wanted: `{ option }`, or `{ failed }`. */
  const seek = async (opener, before, wanted, typed) => {
    const seen = new Map();
    for (let tries = 0, still = 0, last; tries < (typed ? patience.typed : patience.list) * (seen.size ? 4 : 1); tries++) {
      const options = listed(opener, before);
      for (const option of options) seen.set(option.text, option);
      const hits = exact(options, wanted), state = told(options);
      still = state === last ? still + 1 : 0;
      last = state;
      if (hits.length === 1 && still >= 1) return { option: hits[0] };
      if (hits.length > 1 && still >= patience.still) return { failed: `ambiguous:${told(hits)}` };
      if (!hits.length && options.length && still >= (typed ? patience.stillTyped : patience.still)) {
        if (!await unfold(options, listOf(opener))) break;
        still = 0;
      }
      await pause(beat);
    }
    return { failed: `option:${told([...seen.values()])}`, none: seen.size === 0 };
  };

  const isOpen = (opener, before) => listed(opener, before).length > 0;
  const insert = (element, text) => {
    element.focus();
    element.select?.();
    if (!document.execCommand('insertText', false, text)) return false;
    return true;
  };
  // The form, or else the dialog, in a part that lies over the page.
  const over = element => {
    for (let box = element; box && box !== document.body; box = box.parentElement) if (getComputedStyle(box).position === 'fixed') return element.closest('form') ?? box;
    return null;
  };
  const close = async (opener, before) => {
    // What a choice closes takes a moment to go, and Escape would leave what is behind it.
    for (let tries = 0; tries < 20 && isOpen(opener, before) && (folded(opener) ?? tries < 10); tries++) await pause(beat);
    if (!isOpen(opener, before) || folded(opener)) return;
    // Escape may close what the field stands in as well, and so may a press outside of that.
    const held = over(opener);
    if (held) {
      down(held);
      up(held);
      for (let tries = 0; tries < 12 && isOpen(opener, before); tries++) await pause(beat);
      if (!isOpen(opener, before)) return;
    }
    key(active() ?? opener, 'Escape');
    await pause(beat);
    if (isOpen(opener, before)) for (const name of ['mousedown', 'mouseup', 'click']) document.body.dispatchEvent(new MouseEvent(name, { bubbles: true, composed: true }));
    active()?.blur?.();
    for (let tries = 0; tries < 12 && isOpen(opener, before); tries++) await pause(beat);
  };
  /** Whether a list says that it is closed; undefined where it does not say. */
  const folded = opener => {
    const told = (opener.matches('[aria-expanded]') ? opener : opener.querySelector('[aria-expanded]'))?.getAttribute('aria-expanded');
    return told ? told === 'false' : undefined;
  };
  /** What to search for where the whole finds nothing: many searches take a word, and no signs. Null: it is one word. */
  const wordOf = wanted => {
    const word = /[\p{L}\p{N}]{3,}/u.exec(wanted)?.[0];
    return word && word !== wanted ? word : null;
  };
  // Where what shows the option takes no press, what a person would hit in it does.
  const turn = async option => {
    const was = isOn(option), same = () => option.isConnected && isOn(option) === was;
    press(handle(option));
    for (let tries = 0; tries === 0 || tries < 10 && same(); tries++) await pause(beat);
    const { x, y, width, height } = option.getBoundingClientRect();
    const hit = was !== undefined && same() ? option.ownerDocument.elementFromPoint(x + width / 2, y + height / 2) : null;
    if (hit && hit !== option && option.contains(hit)) {
      press(hit);
      await pause(beat);
    }
  };
  /** Takes out of an open list that takes several what is in it beside the items. */
  const clear = async (opener, before, items) => {
    const pressed = new Set(), extra = () => listed(opener, before).find(option => isOn(option.element) && !pressed.has(option.text) && !items.some(item => exact([option], item).length));
    for (let one = extra(); one; pressed.add(one.text), one = extra()) await turn(one.element);
  };
  /** Whether the open list says that the items are taken. */
  const holds = (opener, before, items) => {
    const on = listed(opener, before).filter(option => isOn(option.element));
    return items.every(item => exact(on, item).length === 1);
  };
  /** Opens, looks, searches where there is something to search with, presses: what is too much and is offered, and each of the items. Null: all are chosen. Where the `whole`
   *  of what is to be chosen is given, a list that takes several holds that afterwards and no more: `several`. */
  const choose = async (opener, items, extras = [], whole = null) => {
    const before = sighted();
    let several = false;
    for (const wanted of [...extras, ...items]) {
      if (folded(opener) || !isOpen(opener, before)) await open(opener);
      let found = await seek(opener, before, wanted, false);
      // What is shown before anything was chosen may be a hint.
      if (found.failed && !found.none && extras.includes(wanted) && exact(listed(opener, before), items[0] ?? '').length) continue;
      const search = editable(active()) ? active() : editable(opener) ? opener : null;
      if (found.failed && !found.failed.startsWith('ambiguous') && search) {
        insert(search, wanted);
        let searched = await seek(opener, before, wanted, true);
        if (searched.none && wordOf(wanted)) {
          insert(search, wordOf(wanted));
          searched = await seek(opener, before, wanted, true);
        }
        // What a search that finds nothing shows is no choice.
        found = searched.failed && !found.none ? found : searched;
      }
      if (found.failed) {
        if (search) insert(search, '');
        await close(opener, before);
        return found.failed;
      }
      several ||= whole !== null && severally(listed(opener, before));
      components.remember(opener, found.option);
      if (several && isOn(found.option.element) === items.includes(wanted)) continue;
      if (several) await turn(found.option.element);
      else press(handle(found.option.element));
      await pause(beat);
    }
    let held = false;
    if (several) {
      if (folded(opener) || !isOpen(opener, before)) await open(opener);
      await clear(opener, before, whole);
      held = holds(opener, before, whole);
    }
    await close(opener, before);
    choices.keep(opener, held ? whole : null);
    return several ? 'several' : null;
  };
  /** Types and takes what is offered for it. */
  const complete = async (input, wanted) => {
    const before = sighted();
    await open(input);
    insert(input, wanted);
    key(input, 'Shift');
    let found = await seek(input, before, wanted, true);
    // A list that the press opened late may show what goes with an empty field, and have called off the search for what was typed meanwhile: typed as by a
    // person, in more than one go, it is searched for.
    if (found.failed && !found.none && !found.failed.startsWith('ambiguous') && !listed(input, before).some(option => fold(option.text).includes(fold(wanted)))) {
      insert(input, wanted.slice(0, -1)) || document.execCommand('delete');
      key(input, 'Shift');
      await pause(patience.debounce);
      insert(input, wanted);
      key(input, 'Shift');
      const searched = await seek(input, before, wanted, true);
      if (!searched.none) found = searched;
    }
    // Some search for what keys tell them alone; with this one each shows what it has (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
    if (found.none && folded(input) && /^(list|both)$/.test(input.getAttribute('aria-autocomplete'))) {
      key(input, 'ArrowDown', { altKey: true });
      const opened = await seek(input, before, wanted, false);
      if (!opened.none) found = opened;
    }
    if (found.none && wordOf(wanted)) {
      insert(input, wordOf(wanted));
      key(input, 'Shift');
      const searched = await seek(input, before, wanted, true);
      if (searched.option) found = searched;
      else {
        insert(input, wanted);
        key(input, 'Shift');
        await pause(patience.debounce);
      }
    }
    if (found.failed) {
      // What it opened is left, or it would lie over what comes next.
      if (!found.none) await close(input, before);
      else if (folded(input) === false) key(input, 'Tab');
      return found;
    }
    components.remember(input, found.option);
    press(handle(found.option.element));
    await pause(beat);
    await close(input, before);
    return {};
  };

  return { press, key, pause, active, clean, choose, complete, seek, shown, listed, listOf, taken, exact, textOf, unfold, close, insert };
})();
