// uses: forms
// Finds what signs out, if the page has it: also inside a menu that is closed. Asked to, presses it.
ask => {
  const words = /^(sign|log) ?(out|off)$|^abmelden$|^ausloggen$|^(se )?d[ée]connexion$|^se d[ée]connecter$|^cerrar sesi[óo]n$|^uitloggen$|^afmelden$|^esci$|^disconnetti$/i;
  const element = dom.all('a[href],button,input[type=submit],[role=button],[role=menuitem]').find(one => words.test(dom.squeeze(names.name(one) || one.textContent)));
  if (!element) return { pressed: false };
  if (ask.press) element.click();
  const form = element.form && /^(submit|image)$/.test(element.type) ? element.form : null;
  const address = form && new URL(element.hasAttribute('formaction') ? element.formAction : forms.action(form), location.href);
  return { pressed: true, method: form ? forms.method(form).toUpperCase() : 'GET', origin: address?.origin ?? '', path: address?.pathname ?? '' };
}
