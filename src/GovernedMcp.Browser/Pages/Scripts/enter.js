// uses: forms
// Puts values into fields of a form. Text goes in as an edit of the user's would, so that the page gets events it can trust;
// `held` is the end of the text, left for a real key. Answers what became of each: `done`, `typing` (the field has the focus), or why not.
async ask => {
  const found = forms.root(ask);
  if (!found.element) return found;
  const root = found.element;
  const pause = ms => new Promise(done => setTimeout(done, ms));

  const set = (element, value) => {
    const proto = { SELECT: HTMLSelectElement, TEXTAREA: HTMLTextAreaElement }[element.tagName] ?? HTMLInputElement;
    Object.getOwnPropertyDescriptor(proto.prototype, 'value').set.call(element, value);
    told(element);
  };
  const told = element => {
    element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const focus = element => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    element.focus();
    if (element.select && /^(INPUT|TEXTAREA)$/.test(element.tagName)) element.select();
    else getSelection().selectAllChildren(element);
    let active = element.ownerDocument.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active === element;
  };
  const same = (option, wanted) => option.text === wanted || dom.fold(option.text) === dom.fold(wanted) || option.value === wanted;
  const insert = (element, text) => {
    if (!focus(element)) return 'focus';
    if (text === '') document.execCommand('delete');
    else if (!document.execCommand('insertText', false, text)) set(element, text);
    return null;
  };
  const clickOption = async (element, wanted) => {
    const listed = () => {
      dom.fresh();
      const owned = element.getAttribute('aria-controls') ?? element.getAttribute('aria-owns');
      const list = owned && element.getRootNode().getElementById?.(owned);
      return dom.all('[role=option]', list || document).filter(dom.visible);
    };
    for (let tries = 0; tries < 60; tries++) {
      const options = listed();
      const exact = options.filter(option => dom.fold(names.name(option)) === dom.fold(wanted));
      const hit = exact.length ? exact : options.filter(option => dom.fold(names.name(option)).includes(dom.fold(wanted)));
      if (hit.length === 1 && (exact.length || tries > 5)) {
        hit[0].scrollIntoView({ block: 'nearest' });
        for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup']) hit[0].dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, composed: true }));
        hit[0].click();
        return 'done';
      }
      await pause(25);
    }
    return `option:${listed().slice(0, 20).map(option => dom.clip(names.name(option), 60)).join('\u001f')}`;
  };

  const enter = async ({ elements, widget }, want) => {
    const element = elements[0];
    switch (widget) {
      case 'select': case 'multiselect': {
        const options = [...element.options];
        const chosen = want.items.map(item => options.find(option => !option.disabled && same({ text: dom.squeeze(option.label || option.text), value: option.value }, item)));
        if (chosen.includes(undefined)) return 'option';
        element.focus();
        if (widget === 'select') element.selectedIndex = chosen.length ? chosen[0].index : -1;
        else for (const option of options) option.selected = chosen.includes(option);
        told(element);
        return 'done';
      }
      case 'radio': case 'checkbox': case 'switch': {
        if (elements.length === 1 && widget !== 'radio') {
          const on = element.tagName === 'INPUT' ? element.checked : element.getAttribute('aria-checked') === 'true';
          if (on !== (want.items[0] === 'true')) element.click();
          return 'done';
        }
        const all = element.tagName === 'INPUT' ? elements : [...element.querySelectorAll('[role=radio]')];
        const named = all.map(one => ({ one, text: names.name(one) || dom.squeeze(one.parentElement?.textContent) || one.value, value: one.value }));
        if (want.items.some(item => !named.some(option => same(option, item)))) return 'option';
        for (const option of named) {
          const wanted = want.items.some(item => same(option, item));
          const on = option.one.checked ?? option.one.getAttribute('aria-checked') === 'true';
          if (on !== wanted && (wanted || widget === 'checkbox')) option.one.click();
        }
        return 'done';
      }
      case 'date': case 'time': case 'datetime': case 'month': case 'week': case 'color': case 'slider':
        if (element.tagName !== 'INPUT') return 'widget';
        if (element.type === 'text') break;
        element.focus();
        set(element, want.items[0] ?? '');
        return 'done';
      case 'combobox': case 'listbox':
        if (widget === 'combobox') element.click();
        return clickOption(element, want.items[0] ?? '');
      case 'autocomplete': {
        const stopped = insert(element, want.items[0] ?? '');
        return stopped ?? (want.items[0] ? clickOption(element, want.items[0]) : 'done');
      }
      case 'file': case 'stepper': return 'widget';
    }
    const text = want.text;
    const stopped = insert(element, want.keys ? '' : text.slice(0, text.length - want.held));
    return stopped ?? (want.keys || want.held ? 'typing' : 'done');
  };

  const outcomes = [];
  for (const want of ask.entries) {
    dom.fresh();
    const hit = forms.match(forms.fields(root), want, root);
    outcomes.push(hit.length === 1 ? await enter(hit[0], want) : hit.length ? 'ambiguous' : 'gone');
  }
  if (ask.leave) document.activeElement?.blur();
  return { outcome: 'ok', outcomes };
}
