// uses: disabled, tables, page_lists, pager, initials
// What beside a table speaks of further rows, where nothing is known that leads to them: it is told, and never pressed.
const further = (() => {
  const { fold, squeeze, visible } = dom;
  const joins = 'of|von|sur|de|di|av|af|van|z|из|/';
  // `Page 1 of 6`, with whatever the page calls itself.
  const page = new RegExp(`(?<!\\p{L})(?:page|seite|página|pagina|strona|sida|side|стр\\S*)\\s*:?\\s*(\\d{1,6})\\s*(?:${joins})\\s*(\\d{1,6})`, 'u');
  // `10 of 57`, of as many rows as are shown, and `57 results`.
  const part = new RegExp(`(?<![\\d.,-])(\\d{1,6})\\s*(?:${joins.replace('|/', '')})\\s*(\\d{1,6})(?![\\d.,-])`, 'u');
  const many = /(?<![\d.,-])(\d{1,6}) (?:results?|records?|entries|items|rows|matches|hits|orders? found|found|treffer|einträge|datensätze|gefunden|résultats|trouvés?|resultados|registros|risultati|resultaten|wyników)(?!\p{L}| (?:per|pro|par|por) (?:page|seite|página|pagina))/u;
  // `User count: 75`.
  const counted = /(?:\bcount|(?:\bnumber of|\banzahl(?: der)?|\bnombre (?:de|d')|\bnúmero de) ?\p{L}+(?: \p{L}+)?) ?: ?(\d{1,6})(?![\d.,-]*\d)/u;
  const words = text => {
    const [said, at, of] = page.exec(fold(text)) ?? [];
    return Number(at) < Number(of) ? said : null;
  };
  // The text as it stands, and without what is chosen in it: how many rows a page has is no count of those that are there.
  const amounts = (text, written, count) => {
    const told = fold(count ? written : text), [whole, some, all] = part.exec(fold(text)) ?? [], [said, number] = many.exec(told) ?? [], [named, total] = counted.exec(told) ?? [];
    return (Number(some) === count && Number(all) > count && whole) || (Number(number) > count && said) || (Number(total) > count && named);
  };
  const leads = /^(?:load|show|view|see|get|fetch) (?:more|all)(?: .{1,30})?$|^more (?:results|rows|records|entries|items|orders)$|^mehr (?:laden|anzeigen)$|^alle (?:\d+ )?(?:anzeigen|laden)$|^(?:voir|afficher) (?:plus|tout)$|^(?:ver|mostrar|cargar) (?:más|todos?)$|^(?:carica|mostra) (?:altri|tutti)$|^meer (?:laden|tonen)$/u;
  // What leads to the last page, and is none of it.
  const lasts = control => /^(?:(?:jump|go) to (?:the )?)?last page$|^(?:zur )?letzten? seite$|^dernière page$|^última página$|^ultima pagina$|^laatste pagina$/u.test(fold(names.name(control))) && !disabled.within(control)
    && (control.tagName !== 'A' || /^https?:/.test(control.protocol) && !/^#/.test(control.getAttribute('href') ?? '#') && control.href !== location.href);
  const pages = list => pageLists.counts(list) && list.selectedIndex < list.options.length - 1;
  // A picture that points on, on a control that nothing names.
  const points = control => !names.name(control) && [control, ...control.querySelectorAll('*')].some(one => /(?:^|[-_ /])(?:next|(?:chevron|arrow|angle|caret)(?:[-_](?:circle|double|alt|square|bold))*[-_]?right)(?![a-z])/i.test(`${one.getAttribute('class') ?? ''} ${one.getAttribute('data-icon') ?? ''} ${one.getAttribute('src') ?? ''}`))
    && !disabled.within(control);
  const ranges = (link, count) => { const [, from] = /^(\d{1,6})\s*[-–]\s*\d{1,6}$/.exec(squeeze(link.textContent)) ?? []; return Number(from) === count + 1; };

  // Menus and the like count other things than rows.
  const apart = (part, root) => part.matches('nav,aside,body > header,[role=navigation],[role=complementary],[role=banner],[role=menu],[role=menubar]') && !part.contains(root);
  const chosen = control => control.matches('select,input') && /^\s*\d+\s*$/.test(control.tagName === 'SELECT' ? control.selectedOptions[0]?.text : control.value) && '…';
  /** What says so, in the words of the page; null when nothing does. */
  const sign = (root, count, others) => {
    for (let scope = dom.above(root); scope && !others(scope); scope = dom.above(scope)) {
      const said = words(dom.text(scope, one => one === root)) || amounts(dom.text(scope, one => one === root || apart(one, root)), dom.text(scope, one => one === root || apart(one, root) || chosen(one)), count);
      if (said) return said;
    }
    const bar = initials.chosen(root);
    if (bar) return bar;
    const { found } = pager.nearest(root, scope => [...scope.querySelectorAll('a,button,[role=button],[role=link],select')].filter(one => visible(one) && !pager.amongRows(one, root)
      && (one.tagName === 'SELECT' ? pages(one) : ranges(one, count) || points(one) || lasts(one) || pager.saysMore(one, root) || leads.test(fold(names.name(one)).replace(/[\s.…>»›]+$/u, '')))));
    return found.length ? (found[0].tagName === 'SELECT' || names.name(found[0]) ? names.describe(found[0]) : 'an arrow without a name') : null;
  };
  /** `Page 4 of 8` beside it; null when no such thing stands there, or the last one. */
  const paged = (root, others) => {
    for (let scope = dom.above(root); scope && !others(scope); scope = dom.above(scope)) {
      const said = words(dom.text(scope, one => one === root));
      if (said) return said;
    }
    return null;
  };
  return { sign, paged };
})();
