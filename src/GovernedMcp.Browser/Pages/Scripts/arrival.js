// uses: tables, pairs, cards, forms, withheld, dialogs
// What one finds on a page on arriving: which of the declared parts are there, which nobody declared, its headings, what it announces.
ask => {
  const { parts, found } = ask, hide = withheld(ask.withheld);
  const clip = text => dom.clip(text, 160);
  const there = part => (part.any ?? []).some(locator => find.many(locator).some(dom.visible));
  const present = kind => (parts[kind] ?? []).filter(there).map(part => part.name);
  const texts = (selector, most) => [...new Set(dom.all(selector).filter(element => dom.visible(element) && !isWithheld(hide, element)).map(element => clip(dom.text(element, part => hide.has(part) && ' [withheld] '))).filter(Boolean))].slice(0, most);
  const declared = (kind, element) => (parts[kind] ?? []).some(part => (part.any ?? []).some(locator => find.many(locator).some(one => one === element || element.contains(one))));
  const others = (kind, listed) => listed.filter(one => !declared(kind, one.element)).map(one => dom.clip(one.name, 60)).slice(0, 10);
  const headings = texts('h1,h2,h3,[role=heading]', 8);
  // What only assistive technology is told, as of a way past the menu, is there before anything is drawn.
  const bare = headings.length === 0 && !dom.all('a[href],button,input,select,textarea,canvas,video').some(dom.visible), said = bare && document.body ? dom.text(document.body) : '';
  const loads = /^(loading|please wait|wird geladen|lädt|laden|bitte warten|chargement|veuillez patienter|cargando|espere|caricamento|attendere|carregando|aguarde|laddar|indlæser|ładowanie|загрузка)(?!\p{L})[^\p{L}]*(?:\p{L}+[^\p{L}]*){0,3}$/iu.test(said);
  return {
    bare: bare && (said === '' || loads),
    loads,
    found_tables: found.tables ? others('tables', tables.listed(cards.listed())) : [],
    found_forms: found.forms ? others('forms', forms.listed()) : [],
    tables: present('tables'),
    records: present('records'),
    forms: present('forms'),
    headings,
    dialog: dialogs.name(element => (isWithheld(hide, element) ? '' : dom.text(element, part => hide.has(part) && ' [withheld] '))),
    notices: texts('[role=alert],[role=status],[aria-live=assertive],[aria-live=polite],output', 5),
    hidden: dom.hidden.texts,
    document: performance.timeOrigin,
    letters: document.body?.textContent.length ?? 0,
    password: dom.all('input[type=password]').some(element => dom.visible(element) && element.autocomplete !== 'new-password'),
  };
}
