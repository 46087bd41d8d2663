// uses: tables, records, forms, senders, sign_in_form, ways, leads
// Everything of a page that a Skill could declare, each part with a way to find it again that was tried here. Looks; presses nothing.
async ask => {
  await arrived();
  const { clip, fold, squeeze, visible } = dom;
  const short = text => clip(squeeze(text), 80);
  const { alone, place } = ways;

  const tableOf = ({ element, name }) => {
    const { lines, cut, columns, depth } = records.read(element);
    const rows = cut ? [] : lines.slice(depth).filter(line => !line.whole && !line.foot && !tables.repeats(line, columns));
    return {
      name: short(name), root: place(element), rows: rows.length, grid: element.tagName !== 'TABLE',
      columns: columns.map((called, at) => ({ titles: called.slice(0, 3).map(short), samples: rows.slice(0, 40).map(line => (line.cells[at] ? clip(tables.cellText(line.cells[at]), 80) : '')) })),
    };
  };

  const fieldOf = (field, list, root) => {
    const element = field.elements[0];
    const named = field.name && { by: 'css', value: `[name="${CSS.escape(field.name)}"]` };
    const firm = Boolean(field.label) && !field.weak && forms.match(list, { label: field.label }, root).length === 1;
    return {
      label: short(field.label), name: clip(field.name, 60), widget: field.widget, required: field.required, labelled: firm, alone: firm && alone({ by: 'label', value: field.label }, element),
      place: firm ? null : named && find.many(named).length === field.elements.length ? named : place(element),
      options: field.options?.filter(option => option.text && option.value !== '').slice(0, 40).map(option => short(option.text)), most: field.most, accept: field.accept, secret: field.secret,
    };
  };
  const within = (element, selector) => dom.above(element)?.closest?.(selector) != null;
  const signing = signIn.form();
  const isSignIn = element => signing !== null && [signing.password, signing.name].some(field => field && (element.contains(field) || field.form === element));
  const formOf = ({ element, name }) => {
    const some = senders.all(element), sender = some.length === 1 ? some[0] : null;
    const action = new URL(forms.action(element), location.href), list = forms.fields(element);
    return {
      name: short(name), root: place(element), method: forms.method(element).toUpperCase(), action: action.origin === location.origin ? action.pathname : null,
      fields: list.filter(field => !field.locked).map(field => fieldOf(field, list, element)), sender: sender && place(sender), senders: some.length, outside: within(element, 'header,nav,footer,aside'), search: names.role(element) === 'search',
    };
  };

  const signInOf = () => {
    if (!signing) return null;
    const said = field => { const label = field && squeeze(names.name(field)); return label && alone({ by: 'label', value: label }, field) ? label : null; };
    return { name: said(signing.name), password: said(signing.password), button: signing.button && place(signing.button), asksPassword: signing.password !== null, asksName: signing.name !== null };
  };

  // What leads elsewhere: links, and items of menus that only press.
  const menus = 'nav,header,aside,[role=navigation],[role=menubar],[role=menu],[role=tablist]';
  const linkOf = element => {
    const text = short(names.name(element) || dom.text(element));
    const link = element.matches('a[href]');
    const to = link ? new URL(element.href, location.href) : null;
    if (!text || to && (to.origin !== location.origin || to.username || element.hasAttribute('download'))) return null;
    if (to && to.pathname === location.pathname && to.search === location.search && to.hash) return null;
    return { text, path: to && to.pathname + to.search, menu: element.matches('[role=menuitem],[role=tab]') || within(element, menus), foot: within(element, 'footer'), press: to ? null : place(element) };
  };
  const seen = dom.all('a[href],[role=menuitem]:not(a),[role=tab]:not(a)').filter(visible), folded = leads.folded().map(lead => lead.element);
  const links = [...seen, ...folded].filter(element => !within(element, 'table,[role=table],[role=grid]')).map(linkOf).filter(Boolean);
  const headings = dom.all('h1,[role=heading][aria-level="1"]').filter(visible).map(element => short(dom.text(element)));
  return {
    title: short(document.title), path: location.pathname + location.search, language: document.documentElement.lang || null,
    heading: headings.length === 1 && find.many({ by: 'heading', value: headings[0] }).length === 1 ? headings[0] : null,
    signIn: signInOf(), tables: tables.listed().map(tableOf).slice(0, 20), forms: forms.listed().filter(form => forms.fields(form.element).length && !isSignIn(form.element)).map(formOf).slice(0, 20),
    links: [...new Map(links.map(link => [`${fold(link.text)} ${link.path}`, link])).values()].slice(0, 200),
  };
}
