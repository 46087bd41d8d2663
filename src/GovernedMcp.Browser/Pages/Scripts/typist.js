// uses: picking
// Leads the keyboard through fields: each takes the focus, its text but for the last character as an edit of the user's, and then
// its keys. No key lands where it was not meant to: without its field it goes nowhere.
const typist = (() => {
  const { active } = picking;
  const focus = field => {
    field.element.scrollIntoView({ block: 'center', behavior: 'instant' });
    field.element.focus();
    follow(field);
    return active() === field.element;
  };
  /** Some draw a value in one field and take it in another, which comes in its place with the focus, or a moment later. */
  const follow = field => {
    const { element } = field, now = active();
    if (now === element || element.getClientRects().length > 0 || now?.parentElement !== element.parentElement || !now.matches('input:not([readonly])')) return false;
    field.element = now;
    return true;
  };
  const select = element => {
    if (element.select && /^(INPUT|TEXTAREA)$/.test(element.tagName)) element.select();
    else element.ownerDocument.getSelection().selectAllChildren(element);
  };
  // What is on no key of the keyboard is put in without one.
  const pressed = keys => [...keys].filter(key => key >= ' ' && key <= '~').length;
  const lines = text => text.split('\n');
  const insert = (element, text) => {
    const page = element.ownerDocument;
    select(element);
    if (text === '') return void page.execCommand('delete');
    if (!element.isContentEditable) return void page.execCommand('insertText', false, text);
    lines(text).forEach((line, at) => {
      if (at > 0) page.execCommand('insertParagraph');
      if (line) page.execCommand('insertText', false, line);
    });
  };

  /** Empties a field that has the focus, or what came in its place with it. */
  const clear = element => {
    const field = { element };
    follow(field);
    if (active() === field.element || field.element.isContentEditable && active()?.isContentEditable) insert(field.element, '');
  };
  /** Makes the first field ready; answers all keys there are to type. The rest follows as they arrive. */
  const begin = fields => {
    let at = -1, left = 0;
    const views = new Set([window, ...fields.map(field => field.element.ownerDocument.defaultView)]);
    const next = () => {
      for (at++; at < fields.length; at++) {
        const { element, prefix, keys } = fields[at];
        if (element.isConnected && focus(fields[at])) {
          if (prefix !== null) insert(fields[at].element, prefix);
          left = pressed(keys);
          if (left > 0) return;
          leave(fields[at]);
        } else if (keys.length > 0) {
          // Its keys go nowhere.
          left = pressed(keys);
          return;
        }
      }
      end();
    };
    const leave = field => {
      if (field.picks) picking.key(field.element, 'Enter');
    };
    const advance = () => {
      if (active() === fields[at].element) leave(fields[at]);
      next();
    };
    const down = event => {
      if (!event.isTrusted) return;
      // The page kept the end of the last key to itself.
      if (left === 0) advance();
      if (at >= fields.length) return;
      if (follow(fields[at]) && fields[at].prefix !== null) insert(fields[at].element, fields[at].prefix);
      const { element } = fields[at];
      const inside = one => one === element || (element.isContentEditable && one?.isContentEditable);
      if (!inside(active()) && !(element.isConnected && focus(fields[at]))) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      left--;
    };
    const up = event => {
      if (event.isTrusted && at < fields.length && left === 0) advance();
    };
    const end = () => {
      for (const view of views) {
        view.removeEventListener('keydown', down, true);
        view.removeEventListener('keyup', up);
      }
      clearTimeout(limit);
      active()?.blur();
      if (fields.some(field => field.picks)) for (const name of ['mousedown', 'mouseup']) document.body.dispatchEvent(new MouseEvent(name, { bubbles: true }));
    };
    const limit = setTimeout(() => at < fields.length && end(), 15000);
    if (!fields.length) return clearTimeout(limit), active()?.blur(), '';
    // Keys are told to the window that has the field: that of a frame, for a form in one.
    for (const view of views) {
      view.addEventListener('keydown', down, true);
      view.addEventListener('keyup', up);
    }
    next();
    return fields.map(field => field.keys).join('');
  };

  return { begin, clear };
})();
