// uses: calendar, forms, toggles, typist
// Puts values into fields of a form, all that were asked for in one go. Choices are made at once; texts are made ready for the
// keyboard: `type` is what is to be typed next, each field takes its share. Answers what became of each: `done`, `typing`, or why not.
async ask => {
  const found = forms.root(ask);
  if (!found.element) return found;
  const root = found.element;
  forms.filling(ask, root);

  const set = (element, value) => {
    const proto = { SELECT: HTMLSelectElement, TEXTAREA: HTMLTextAreaElement }[element.tagName] ?? HTMLInputElement;
    Object.getOwnPropertyDescriptor(proto.prototype, 'value').set.call(element, value);
    told(element);
  };
  const told = element => {
    element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const same = (option, wanted) => option.text === wanted || dom.fold(option.text) === dom.fold(wanted) || option.value === wanted;
  const textOf = option => dom.squeeze(option.label || option.text);
  const selectedIn = select => [...select.selectedOptions].map(textOf);
  const is = (one, other) => dom.fold(one) === dom.fold(other);

  // A list behind a widget is set the way a person would: by the widget. Where that cannot be done it is set itself.
  const chooseDressed = async (select, worn, items) => {
    const opener = worn.matches('[role=combobox]') ? worn : ['[role=combobox]', 'button', 'input', '[tabindex]'].map(kind => worn.querySelector(kind)).find(Boolean) ?? worn;
    const press = !opener.matches('input') ? opener : worn.querySelector('[class*=control]') ?? (dom.visible(opener) ? opener : worn);
    for (const extra of select.multiple ? selectedIn(select).filter(held => !items.some(item => is(item, held))) : []) await drop(select, worn, opener, extra);
    const known = item => [...select.options].find(option => same({ text: textOf(option), value: option.value }, item));
    const missing = items.filter(item => !(selectedIn(select).some(held => is(held, item)) && (select.multiple || shows(worn, item))));
    const none = missing.find(item => item === '' || known(item)?.value === '');
    if (none !== undefined) setSelect(select, [known(none) ?? null]);
    else if (missing.length) {
      const failed = await picking.choose(press, missing.map(item => (known(item) ? textOf(known(item)) : item)));
      if (failed && !missing.every(known)) return failed;
      const left = missing.map(known).filter(option => option && !option.selected);
      if (left.length) setSelect(select, select.multiple ? [...select.selectedOptions, ...left] : left);
    }
    return 'done';
  };
  const shows = (worn, text) => {
    dom.fresh();
    return dom.fold(dom.text(worn)).includes(dom.fold(text));
  };
  const drop = async (select, worn, opener, text) => {
    const tags = [...worn.querySelectorAll('*')].filter(part => dom.visible(part) && dom.fold(picking.clean(part.firstChild?.nodeType === 3 ? part.firstChild.data : '')) === dom.fold(text));
    const handle = tags.map(tag => tag.querySelector('button,[class*=remove],a') ?? tag.parentElement.querySelector('button,[class*=remove]')).find(Boolean);
    if (handle) picking.press(handle);
    else await picking.choose(opener, [text]);
    await picking.pause(25);
    const left = [...select.selectedOptions].filter(option => !is(textOf(option), text));
    if (left.length !== select.selectedOptions.length) setSelect(select, left);
  };
  const setSelect = (select, chosen) => {
    for (const option of select.options) option.selected = chosen.includes(option);
    if (!select.multiple && !chosen[0]) select.selectedIndex = -1;
    told(select);
  };
  const moveBetween = ({ from, to, add, take }, items) => {
    const move = (list, wanted, control) => {
      const some = [...list.options].filter(wanted);
      if (!some.length) return;
      for (const option of list.options) option.selected = some.includes(option);
      told(list);
      control.click();
    };
    move(to, option => !items.some(item => same({ text: textOf(option), value: option.value }, item)), take);
    move(from, option => items.some(item => same({ text: textOf(option), value: option.value }, item)), add);
    return 'done';
  };
  // Widgets that may hold several: only what is not there yet is pressed, and what is too much.
  const chooseShown = async (element, items, held) => {
    const several = items.length > 1 || held.filter(Boolean).length > 1 || Boolean(element.closest('[class*=multiple i]'));
    const there = several ? held.flatMap(text => text.split(/,\s*/)).filter(Boolean) : [];
    const extras = there.filter(text => !items.some(item => is(item, text))), missing = items.filter(item => !there.some(text => is(text, item)));
    // What is taken out where it stands need not be looked for in the list.
    for (const text of homemade.keeper(element) ? [...extras] : []) {
      const handle = homemade.drops(element, text);
      if (!handle) continue;
      picking.press(handle);
      extras.splice(extras.indexOf(text), 1);
      await picking.pause(25);
    }
    return (extras.length + missing.length ? await picking.choose(element, missing, extras, items) : null) ?? 'done';
  };
  // Where nothing is offered, many take what was typed by the Enter key. One that a script presses sends no form.
  const takes = async (element, text) => {
    picking.insert(element, text);
    picking.key(element, 'Enter');
    await picking.pause(50);
    dom.fresh();
    return element.value === '' && homemade.gathered(homemade.gathers(element)).some(one => is(one, text));
  };
  // One after another as they are found; what is there and not wanted is taken out by the control in it.
  const gather = async (element, items, held) => {
    const box = homemade.gathers(element);
    for (const extra of held.filter(text => text && !items.some(item => is(item, text)))) {
      const handle = homemade.handle(box, extra);
      if (!handle) return `option:${held.join('\u001f')}`;
      picking.press(handle);
      await picking.pause(25);
    }
    for (const item of items.filter(text => text && !held.some(one => is(one, text)))) {
      const { failed, none } = await picking.complete(element, item);
      if (none && await takes(element, item)) continue;
      if (failed) {
        picking.insert(element, '') || document.execCommand('delete');
        return failed;
      }
    }
    return 'done';
  };
  const slide = async (element, wanted) => {
    const now = () => Number(element.getAttribute('aria-valuenow'));
    element.focus();
    for (let tries = 0, last; tries < 2000 && now() !== wanted && now() !== last && !((last - wanted) * (now() - wanted) < 0); tries++) {
      last = now();
      picking.key(element, now() < wanted ? 'ArrowRight' : 'ArrowLeft');
      await picking.pause(0);
      if (now() !== last) continue;
      picking.key(element, now() < wanted ? 'ArrowUp' : 'ArrowDown');
      await picking.pause(0);
    }
    return 'done';
  };
  // Where one stays pressed alone, the others come up by themselves.
  const pressOnly = async (group, items) => {
    const named = toggles.parts(group).map(one => ({ one, text: captions.option(one) })), isWanted = option => items.some(item => same(option, item));
    if (items.some(item => item && !named.some(option => same(option, item)))) return 'option';
    for (const wanted of [true, false]) for (const option of named) {
      if (isWanted(option) !== wanted || forms.isOn(option.one) === wanted) continue;
      picking.press(option.one);
      await picking.pause(25);
    }
    return 'done';
  };
  const chooseIn = async (element, items) => {
    const before = new Set();
    for (const item of items) {
      const found = await picking.seek(element, before, item, false, element);
      if (found.failed) return found.failed;
      components.remember(element, found.option);
      if (!picked(found.option.element)) picking.press(found.option.element);
    }
    for (const extra of picking.shown(element).filter(option => picked(option) && !items.some(item => is(picking.textOf(option), item)))) picking.press(extra);
    return 'done';
  };
  const picked = option => option.getAttribute('aria-selected') === 'true' || option.getAttribute('aria-checked') === 'true';
  const pickDays = async (element, items, text, typed = false) => {
    // A calendar that typing opened may be on its way out, and come again as it was.
    if (typed) await picking.pause(400);
    const isOpen = element.getAttribute('aria-expanded') === 'true', before = isOpen ? new Set() : calendar.before();
    if (!isOpen) picking.press(element);
    if (/^\d{1,2}:\d{2}$/.test(text)) return await calendar.setTime(before, text) ?? 'done';
    for (const day of items) {
      const failed = await calendar.pickDay(before, day.slice(0, 10));
      if (failed) return failed;
      await picking.pause(25);
    }
    if (/T\d{2}:\d{2}/.test(items[0])) await calendar.setTime(before, items[0].slice(11, 16));
    for (const name of ['mousedown', 'mouseup']) document.body.dispatchEvent(new MouseEvent(name, { bubbles: true }));
    return 'done';
  };
  const digits = (element, text) => {
    const [year, month, day] = text.slice(0, 10).split('-'), [hour, minute] = (/(\d{2}):(\d{2})/.exec(text) ?? ['', '', '']).slice(1);
    const parts = { year, month, day, hours: hour, minutes: minute, hour, minute };
    const inOrder = forms.sections(element).map(section => parts[forms.partOf(section)]);
    return inOrder.includes(undefined) ? null : inOrder.join('');
  };

  // Parts of the page's own may listen to the mouse going down and up alone.
  const point = element => (element.tagName === 'INPUT' ? element.click() : picking.press(element));

  const toType = [];
  const enter = async (field, want) => {
    const { elements, widget } = field, element = elements[0], first = want.items[0] ?? '';
    switch (widget) {
      case 'select': case 'multiselect': {
        if (forms.partner(element)) return moveBetween(forms.partner(element), want.items);
        const worn = forms.dress(element);
        if (worn) return chooseDressed(element, worn, want.items);
        const options = [...element.options];
        const chosen = want.items.map(item => options.find(option => !option.disabled && same({ text: textOf(option), value: option.value }, item)));
        if (chosen.includes(undefined)) return `option:${options.slice(0, 40).map(textOf).join('\u001f')}`;
        element.focus();
        if (widget === 'select') element.selectedIndex = chosen.length ? chosen[0].index : -1;
        else for (const option of options) option.selected = chosen.includes(option);
        told(element);
        return 'done';
      }
      case 'radio': case 'checkbox': case 'switch': {
        if (elements.length === 1 && widget !== 'radio') {
          if (forms.isOn(element) !== (first === 'true')) point(element);
          return 'done';
        }
        if (toggles.is(element)) return pressOnly(element, want.items);
        const all = element.tagName === 'INPUT' ? elements : forms.radios(element);
        const named = all.map(one => ({ one, text: captions.option(one), value: one.value }));
        if (want.items.some(item => !named.some(option => same(option, item)))) return 'option';
        for (const option of named) {
          const wanted = want.items.some(item => same(option, item));
          const on = option.one.checked ?? option.one.getAttribute('aria-checked') === 'true';
          if (on !== wanted && (wanted || widget === 'checkbox')) point(option.one);
        }
        return 'done';
      }
      case 'date': case 'time': case 'datetime': case 'month': case 'week': case 'color': case 'slider': case 'stepper':
        if (element.tagName !== 'INPUT') return slide(element, Number(first));
        if (element.type === 'text') break;
        element.focus();
        set(element, first);
        return 'done';
      case 'datepicker': {
        const typed = forms.sections(element).length ? digits(element, first) : '';
        if (typed === null) return 'widget';
        if (typed) return toType.push({ element: forms.sections(element)[0], prefix: null, keys: typed, picks: true }), 'typing';
        return pickDays(element, want.items, want.text, field.own !== 'datepicker');
      }
      case 'daterange': {
        const other = forms.endOf(element);
        if (!other) return pickDays(element, want.items, want.text);
        for (const [part, text] of [[element, first], [other, want.items[1] ?? '']]) toType.push({ element: part, prefix: '', keys: text, picks: true });
        return 'typing';
      }
      case 'combobox': return first === '' ? 'done' : chooseShown(element, want.items, field.values);
      case 'listbox': case 'tree': return chooseIn(element, want.items);
      case 'autocomplete': {
        const several = want.items.length > 1 || element.closest('[class*=multiple i]');
        if (homemade.gathers(element)) return gather(element, want.items, field.values);
        if (several) return chooseShown(element, want.items, field.values);
        if (first === '') { picking.insert(element, ''); document.execCommand('delete'); return 'done'; }
        const { failed, none } = await picking.complete(element, first);
        // Nothing was offered at all: a field that also takes what is typed.
        return !failed ? 'done' : none ? 'unoffered' : failed;
      }
      case 'file': return 'widget';
      case 'richtext':
        if (want.keys) break;
        await editors.write(element, want.text);
        return 'done';
    }
    const well = editors.well(element), held = want.keys ? want.text.length : want.held;
    // Some masks draw themselves a moment after the focus came, or the text went, over whatever was typed until then.
    if (want.keys) {
      well.focus();
      await picking.pause(100);
      typist.clear(well);
      await picking.pause(100);
    }
    toType.push({ element: well, prefix: want.keys ? null : want.text.slice(0, want.text.length - held), keys: want.text.slice(want.text.length - held), picks: forms.picks(element) });
    return 'typing';
  };

  // All is looked at again where anything moved since the last look, and where a rule of style alone took a field out of sight.
  let moved = false;
  const watch = new MutationObserver(() => { moved = true; });
  for (const scope of dom.scopes(root.ownerDocument)) watch.observe(scope, { subtree: true, childList: true, attributes: true, characterData: true });
  const look = () => {
    moved = false;
    dom.fresh();
    return forms.fields(root);
  };
  const outcomes = [];
  let list = look();
  for (const want of ask.entries) {
    if (moved || watch.takeRecords().length) list = look();
    let hit = forms.match(list, want, root);
    if (/^(done|several)$/.test(outcomes.at(-1)) && !hit.some(field => forms.isShown(field))) hit = forms.match(list = look(), want, root);
    outcomes.push(hit.length === 1 ? await enter(want.widget ? { ...hit[0], own: hit[0].widget, widget: want.widget } : hit[0], want) : hit.length ? 'ambiguous' : 'gone');
  }
  watch.disconnect();
  for (const area of dom.all('textarea', root)) editors.handOver(area);
  const type = outcomes.every(outcome => /^(done|several|typing|unoffered)$/.test(outcome)) ? typist.begin(toType) : '';
  return { outcome: 'ok', outcomes, type };
}
