// uses: forms
// Finds the one control of a wizard that goes on to its next page, and where to click it.
ask => {
  const found = forms.root(ask);
  if (!found.element) return found;
  const words = /^(next|continue|proceed|weiter|suivant|continuer|siguiente|avanti|continua|volgende|dalej|nästa|seguinte|次へ|下一步|далее)\b/i;
  const near = element => found.element.contains(element) || element.form === found.element || !element.closest('form');
  const hits = ask.next ? find.many(ask.next).filter(dom.visible)
    : dom.all('button,input[type=button],input[type=submit],a[role=button],[role=button]').filter(element => dom.visible(element) && near(element) && words.test(names.name(element) || dom.text(element)));
  if (hits.length !== 1) return { outcome: hits.length ? 'many' : 'none', names: hits.slice(0, 8).map(names.describe) };
  if (hits[0].disabled || hits[0].getAttribute('aria-disabled') === 'true') return { outcome: 'disabled' };
  return { outcome: 'ok', ...dom.point(hits[0]) };
}
