// uses: deeds, groups, asking, row_texts
// Forms of HTML with nothing to fill in and one button that sends them (`Approve`). They go by their button; where that is not told from others so, also by what stands in the row around it.
const buttonForms = (() => {
  const { fold, visible } = dom;
  const away = /^((sign|log) ?(out|off|in)|abmelden|ausloggen|anmelden|einloggen|(se )?d[ée]connexion|se d[ée]connecter|cerrar sesi[óo]n|uitloggen|afmelden|esci|disconnetti|sair|wyloguj.*|logga ut|log ud|logg ut|kirjaudu ulos|выйти|выход|登出|退出|ログアウト|로그아웃)$/u;
  const filled = 'input:not([type=hidden],[type=submit],[type=image],[type=button],[type=reset]),select,textarea,[contenteditable=true],[role=textbox],[role=combobox]';
  const sender = form => {
    const some = [...form.querySelectorAll('button,input[type=submit],input[type=image]')].filter(control => (control.tagName !== 'BUTTON' || control.type === 'submit') && control.form === form && visible(control));
    return some.length === 1 && !some[0].matches('[formaction],[formmethod]') ? some[0] : null;
  };
  const called = button => dom.clip(names.seen(() => deeds.called(button)) || dom.text(button), 60);
  const texts = row => (row ? rowTexts(row).map(part => dom.clip(dom.text(part), 60)).filter(text => /[\p{L}\p{N}]/u.test(text)) : []);
  const all = () => dom.all('form').filter(form => form.method === 'post' && !form.querySelector(filled) && visible(form)).map(element => ({ element, button: sender(element) })).filter(one => one.button)
    .map(one => ({ ...one, called: called(one.button) })).filter(one => one.called && !away.test(fold(one.called)));
  const read = (one, some) => (some.length > 1 || groups.inRow(one.element) ? texts(asking.rowOf(one.element)) : []);
  const kinds = () => [...Map.groupBy(all(), one => fold(one.called)).values()];
  /** Of those with the same button that stand in rows only the first is listed, with how many there are. */
  const listed = () => kinds().flatMap(some => {
    const first = some.find(one => read(one, some).length > 0), others = first ? some.filter(one => !asking.rowOf(one.element)) : some;
    return [...(first ? [{ element: first.element, title: `${first.called}: ${read(first, some)[0]}`, rows: some.length - others.length }] : []), ...others.map(one => ({ element: one.element, title: one.called }))];
  });
  /** Those that are called so: by the button and any one text of the row. */
  const named = name => kinds().flatMap(some => some.filter(one => fold(name).startsWith(`${fold(one.called)}: `) && read(one, some).some(text => fold(`${one.called}: ${text}`) === fold(name))).map(one => ({ ...one, row: asking.rowOf(one.element) })));
  return { listed, named };
})();
