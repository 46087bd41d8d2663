// uses: picking, groups, namesakes, display, asking, dresses, homemade, editors, transfers, date_parts, captions, openers, choices, toggles, called_before, button_forms, dialogs
// Forms and their fields: what a person could fill in, how it is labelled, what it holds, and what sends it.
const forms = (() => {
  const { squeeze, fold, visible, native, within } = dom;
  const { pressed, alone, lister, seeming, searches, opened, picks, lists, several, unseen, opensDays, opens } = openers;
  const own = { elements: native(HTMLFormElement.prototype, 'elements'), action: native(HTMLFormElement.prototype, 'action'), method: native(HTMLFormElement.prototype, 'method') };
  const widgets = '[role=textbox],[role=combobox],[role=listbox],[role=checkbox],[role=switch],[role=radiogroup],[role=slider],[role=spinbutton],[role=tree],[contenteditable=""],[contenteditable=true]';
  const noField = /^(submit|button|reset|image)$/;

  // A picture that is drawn with a field, for who cannot load pictures, or the button that a choice of the page's own is drawn with.
  const ornament = element => element.getAttribute('tabindex') === '-1' && /\b(presentation|none)\b/.test(element.getAttribute('role') ?? '') && (element.readOnly === true || element.type === 'radio' && Boolean(element.parentElement?.closest('[role=radio]')));
  const isControl = element => element.matches('input,select,textarea') && !noField.test(element.type) && !ornament(element);
  const inputs = root => (root.tagName === 'FORM' ? [...own.elements(root), ...shadows.controls(root)] : dom.all('input,select,textarea', root)).filter(isControl);
  const belongs = root => (groups.has(root) ? element => groups.owns(root, element) && groups.takes(element) : () => true);
  // Fillable parts that are no controls of HTML; those that merely dress one up, or stand inside another one, are not counted twice.
  const custom = root => dom.all(`${widgets},${pressed},[role=group],button[aria-expanded],div[tabindex="0"],span[tabindex="0"]`, root).filter(element => (element.matches(widgets) || toggles.is(element) || (lister(element) ? alone(element) : seeming(element))) && !element.matches('input,select,textarea') && !opened(element) && !dom.all('input:not([type=hidden],[aria-hidden=true]),select,textarea', element).some(one => isControl(one) && shown(one) && !searches(one))
    && !element.parentElement?.closest('[contenteditable=""],[contenteditable=true],[role=combobox],[role=listbox],[role=radiogroup],[role=tree]') && !(element.matches('[role=checkbox],[role=listbox]') && element.closest('[role=tree],[role=menu],[role=grid]')) && !homemade.isGathered(element));

  const { dress } = dresses;
  const { partner } = transfers;
  const { sections, partOf, joined, pattern } = dateParts;
  // What stands in place of a control of HTML that nobody sees.
  const instead = element => dress(element) ?? editors.around(element);

  /** The other end of a span of days. */
  const endOf = element => {
    for (let box = element.parentElement, steps = 0; box && steps < 3; box = box.parentElement, steps++) {
      const found = [];
      for (const input of box.querySelectorAll('input:not([type=hidden])')) if (found.length < 3 && visible(input)) found.push(input);
      if (found.length === 2 && found[0] === element && /range/i.test(`${box.className} ${element.className}`)) return found[1];
      if (found.length > 1) return null;
    }
    return null;
  };

  const widget = element => {
    const tag = element.tagName;
    if (homemade.keeper(element)) return 'combobox';
    if (homemade.gathers(element) || homemade.searched(element) || several(element)) return 'autocomplete';
    if (tag === 'SELECT') return element.multiple ? 'multiselect' : 'select';
    if (endOf(element)) return 'daterange';
    if (lists(element)) return 'combobox';
    if (sections(element).length || (picks(element) && element.readOnly)) return 'datepicker';
    if (tag === 'TEXTAREA') return editors.of(element) ? 'richtext' : 'textarea';
    if (tag !== 'INPUT') {
      if (toggles.is(element)) return 'radio';
      const role = element.matches('[role=listbox][aria-haspopup]') ? 'combobox' : names.role(element);
      return { combobox: 'combobox', listbox: 'listbox', checkbox: 'checkbox', switch: 'switch', radiogroup: 'radio', slider: 'slider', spinbutton: 'stepper', tree: 'tree' }[role] ?? (lister(element) || seeming(element) ? 'combobox' : 'richtext');
    }
    // What opens a grid of days to choose from is typed into as any text.
    if (element.getAttribute('role') === 'combobox' && !element.readOnly && opensDays(element) && /^(none)?$/.test(element.getAttribute('aria-autocomplete') ?? '')) return 'text';
    if (element.getAttribute('role') === 'combobox' && !pattern(element)) return element.readOnly || unseen(element) || element.getAttribute('aria-haspopup') === 'tree' ? 'combobox' : 'autocomplete';
    if (element.getAttribute('aria-autocomplete') && !pattern(element) || /\b(ui-autocomplete-input|tt-input|typeahead|autocomplete)\b/.test(element.className)) return 'autocomplete';
    return { 'datetime-local': 'datetime', range: 'slider', search: 'text', url: 'text', text: 'text' }[element.type] ?? element.type;
  };
  // Some say the label together with what is to be done; a person sees the label alone.
  const before = (seen, told) => (seen && fold(told).startsWith(`${fold(seen).replace(/[\s*:.]+$/, '')}. `) ? seen : told);
  // Others give every field of a kind one name, which says nothing of the label that a person sees ahead of it.
  const overruled = element => {
    if (!element.getAttribute('aria-label') || element.hasAttribute('aria-labelledby') || /^(checkbox|radio)$/.test(element.type)) return '';
    const ahead = names.labelsOf(element).filter(label => visible(label) && label.compareDocumentPosition(element) === Node.DOCUMENT_POSITION_FOLLOWING);
    const text = squeeze(ahead.map(label => dom.text(label)).join(' '));
    return fold(element.getAttribute('aria-label')).includes(fold(text.replace(/\s*[*:]+\s*$/, ''))) ? '' : text;
  };
  const controls = 'input:not([type=hidden]),select,textarea';
  // Radio buttons without a name go together by the nearest part that holds several.
  const together = element => {
    let box = element.parentElement;
    while (box && box.querySelectorAll('input[type=radio]').length < 2 && !/^(FORM|BODY)$/.test(box.tagName)) box = box.parentElement;
    return box && [...box.querySelectorAll(controls)].every(control => control.type === 'radio' && !control.name) ? box : null;
  };
  // A control nobody sees is a field only when a visible label stands for it: by its words, or for a box to tick by what it draws.
  // A list that is searched shows its chosen text in place of the field that is typed into.
  const covered = element => element.getAttribute('role') === 'combobox' && element.getAttribute('aria-autocomplete') !== null && element.getClientRects().length > 0 && visible(element.parentElement) && display.texts(element)[0] !== '';
  // Behind the names of what was chosen, which stand in its place, or without height as nothing was.
  const behind = element => element.getAttribute('role') === 'combobox' && (element.readOnly === true || element.tagName !== 'INPUT') && (element.hasAttribute('aria-controls') || element.getAttribute('aria-haspopup') === 'listbox' && element.tabIndex >= 0) && element.getClientRects().length > 0 && visible(element.parentElement);
  // A box to tick that is drawn by what is around it.
  const drawn = element => /^(checkbox|radio)$/.test(element.type) && element.tabIndex >= 0 && element.getAttribute('aria-hidden') !== 'true' && element.getClientRects().length > 0 && getComputedStyle(element).opacity === '0' && getComputedStyle(element).visibility === 'visible'
    && visible(element.parentElement) && element.parentElement.getBoundingClientRect().height <= 3 * element.getBoundingClientRect().height;
  // A label leads to what can be reached at all: never to a text that is not drawn, in which a widget keeps its value.
  const reached = element => element.getClientRects().length > 0 || element.tagName === 'SELECT' || /^(checkbox|radio|file|color)$/.test(element.type);
  const shown = element => visible(element) || drawn(element) || covered(element) || behind(element) || instead(element) !== null || sections(element).length > 0 || (element.type === 'range' && visible(element.parentElement)) || reached(element) && names.labelsOf(element).some(label => visible(label) && (/^(checkbox|radio)$/.test(element.type) || dom.text(label, part => part === element) !== ''));
  const locked = element => (element.readOnly === true && !opens(element) && !picks(element) || element.getAttribute('aria-readonly') === 'true' ? 'readonly' : element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true' ? 'disabled' : undefined);
  const offered = option => !option.disabled && (getComputedStyle(option).display !== 'none' || dress(option.closest('select')) !== null);

  /** The options of a group that is none of HTML. */
  const radios = group => {
    const told = dom.all('[role=radio]', shadows.filled(group));
    // Elements of the page's own may tell their role to nobody but the browser.
    return told.length ? told : toggles.is(group) ? toggles.parts(group) : dom.all(':defined', group).filter(element => /-.*radio/i.test(element.tagName) && typeof element.checked === 'boolean');
  };
  // What only assistive technology is told of a list, where the same is drawn beside it.
  const drawnBeside = element => element.tagName !== 'INPUT' && !visible(element) && squeeze(element.textContent) !== '' && fold(dom.text(element.parentElement)).includes(fold(element.textContent));
  const isOn = element => (typeof element.checked === 'boolean' ? element.checked : (element.getAttribute('aria-checked') ?? element.getAttribute('aria-pressed')) === 'true');
  const selected = element => [...element.selectedOptions].map(option => squeeze(option.label || option.text));
  const valuesOf = (elements, kind) => {
    const element = elements[0];
    switch (kind) {
      // Of stars, those before the one that was chosen are lit too.
      case 'radio': return (element.tagName === 'INPUT' ? elements : radios(element)).filter(isOn).filter((one, at, all) => one.getAttribute('role') !== 'radio' || at === all.length - 1).map(captions.option);
      case 'checkbox': case 'switch':
        if (elements.length > 1) return elements.filter(one => one.checked).map(captions.option);
        return [String(isOn(element))];
      case 'select': case 'multiselect': return partner(element) ? [...partner(element).to.options].map(option => squeeze(option.text)) : selected(element);
      case 'file': return [...element.files].map(file => file.name);
      case 'listbox': case 'tree': return [...element.querySelectorAll('[aria-selected=true],[aria-checked=true]')].map(picking.textOf);
      case 'slider': case 'stepper': return [element.value ?? element.getAttribute('aria-valuenow') ?? element.getAttribute('aria-valuetext') ?? ''];
      case 'combobox': {
        if (homemade.keeper(element)) return homemade.shows(element).length ? homemade.shows(element) : [''];
        const taken = element.readOnly === true ? picking.taken(element) : null;
        if (taken) return taken.length ? taken : [''];
        const texts = element.readOnly === true && element.value ? [element.value] : drawnBeside(element) ? [squeeze(element.textContent)] : display.texts(element), counted = choices.count(element);
        // They are told one by one also where the field says them in one line.
        const parts = list => list.flatMap(text => fold(text).split(/,\s*/)).sort().join();
        return counted && (parts(counted) === parts(texts) || !counted.some(item => texts.some(text => fold(text).includes(fold(item))))) ? counted : texts;
      }
      case 'autocomplete': {
        if (homemade.searched(element)) return homemade.holds(element).length ? homemade.holds(element) : [''];
        const box = homemade.gathers(element);
        if (box) return element.value ? [...homemade.gathered(box), element.value] : homemade.gathered(box).length ? homemade.gathered(box) : [''];
        if (element.value && !element.value.includes(',') || element.getAttribute('role') !== 'combobox' && !several(element)) return [element.value ?? ''];
        // Some hold what was chosen of several a second time, in one line.
        const told = display.texts(element, element.parentElement).map(text => text.replace(/\s*,$/, '')).filter(Boolean);
        return !element.value || told.length > 1 && fold(told.join(', ')) === fold(element.value) ? told.length ? told : [''] : [element.value];
      }
      case 'datepicker': return [sections(element).length ? joined(element) : element.value ?? ''];
      case 'daterange': return endOf(element) ? [element.value, endOf(element).value].filter(Boolean) : [element.value];
      case 'richtext': return [editors.read(element) ?? dom.text(element, null, '\n')];
      default: return [element.value ?? dom.text(element)];
    }
  };
  const optionsOf = (elements, kind) => {
    const element = elements[0];
    if (kind === 'select' || kind === 'multiselect') return [...element.options, ...(partner(element)?.from.options ?? [])].filter(offered).map(option => ({ text: squeeze(option.label || option.text), value: option.value }));
    if (elements.length > 1 || kind === 'radio') return (element.tagName === 'INPUT' ? elements : radios(element)).filter(one => !locked(one)).map(one => ({ text: captions.option(one), value: one.value ?? twins.keeper(one)?.value ?? '' }));
    return undefined;
  };
  // What the page itself objects to, and else the browser.
  const complaint = elements => objection(elements) || (elements[0].willValidate && !elements[0].form?.noValidate && !elements[0].validity.valid ? elements[0].validationMessage : elements[0].getAttribute('aria-invalid') === 'true' ? 'the page marks it as not valid' : undefined);
  const objection = elements => {
    const element = elements[0];
    const told = (element.getAttribute('aria-errormessage') ?? (element.getAttribute('aria-invalid') === 'true' ? element.getAttribute('aria-describedby') : ''))?.split(/\s+/)
      .map(id => id && element.getRootNode().getElementById?.(id)).filter(part => part && visible(part)).map(part => dom.text(part));
    return told?.length ? told.join(' ') : element.willValidate && element.validity.customError ? element.validationMessage : undefined;
  };

  /** A field of an earlier look is still there to be seen. */
  const isShown = field => {
    dom.fresh();
    return field.elements.every(element => element.isConnected && shown(element));
  };

  const sentAs = (element, kind) => element.getAttribute('name') ?? shadows.keeper(element)?.getAttribute('name') ?? carrier(element)?.name ?? (kind === 'radio' ? radios(element)[0]?.getAttribute('name') ?? (radios(element)[0] && twins.keeper(radios(element)[0])?.name) : twins.keeper(element)?.name) ?? '';
  // Some show the label in the place of the value, while there is none.
  const unnamed = (values, label, kind) => {
    if (!/^(combobox|autocomplete)$/.test(kind) || !label || !values.some(value => fold(value) === fold(label))) return values;
    const rest = values.filter(value => fold(value) !== fold(label));
    return rest.length ? rest : [''];
  };

  // A name that a script makes up anew for each page tells nobody anything.
  const madeUp = /^\W*[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\W*$/i;
  /** The fields of a form in the order of the page. */
  const fields = root => {
    const found = [], grouped = new Map();
    const own = inputs(root), worn = own.filter(element => !handed(element)).map(instead).filter(Boolean);
    const parts = new Set(own.flatMap(element => [partner(element)?.from, endOf(element), ...sections(element)]));
    const written = new Set(own.map(editors.well).filter((well, at) => well !== own[at]));
    const mine = belongs(root);
    const given = own.filter(element => mine(element) && !written.has(element) && !worn.some(part => part !== element && within(element, part) && !instead(element)) && !parts.has(element) && !handed(element) && !searches(element) && !element.closest('[role=toolbar]'));
    const made = [...custom(root), ...homemade.lists(root)].filter(element => mine(element) && !written.has(element) && !element.closest('[role=toolbar]') && !worn.some(part => within(element, part)) && !parts.has(element));
    for (const element of [...given, ...made].sort(shadows.order)) {
      if (element.type === 'hidden' || !shown(element)) continue;
      const kind = widget(element);
      const name = element.name || shadows.keeper(element)?.getAttribute('name');
      const group = name && (kind === 'radio' || kind === 'checkbox') ? `${kind}:${name}` : kind === 'radio' && element.tagName === 'INPUT' ? together(element) : null;
      if (group && grouped.has(group)) grouped.get(group).elements.push(element);
      else {
        const field = { elements: [element], kind };
        if (group) grouped.set(group, field);
        found.push(field);
      }
    }
    return namesakes.toldApart(found.map(({ elements, kind }) => {
      const element = elements[0];
      const many = elements.length > 1 || (kind === 'radio' && element.tagName === 'INPUT');
      const label = many ? captions.many(elements) : called(element);
      const shownLabel = label.weak ? label.text : names.seen(() => (many ? captions.group(elements) || cellNames.rowAndColumn(element) : overruled(element) || before(captions.labelFor(element), called(element).text)));
      const bare = text => text.replace(/\s*[*:]+\s*$/, '');
      return {
        elements, widget: kind, label: bare(shownLabel) || (many ? (madeUp.test(element.name) ? dom.clip(elements.map(captions.option).filter(Boolean).join(' / '), 60) : element.name) : ''), called: bare(label.text), weak: label.weak, name: sentAs(element, kind), id: element.id, multiple: many && kind === 'checkbox' || /^(multiselect|combobox|listbox|autocomplete|daterange|tree)$/.test(kind) || (kind === 'datepicker' && picks(element)) || element.multiple === true || toggles.is(element), open: dress(element) !== null || undefined, suggests: element.hasAttribute('list') || undefined, calendar: opensDays(element) || undefined,
        values: unnamed(valuesOf(elements, kind), label.text, kind), options: optionsOf(elements, kind), locked: elements.every(locked) ? locked(element) : undefined,
        required: elements.some(one => one.required || one.getAttribute('aria-required') === 'true'), most: element.maxLength > 0 ? element.maxLength : undefined, pattern: elements.length === 1 ? pattern(element) || undefined : undefined,
        min: element.getAttribute('min') ?? undefined, max: element.getAttribute('max') ?? undefined, accept: element.accept || undefined, message: complaint(elements), objected: objection(elements) !== undefined || undefined,
        secret: element.type === 'password', ticked: elements.length === 1 && element.type === 'checkbox' ? element.value : undefined, file: kind === 'file' ? [...document.querySelectorAll('input[type=file]')].indexOf(element) : undefined,
      };
    }));
  };
  // The unseen control in which a widget keeps what it would send.
  const holding = element => { const all = element.querySelectorAll('input[type=hidden][name]'); return all.length === 1 ? all[0] : null; };
  const carrier = element => homemade.carrier(element) ?? holding(element) ?? (!element.matches('[role=combobox]:not(input)') || element.parentElement?.tagName === 'FORM' || element.parentElement?.querySelectorAll('[role=combobox]').length !== 1 ? null : [...element.parentElement.children].find(part => part.matches('input[aria-hidden=true],input[type=hidden]') && part.name) ?? null);
  const boxed = element => /^(checkbox|radio)$/.test(element.type) && Boolean(element.parentElement?.closest('[role=checkbox],[role=switch],[role=radio]'));
  // A box to tick that nobody sees, beside the one that stands for it.
  const stoodFor = element => element.type === 'checkbox' && element.getClientRects().length === 0 && element.parentElement?.querySelectorAll('input').length === 1 && [...element.parentElement.querySelectorAll('[role=checkbox],[role=switch]')].filter(visible).length === 1;
  const handed = element => stoodFor(element) || twins.isKept(element) || element.getAttribute('aria-hidden') === 'true' && (boxed(element) || !visible(element)
    && ([...(element.parentElement?.children ?? [])].some(part => part.matches('[role=combobox]') && (visible(part) || behind(part)))
      || element.tagName === 'SELECT' && dress(element) === null && element.parentElement?.querySelectorAll('select').length === 1 && [...element.parentElement.querySelectorAll('[role=combobox]')].some(visible)));
  // What names a button that opens a list also tells what is chosen; its label is what stands outside of it.
  const outside = element => squeeze((element.getAttribute('aria-labelledby') ?? '').split(/\s+/).map(id => id && element.getRootNode().getElementById?.(id)).filter(part => part && !within(part, element)).map(part => dom.text(part)).join(' '))
    || captions.labelFor(element) || names.idleLabel(element);
  const called = element => {
    if (lister(element)) {
      const text = outside(element);
      if (text) return { text, weak: false };
    }
    const firm = names.label(element);
    // Some give what is chosen, or what is to be done, as the name of the list.
    const stands = firm.text && element.matches('[role=combobox]:not(input)') && fold(display.texts(element).join(', ') || dom.text(element)) === fold(firm.text) ? names.idleLabel(element) : '';
    if (stands) return { text: stands, weak: false };
    if (firm.text && !firm.weak) return firm;
    const worn = dress(element);
    const inner = worn && [worn, ...worn.querySelectorAll('input,[role=combobox]')].map(part => names.labelsOf(part).map(label => dom.text(label)).join(' ')).find(Boolean);
    if (inner) return { text: inner, weak: false };
    const group = element.matches('[role=radiogroup]') ? element.parentElement?.closest('fieldset,[role=group]') : null;
    const around = group && [...group.querySelectorAll(`${controls},${widgets}`)].every(one => element.contains(one)) ? names.name(group) : '';
    if (around) return { text: around, weak: false };
    const parts = sections(element)[0]?.closest('[role=group]'), whole = parts ? names.name(parts) : '';
    if (whole) return { text: whole, weak: false };
    const own = firm.text ? '' : captions.labelFor(element), part = firm.text || own ? '' : names.seen(() => captions.over(element));
    return firm.text ? firm : { text: own || part, weak: part !== '' };
  };
  const hiddenNames = root => {
    const own = inputs(root).filter(belongs(root)), gathered = homemade.parts(own);
    return own.filter(element => !gathered.has(element) && (element.type === 'hidden' || !shown(element))).map(element => element.name).filter(Boolean).sort();
  };

  // Fields that stand in no form of the page, whether or not anything would send them.
  const loose = () => [...dom.all('input,select,textarea').filter(element => isControl(element) && element.type !== 'hidden'), ...custom(document)].filter(element => groups.takes(element) && shown(element));

  /** The names forms go by when no Skill declares them: forms first, then groups of fields that stand in none. A landmark around a form, or in one, is not another form. */
  const listed = () => {
    const used = new Map();
    const real = dom.all('form,[role=form],[role=search]').filter(element => (element.tagName === 'FORM' || visible(element)) && fields(element).some(field => element.tagName === 'FORM' || !field.elements.some(one => one.form ?? one.closest('form'))));
    const some = [...real, ...groups.among(loose()), ...asking.inForms().filter(element => !real.includes(element))].map(element => ({ element, title: titled(element) })), pressed = buttonForms.listed();
    for (const one of some) one.title ||= pressed.find(other => other.element === one.element)?.title;
    return [...some, ...pressed.filter(one => !some.some(other => other.element === one.element)).map(one => ({ ...one, button: true }))].map(({ element, title: own, ...more }, at) => {
      const title = own || `form-${at + 1}`;
      const times = (used.get(fold(title)) ?? 0) + 1;
      used.set(fold(title), times);
      return { ...more, element, name: times === 1 ? title : `${title} (${times})`, order: more.button ? null : `form-${at + 1}` };
    });
  };
  const heads = 'legend,h1,h2,h3,h4,[role=heading]';
  // What stands over answers or boxes alone, in a form that has other fields, is the question of one of them.
  const asks = (head, form) => {
    const set = head.tagName === 'LEGEND' ? [...head.parentElement.querySelectorAll(controls)] : [];
    return set.length > 0 && set.every(one => /^(radio|checkbox)$/.test(one.type)) && [...form.querySelectorAll(controls)].some(one => one.type !== 'hidden' && !set.includes(one));
  };
  const headed = element => {
    const grouped = groups.has(element);
    const inner = dom.all(heads, element).filter(one => visible(one) && !asks(one, element) && (!grouped || groups.owns(element, one) && !one.closest('nav,aside')));
    // What comes after the first of its fields is the title of a part.
    const field = [...element.querySelectorAll(controls)].find(visible), ahead = names.ownHeading(inner.filter(one => !field || one.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING));
    const first = (grouped && inner.find(one => one.tagName === 'H1')) || ahead || names.barIn(element), over = first ? null : element.closest(dialogParts), called = one => names.name(one) || dom.text(one);
    return first ? called(first) : (over && names.name(over)) || names.setAround(element) || names.nearestHeading(element) || (inner[0] && called(inner[0])) || (over && dialogs.firstLine(over)) || (grouped ? squeeze(document.title) : '');
  };
  const titled = element => calledBefore.of(element, names.seen(() => names.name(element) || headed(element)));
  // Some go by what is filled into them: one that was filled on this page under its former name is still meant, where its title now says what was put in.
  const filled = window[Symbol.for('governed-mcp.filled')] ??= new Map();
  const filling = (ask, element) => {
    if (ask.root || ask.declared) return;
    const before = filled.get(fold(ask.name)), texts = ask.entries.map(want => fold(want.text ?? '')).filter(text => text.length > 2);
    filled.set(fold(ask.name), { element, path: location.pathname, texts: before?.element === element ? [...before.texts, ...texts] : texts });
  };
  const renamed = (near, ask) => {
    const last = filled.get(fold(ask.name));
    return last?.path === location.pathname ? near.find(form => form.element === last.element && last.texts.some(text => fold(form.name).includes(text))) : undefined;
  };
  const root = ask => {
    if (ask.root) return find.one(ask.root);
    const near = listed();
    if (!ask.declared) {
      const hit = near.filter(form => fold(form.name) === fold(ask.name) || form.order === fold(ask.name)), known = hit.length ? null : renamed(near, ask);
      if (known) return { element: known.element };
      const pressed = hit.length ? [] : buttonForms.named(ask.name);
      if (pressed.length) return pressed.length === 1 ? { element: pressed[0].element } : { outcome: 'ambiguous', names: pressed.map(one => `${one.called}: ${dom.clip(dom.text(one.row), 60)}`) };
      return hit.length ? { element: hit[0].element } : { outcome: 'not_found', names: near.map(form => dom.clip(form.name, 60)) };
    }
    const among = elements => elements.map(element => ({ element, held: ask.fields.filter(want => namesakes.match(fields(element), want, element).length > 0).length })).filter(one => one.held > 0).sort((a, b) => b.held - a.held);
    const real = near.filter(form => !form.button).map(form => form.element).filter(element => !groups.has(element));
    let holding = among(real.length ? real : [document.body]);
    if (!holding.length && real.length) holding = among(near.map(form => form.element).filter(groups.has));
    const alone = !holding.length && ask.stepped && ask.submit ? find.one(ask.submit).element : null;
    if (alone && visible(alone)) return { element: alone.parentElement };
    if (!holding.length) return { outcome: 'not_found', names: near.map(form => dom.clip(form.name, 60)) };
    return holding.length > 1 && holding[0].held === holding[1].held ? { outcome: 'ambiguous', names: holding.map(form => names.describe(form.element)) } : { element: holding[0].element };
  };

  return { isOn, radios, dress, partner, sections, partOf, picks, endOf, fields, isShown, match: namesakes.match, root, filling, listed, titled, hiddenNames, elementsOf: own.elements, action: element => (element.tagName === 'FORM' ? own.action(element) : location.href), method: element => (element.tagName === 'FORM' ? own.method(element) : '') };
})();
