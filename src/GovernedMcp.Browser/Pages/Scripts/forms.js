// Forms and their fields: what a person could fill in, how it is labelled, what it holds, and what sends it.
const forms = (() => {
  const { squeeze, fold, visible, native, within } = dom;
  const own = { elements: native(HTMLFormElement.prototype, 'elements'), action: native(HTMLFormElement.prototype, 'action'), method: native(HTMLFormElement.prototype, 'method') };
  const widgets = '[role=textbox],[role=combobox],[role=listbox],[role=checkbox],[role=switch],[role=radiogroup],[role=slider],[role=spinbutton],[contenteditable=""],[contenteditable=true]';
  const noField = /^(submit|button|reset|image)$/;

  const isControl = element => element.matches('input,select,textarea') && !noField.test(element.type);
  const inputs = root => (root.tagName === 'FORM' ? [...own.elements(root)] : dom.all('input,select,textarea', root)).filter(isControl);
  // Fillable parts that are no controls of HTML; those that merely dress one up are not counted twice.
  const custom = root => dom.all(widgets, root).filter(element => !element.matches('input,select,textarea') && !element.querySelector('input:not([type=hidden]),select,textarea')
    && !element.parentElement?.closest('[contenteditable=""],[contenteditable=true]'));

  const widget = element => {
    const tag = element.tagName;
    if (tag === 'SELECT') return element.multiple ? 'multiselect' : 'select';
    if (tag === 'TEXTAREA') return 'textarea';
    if (tag !== 'INPUT') {
      const role = names.role(element);
      return { combobox: 'combobox', listbox: 'listbox', checkbox: 'checkbox', switch: 'switch', radiogroup: 'radio', slider: 'slider', spinbutton: 'stepper' }[role] ?? 'richtext';
    }
    if (element.getAttribute('role') === 'combobox' || element.getAttribute('aria-autocomplete')) return 'autocomplete';
    return { 'datetime-local': 'datetime', range: 'slider', search: 'text', url: 'text', text: 'text' }[element.type] ?? element.type;
  };
  const groupName = elements => {
    const group = elements[0].closest('fieldset,[role=radiogroup],[role=group]');
    return group && elements.every(element => group.contains(element)) ? names.name(group) : '';
  };
  // A control nobody sees is a field only when a visible label stands for it.
  const shown = element => visible(element) || names.labelsOf(element).some(label => visible(label) && dom.text(label, part => part === element) !== '');
  const locked = element => (element.readOnly === true || element.getAttribute('aria-readonly') === 'true' ? 'readonly' : element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true' ? 'disabled' : undefined);
  const optionName = element => names.name(element) || squeeze(element.parentElement?.textContent) || element.value;

  const selected = element => [...element.selectedOptions].map(option => squeeze(option.label || option.text));
  const valuesOf = (elements, kind) => {
    const element = elements[0];
    switch (kind) {
      case 'radio': return element.tagName === 'INPUT' ? elements.filter(one => one.checked).map(optionName) : [...element.querySelectorAll('[role=radio][aria-checked=true]')].map(names.name);
      case 'checkbox': case 'switch':
        if (elements.length > 1) return elements.filter(one => one.checked).map(optionName);
        return [String(element.tagName === 'INPUT' ? element.checked : element.getAttribute('aria-checked') === 'true')];
      case 'select': case 'multiselect': return selected(element);
      case 'file': return [...element.files].map(file => file.name);
      case 'listbox': return [...element.querySelectorAll('[role=option][aria-selected=true]')].map(names.name);
      default: return [element.value ?? element.getAttribute('aria-valuetext') ?? dom.text(element)];
    }
  };
  const optionsOf = (elements, kind) => {
    const element = elements[0];
    if (kind === 'select' || kind === 'multiselect') return [...element.options].filter(option => !option.disabled).map(option => ({ text: squeeze(option.label || option.text), value: option.value }));
    if (elements.length > 1 || kind === 'radio') return (element.tagName === 'INPUT' ? elements : [...element.querySelectorAll('[role=radio]')]).filter(one => !locked(one)).map(one => ({ text: optionName(one), value: one.value ?? '' }));
    return undefined;
  };
  const complaint = elements => {
    const element = elements[0];
    const told = (element.getAttribute('aria-errormessage') ?? (element.getAttribute('aria-invalid') === 'true' ? element.getAttribute('aria-describedby') : ''))?.split(/\s+/)
      .map(id => id && element.getRootNode().getElementById?.(id)).filter(part => part && visible(part)).map(part => dom.text(part));
    return told?.length ? told.join(' ') : element.willValidate && !element.validity.valid ? element.validationMessage : undefined;
  };

  /** The fields of a form in the order of the page. */
  const fields = root => {
    const found = [], grouped = new Map();
    for (const element of [...inputs(root), ...custom(root)].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))) {
      if (element.type === 'hidden' || !shown(element)) continue;
      const kind = widget(element);
      const group = element.name && (kind === 'radio' || kind === 'checkbox') ? `${kind}:${element.name}` : null;
      if (group && grouped.has(group)) grouped.get(group).elements.push(element);
      else {
        const field = { elements: [element], kind };
        if (group) grouped.set(group, field);
        found.push(field);
      }
    }
    return found.map(({ elements, kind }) => {
      const element = elements[0];
      const many = elements.length > 1 || (kind === 'radio' && element.tagName === 'INPUT');
      const label = many ? { text: groupName(elements) || element.name, weak: false } : names.label(element);
      return {
        elements, widget: kind, label: label.text.replace(/\s*[*:]+\s*$/, ''), weak: label.weak, name: element.getAttribute('name') ?? '', id: element.id, multiple: many && kind === 'checkbox' || kind === 'multiselect' || element.multiple === true,
        values: valuesOf(elements, kind), options: optionsOf(elements, kind), locked: elements.every(locked) ? locked(element) : undefined,
        required: elements.some(one => one.required || one.getAttribute('aria-required') === 'true'), most: element.maxLength > 0 ? element.maxLength : undefined,
        min: element.getAttribute('min') ?? undefined, max: element.getAttribute('max') ?? undefined, accept: element.accept || undefined, message: complaint(elements),
        secret: element.type === 'password', file: kind === 'file' ? [...document.querySelectorAll('input[type=file]')].indexOf(element) : undefined,
      };
    });
  };
  const hiddenNames = root => inputs(root).filter(element => element.type === 'hidden' || !shown(element)).map(element => element.name).filter(Boolean).sort();

  /** The fields that a wanted one may mean: by locator, label, or the name it is sent under. */
  const match = (list, want, root) => {
    if (want.locator) {
      const found = find.many(want.locator, root);
      return list.filter(field => field.elements.some(element => found.some(one => one === element || within(element, one))));
    }
    const label = want.label ?? want.key;
    for (const test of [field => find.bare(field.label) === find.bare(label), field => field.name === label || field.id === label]) {
      const found = list.filter(test);
      if (found.length) return found;
    }
    return [];
  };

  /** The names forms go by when no Skill declares them. */
  const listed = () => {
    const used = new Map();
    return dom.all('form,[role=form],[role=search]').filter(element => visible(element) && fields(element).length > 0).map((element, at) => {
      const title = names.name(element) || headed(element) || `form-${at + 1}`;
      const times = (used.get(fold(title)) ?? 0) + 1;
      used.set(fold(title), times);
      return { element, name: times === 1 ? title : `${title} (${times})`, order: `form-${at + 1}` };
    });
  };
  const headed = element => {
    const inner = dom.all('legend,h1,h2,h3,h4,[role=heading]', element).find(visible);
    return inner ? names.name(inner) || dom.text(inner) : names.nearestHeading(element);
  };
  const root = ask => {
    if (ask.root) return find.one(ask.root);
    const near = listed();
    if (!ask.declared) {
      const hit = near.filter(form => fold(form.name) === fold(ask.name) || form.order === fold(ask.name));
      return hit.length ? { element: hit[0].element } : { outcome: 'not_found', names: near.map(form => dom.clip(form.name, 60)) };
    }
    const whole = near.map(form => form.element).concat(near.length ? [] : [document.body]);
    const holding = whole.filter(element => ask.fields.some(want => match(fields(element), want, element).length > 0))
      .map(element => ({ element, held: ask.fields.filter(want => match(fields(element), want, element).length > 0).length })).sort((a, b) => b.held - a.held);
    if (!holding.length) return { outcome: 'not_found', names: near.map(form => dom.clip(form.name, 60)) };
    return holding.length > 1 && holding[0].held === holding[1].held ? { outcome: 'ambiguous', names: holding.map(form => names.describe(form.element)) } : { element: holding[0].element };
  };

  const senders = element => (element.tagName === 'FORM' ? [...own.elements(element), ...element.querySelectorAll('input[type=image]')] : dom.all('button,input', element))
    .filter(control => control.matches('button:not([type]),button[type=submit],input[type=submit],input[type=image]') && visible(control));
  /** The one control that sends a form: the one the Skill names, or the only one there is. */
  const sender = (ask, root) => {
    const owned = element => root.contains(element) || element.form === root;
    if (!ask.submit) {
      const some = senders(root);
      return some.length === 1 ? { control: some[0] } : { outcome: some.length ? 'many_senders' : 'no_sender', names: some.slice(0, 8).map(names.describe) };
    }
    const hits = [ask.submit, ...(ask.submit.fallbacks ?? [])].map(locator => find.many({ ...locator, fallbacks: undefined }).filter(element => visible(element) && owned(element)));
    const hit = hits.find(some => some.length > 0) ?? [];
    return hit.length === 1 ? { control: hit[0] } : { outcome: hit.length ? 'many_senders' : 'no_sender', names: (hit.length ? hit : senders(root)).slice(0, 8).map(names.describe) };
  };

  /** What the form itself would send, by this control: where to, how, and each name and value. */
  const sending = (ask, root) => {
    if (root.tagName !== 'FORM') return { action: location.href, method: '', sent: null };
    const { control } = sender(ask, root);
    const submits = control?.matches('button,input') && /^(submit|image)$/.test(control.type) && control.form === root ? control : undefined;
    const entries = submits ? new FormData(root, submits) : new FormData(root);
    return {
      action: submits?.hasAttribute('formaction') ? submits.formAction : own.action(root), method: submits?.hasAttribute('formmethod') ? submits.formMethod : own.method(root),
      sent: [...entries].map(([name, value]) => (typeof value === 'string' ? { name, value } : { name, value: value.name, size: value.size })),
    };
  };

  return { fields, match, root, listed, hiddenNames, senders, sender, sending, action: element => (element.tagName === 'FORM' ? own.action(element) : location.href), method: element => (element.tagName === 'FORM' ? own.method(element) : '') };
})();
