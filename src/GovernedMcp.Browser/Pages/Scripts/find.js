// Finds elements as a Skill names them, strictly: none or several matches are an answer of their own, never a guess.
const find = (() => {
  const { fold, all, visible } = dom;
  const controls = 'input:not([type=hidden]),select,textarea,button,[contenteditable=""],[contenteditable=true],[role=textbox],[role=combobox],[role=listbox],[role=checkbox],[role=radio],[role=radiogroup],[role=switch],[role=slider],[role=spinbutton],[role=searchbox]';
  // What stands on a button is its name, and no label: a form may have a field and a button called `Login`.
  const pressed = 'button:not([aria-label],[aria-labelledby]),input:is([type=submit],[type=button],[type=reset],[type=image]):not([aria-label],[aria-labelledby])';
  const tests = ['data-testid', 'data-test-id', 'data-test', 'data-qa'];

  // Labels end in marks that are no part of the name.
  const bare = text => fold(text).replace(/\s*(\*|:|\(required\)|\(optional\))+\s*$/g, '').replace(/^\*\s*/, '');
  const fits = (text, locator) => {
    if (locator.value === undefined || locator.value === null) return true;
    const wanted = fold(locator.value);
    const has = fold(text);
    return locator.exact === false ? has.includes(wanted) : has === wanted || bare(text) === bare(locator.value);
  };
  const innermost = elements => elements.filter(one => !elements.some(other => other !== one && one.contains(other)));

  const roleSelector = {
    button: 'button,input,summary', link: 'a,area', heading: 'h1,h2,h3,h4,h5,h6', table: 'table', textbox: 'input,textarea,[contenteditable]',
    checkbox: 'input', radio: 'input', combobox: 'select,input', listbox: 'select,datalist', option: 'option', form: 'form', img: 'img', row: 'tr',
    cell: 'td', navigation: 'nav', main: 'main', list: 'ul,ol,menu', listitem: 'li', dialog: 'dialog', searchbox: 'input', spinbutton: 'input',
  };
  const finders = {
    role: (locator, root) => {
      const told = `[role~="${CSS.escape(locator.role)}" i]`;
      const near = roleSelector[locator.role];
      return all(near ? `${near},${told}` : '*', root).filter(element => names.role(element) === locator.role && fits(names.name(element), locator));
    },
    label: (locator, root) => {
      const near = all(`${controls},[aria-label],[aria-labelledby],fieldset`, root).filter(element => !element.matches(pressed) || names.labelsOf(element).length > 0);
      const firm = near.filter(element => fits(names.name(element), locator));
      const kept = firm.filter(element => element.matches(controls));
      if (kept.length) return kept;
      return firm.length ? firm : near.filter(element => element.matches(controls) && !names.name(element) && fits(names.beside(element), locator));
    },
    placeholder: (locator, root) =>
      all('[placeholder],[aria-placeholder]', root).filter(element => fits(element.getAttribute('placeholder') ?? element.getAttribute('aria-placeholder'), locator)),
    text: (locator, root) => {
      const wanted = fold(locator.value);
      const near = all('*', root).filter(element => !/^(SCRIPT|STYLE|HEAD|HTML|BODY|TITLE|NOSCRIPT|TEMPLATE)$/.test(element.tagName)
        && (element.tagName === 'INPUT' ? /^(button|submit|reset)$/.test(element.type) && fits(element.value, locator)
          : fold(element.textContent).includes(wanted) && fits(dom.text(element), locator)));
      return innermost(near);
    },
    heading: (locator, root) => all('h1,h2,h3,h4,h5,h6,[role=heading]', root).filter(element => names.role(element) === 'heading' && fits(names.name(element), locator)),
    testId: (locator, root) => all(tests.map(attribute => `[${attribute}="${CSS.escape(locator.value)}"]`).join(), root),
    css: (locator, root) => all(locator.value, root),
  };

  // Run in a frame already, its own document is what is meant, or what is on the rest of the way from there; null: elsewhere, out of reach.
  const framed = (way, root) => {
    for (let from = 0; from < (window === top ? 1 : way.length); from++) {
      let at = root, frames;
      for (const selector of way.slice(from)) {
        frames = all(selector, at);
        at = frames.map(dom.frameDocument).find(Boolean);
        if (!at) break;
      }
      if (at) return at;
      if (frames.length) return null;
    }
    return window === top ? null : root;
  };
  const inside = (locator, root) => {
    let at = root;
    if (locator.frame) {
      at = framed(locator.frame.split(' >> '), root);
      if (at === null) return null;
    }
    if (!locator.within) return at;
    const outer = one(locator.within, at);
    return outer.element ?? outer;
  };
  /** All matches; visible ones before hidden ones. */
  const many = (locator, root = document) => {
    const at = inside(locator, root);
    if (at === null) return [];
    if (at.outcome) return [];
    const found = [...new Set(finders[locator.by](locator, at))];
    const shown = found.filter(visible);
    return shown.length ? shown : found;
  };
  /** The one match: `{ element, fallback? }`, or `{ outcome: 'not_found' | 'ambiguous', names }`. */
  const one = (locator, root = document) => {
    const tries = [locator, ...(locator.fallbacks ?? [])];
    for (let at = 0; at < tries.length; at++) {
      const found = many(tries[at], root);
      if (found.length === 1) return at === 0 ? { element: found[0] } : { element: found[0], fallback: at };
      if (found.length > 1) return { outcome: 'ambiguous', names: found.slice(0, 8).map(names.describe), count: found.length };
    }
    return { outcome: 'not_found', names: near(locator, root) };
  };
  // What is there instead, for the sentence of a refusal.
  const near = (locator, root) => {
    if (locator.by !== 'role' && locator.by !== 'label') return [];
    const like = locator.by === 'role' ? finders.role({ ...locator, value: undefined }, root) : all(controls, root);
    return [...new Set(like.filter(visible).map(element => names.seen(() => names.label(element).text)).filter(Boolean).map(text => dom.clip(text, 60)))].slice(0, 12);
  };

  return { one, many, bare, fits, controls, innermost };
})();
