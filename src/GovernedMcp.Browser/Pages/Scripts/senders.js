// uses: forms, groups
// What sends a form, and what the form itself would send by it.
const senders = (() => {
  const { visible } = dom;
  // The same button above and below a form, or at each part of it: by what is sent nothing tells them apart.
  const apart = some => {
    const alike = control => (control.form && control.matches('button,input[type=submit]') ? JSON.stringify([names.name(control), ...['name', 'value', 'formaction', 'formmethod', 'onclick'].map(told => control.getAttribute(told))]) : control);
    return [...new Map(some.map(control => [alike(control), control])).values()];
  };
  // What is drawn in place of a button of HTML that nobody sees.
  const drawn = control => {
    for (let box = control.parentElement, steps = 0; box && steps < 3 && box.tagName !== 'FORM'; box = box.parentElement, steps++) {
      const seen = [...box.querySelectorAll('[role=button]')].filter(visible);
      if (seen.length > 1 || box.querySelectorAll('input:not([type=hidden]),select,textarea,button').length > 1) return null;
      if (seen.length) return seen[0];
    }
    return null;
  };
  // Buttons in the shadows of elements that say they send.
  const kept = element => dom.all('button', element).filter(button => button.getRootNode() instanceof ShadowRoot && button.getRootNode() !== element.getRootNode() && !button.form && (button.getAttribute('type') ?? button.getRootNode().host.getAttribute('type')) === 'submit');
  const typical = element => {
    const own = element.tagName === 'FORM' ? [...forms.elementsOf(element), ...element.querySelectorAll('input[type=image]')] : dom.all('button,input', element);
    const some = own.filter(control => control.matches('button:not([type]),button[type=submit],input[type=submit],input[type=image]'));
    return apart([...new Set([...some, ...kept(element)])].map(control => (visible(control) ? control : drawn(control))).filter(Boolean));
  };
  // In old pages a form stands among the rows of a table, and its controls beside it.
  const torn = element => (element.tagName === 'FORM' ? [...forms.elementsOf(element)].filter(control => control.matches('button,input[type=button]') && visible(control)) : []);
  const pressable = element => [...new Set([...deeds.pressable(element), ...torn(element)])];
  // Scripts send by a button of any kind, where it says so.
  const saying = element => pressable(element).filter(button => deeds.weight(button) === 2 && !groups.inRow(button));
  // Some draw it as a link that runs a script: a few words, of which one says that it stores or sends. In a row it is about the row, where that is what is written in.
  const written = row => row !== null && row.querySelector('input:not([type]),input[type=text],textarea,select') !== null;
  const links = element => dom.all('a[href^="javascript:" i],a[href="#"]', element).filter(link => visible(link) && deeds.weight(link) === 2 && deeds.called(link).split(/\s+/).length <= 3 && (!groups.inRow(link) || written(link.closest('tr'))));
  const all = element => {
    if (groups.has(element)) return groups.senders(element);
    const some = typical(element);
    // What searches, in a form that does nothing else, is what sends it.
    const scripted = !/[^#]/.test(element.getAttribute('action') ?? '') && !element.hasAttribute('method') && !(onlySearch(element) && some.some(control => groups.saysSeeking(deeds.called(control))));
    // What takes away what a form shows, or leads away from it, sends no form beside which something else may send it.
    if (some.length && some.every(deeds.leaves) && some.every(control => control.matches('button')) && scripted) return [...some, ...saying(element).filter(one => !some.includes(one)), ...beside(element, true)];
    // Nor do several that are of no type and do not say that they do, as those of a list in it that turn its pages.
    if (some.length > 1 && scripted && some.every(control => control.matches('button:not([type])') && deeds.weight(control) < 2 && !deeds.makes(control, forms.titled(element)))) return [...some, ...beside(element)];
    if (some.length || element === document.body) return some;
    const own = saying(element), near = own.length ? own : beside(element);
    return near.length ? near : links(element);
  };
  // The buttons of a form in a dialog mostly stand below it, in the dialog; those of another one, in the nearest part around it that has them and no other form.
  const beside = (element, any = false) => {
    const dialog = element.closest(dialogParts);
    const alone = scope => [...scope.querySelectorAll('form,[role=form]')].every(form => dom.within(form, element) || dom.within(element, form) || !visible(form));
    const buttons = scope => deeds.pressable(scope).filter(button => !element.contains(button) && !button.form && deeds.weight(button));
    const sure = some => some.filter(button => deeds.weight(button) === 2);
    if (dialog) {
      if (dialog === element || !alone(dialog)) return [];
      const some = buttons(dialog);
      return sure(some).length ? sure(some) : some;
    }
    for (let scope = element.matches('form,[role=form]') ? element.parentElement : null; scope && alone(scope); scope = scope.parentElement) {
      const near = buttons(scope).filter(button => !groups.inRow(button)), some = sure(near);
      if (some.length || any && near.length) return some.length ? some : near;
      const making = near.filter(button => deeds.makes(button, forms.titled(element)));
      if (making.length) return making;
    }
    return [];
  };
  const told = control => (names.name(control) ? names.describe(control) : `${names.describe(control)} ${deeds.called(control)}`.trim());
  const sends = control => /^(submit|image)$/.test(control.type);
  const searches = form => form.closest('search,[role=search]') !== null || [...forms.elementsOf(form)].some(control => control.type === 'search' || control.getAttribute('role') === 'searchbox');
  // Without a button that is seen, Enter in a field of text sends a form of HTML: by its only button, which nobody sees, or, where it has
  // none, if it has one such field only (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#implicit-submission).
  // A form that says neither where it goes nor how is a script's own, which mostly knows no such key; a search does.
  const keyed = root => {
    if (!/[^#]/.test(root.getAttribute('action') ?? '') && !root.hasAttribute('method') && !searches(root)) return null;
    const own = [...forms.elementsOf(root)], [button, other] = own.filter(sends);
    const texts = own.filter(control => control.matches('input') && /^(text|search|tel|url|email|number|password|date|month|week|time|datetime-local)$/.test(control.type));
    const field = texts.find(control => visible(control) && !control.disabled && !control.readOnly && !/^(password|date|month|week|time|datetime-local)$/.test(control.type));
    return field && !other && (button ? !button.disabled : texts.length === 1) ? { control: field, enter: true, button } : null;
  };
  const pressed = (root, name) => {
    // A long name is told cut short, and is called so.
    const called = some => some.filter(control => [deeds.called(control), dom.clip(deeds.called(control), 60)].some(told => find.bare(told) === find.bare(name)));
    const some = called(all(root));
    if (some.length) return some;
    // Beside what sends a form as HTML does, a script may send it by a button that says so.
    return called(groups.has(root) ? groups.pressable().filter(button => groups.owns(root, button)) : [...saying(root), ...links(root)]);
  };
  /** The one control that sends a form: the one the Skill names, the one the caller names, the only one there is, or the only one that says it stores or sends. */
  const one = (ask, root) => {
    const owned = element => dom.within(element, root) || element.form === root;
    if (!ask.submit) {
      const some = ask.button ? pressed(root, ask.button) : all(root), [saying, other] = ask.button || some.length < 2 ? [] : some.filter(deeds.weight);
      // What may as well open something is meant where all others lead away.
      const meant = saying && !other && (deeds.weight(saying) === 2 || deeds.makes(saying, forms.titled(root)) || some.every(one => one === saying || deeds.leaves(one)));
      const control = some.length === 1 ? some[0] : meant ? saying : null;
      const key = ask.button || root.tagName !== 'FORM' || some.length && (typical(root).length || !searches(root)) ? null : keyed(root);
      return key ?? (control ? { control } : { outcome: some.length ? 'many_senders' : 'no_sender', names: (some.length ? some : all(root)).slice(0, 8).map(told) });
    }
    const hits = [ask.submit, ...(ask.submit.fallbacks ?? [])].map(locator => find.many({ ...locator, fallbacks: undefined }).filter(element => visible(element) && owned(element)));
    const hit = apart(hits.find(some => some.length > 0) ?? []);
    return hit.length === 1 ? { control: hit[0] } : { outcome: hit.length ? 'many_senders' : 'no_sender', names: (hit.length ? hit : all(root)).slice(0, 8).map(told) };
  };

  // Routers of React write the address of the page itself and a method, and send it by a script.
  const taken = form => {
    const given = form[Object.keys(form).find(key => key.startsWith('__reactProps$'))];
    return typeof given?.onSubmit === 'function' && new URL(forms.action(form), location.href).pathname === location.pathname;
  };
  // Others write a route of the page's own (`#/orders`), or a method that no form has.
  const routed = form => /^#!?\//.test(form.getAttribute('action') ?? '') || /^(put|patch|delete)$/i.test(form.getAttribute('method') ?? '');
  // AngularJS keeps each of its forms that has no address from being sent by the browser, whatever method stands there (https://docs.angularjs.org/api/ng/directive/form).
  const barred = form => !form.hasAttribute('action') && /(^|\s)ng-(pristine|dirty)(\s|$)/.test(form.className);
  // Others leave the page's own address and a method in the form, and have it sent by what sends no form of HTML.
  const idle = (form, control, submits) => Boolean(control) && !submits && new URL(forms.action(form), location.href).href.split('#')[0] === location.href.split('#')[0];
  // A link that runs a script names in its address what it stands for: `javascript:__doPostBack('save','')`.
  const plain = text => { try { return decodeURI(text); } catch { return text; } };
  const literals = control => [...plain(/^javascript:(.*)$/is.exec(control?.matches('a') ? control.getAttribute('href') : '')?.[1] ?? '').matchAll(/'([^'\\]+)'|"([^"\\]+)"/g)].map(([, one, other]) => one ?? other);
  /** What the form itself would send, by this control: where to, how, and each name and value. */
  const sending = (ask, root) => {
    if (root.tagName !== 'FORM') return { action: location.href, method: '', sent: null, scripted: true };
    const { control, enter, button } = one(ask, root);
    const submits = !control ? undefined : enter ? button : control.matches('button,input') ? (sends(control) && control.form === root ? control : undefined) : [...forms.elementsOf(root)].find(one => sends(one) && !visible(one) && drawn(one) === control);
    const points = submits?.type === 'image' ? ['x', 'y'].map(way => (submits.name ? `${submits.name}.${way}` : way)) : [];
    // How far the page is scrolled, told by its name, is written down as the form goes.
    const scrolls = [...forms.elementsOf(root)].filter(one => one.type === 'hidden' && /scroll/i.test(one.name) && /^[\d.]*$/.test(one.value)).map(one => one.name);
    const stood = literals(control), empty = stood.length ? [...forms.elementsOf(root)].filter(one => one.type === 'hidden' && !one.value).map(one => one.name) : [];
    const entries = submits ? new FormData(root, submits) : new FormData(root);
    return {
      action: submits?.hasAttribute('formaction') ? submits.formAction : forms.action(root), method: submits?.hasAttribute('formmethod') ? submits.formMethod : forms.method(root),
      scripted: !submits?.matches('[formaction],[formmethod]') && (taken(root) || routed(root) || barred(root) || !enter && idle(root, control, submits) || /^\s*javascript:/i.test(root.getAttribute('action')) || !/[^#]/.test(root.getAttribute('action') ?? '') && !root.hasAttribute('method')),
      sent: [...entries].map(([name, value]) => (typeof value === 'string' ? { name, value, point: points.includes(name) || scrolls.includes(name) || undefined, button: submits?.name === name && submits.value === value || undefined, written: empty.includes(name) ? stood : undefined } : { name, value: value.name, size: value.size })),
    };
  };

  // A form that is called nothing but filters, or a search, and whose button applies them.
  const seeking = '(?:filters?|filtern?|search|suche|recherche|filtres?|filtros?|búsqueda|filtri?|ricerca|filtry?|zoeken)', applies = new RegExp(`^(?:(?:apply|anwenden|übernehmen|appliquer|aplicar|applica|toepassen|zastosuj)(?:(?: (?:the|les|los|i|de))? (?:${seeking}|changes|änderungen))?|${seeking} (?:anwenden|übernehmen|toepassen))$`, 'u');
  const filters = (root, control) => applies.test(dom.fold(deeds.called(control))) && new RegExp(`^${seeking}$`, 'u').test(dom.fold(forms.titled(root)));
  /** It asks for what fits, as searches and filters do, and stores nothing: it or the control that sends it says so. */
  const asks = (root, control) => root.tagName === 'FORM' && (searches(root) || root.getAttribute('method')?.toLowerCase() === 'get' || Boolean(control) && (groups.saysSeeking(deeds.called(control)) || filters(root, control)));

  // Of a search that is sent as what stores is: its place, its button, or its only field says that it is nothing else.
  const seekingName = /(^|[^a-z])(q|query|search\w*|suche|keywords?|filters?)([^a-z]|$)/i;
  const onlySearch = root => { const own = forms.fields(root); return own.length === 1 && own[0].widget === 'text' && (own[0].elements[0].type === 'search' || [own[0].label, own[0].name].some(text => seekingName.test(text))); };
  const seekingButton = /^(?:(?:btn|button|do|apply|submit|go)[-_]?)*(?:search|filter|find)$/i;
  /** It asks for what fits, and stores nothing, however it is sent. */
  const seeks = (root, control) => root.tagName === 'FORM' && (root.closest('search,[role=search]') !== null || Boolean(control) && (control.matches('button,input[type=submit]') ? groups.saysSeeking(deeds.called(control)) || seekingButton.test(control.name) || filters(root, control) : onlySearch(root)));

  return { all, one, sending, asks, seeks };
})();
