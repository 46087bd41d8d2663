// Presses what signs out, if the page has it: also inside a menu that is closed.
() => {
  const words = /^(sign|log) ?(out|off)$|^abmelden$|^ausloggen$|^(se )?d[ée]connexion$|^se d[ée]connecter$|^cerrar sesi[óo]n$|^uitloggen$|^afmelden$|^esci$|^disconnetti$/i;
  const element = dom.all('a[href],button,input[type=submit],[role=button],[role=menuitem]').find(one => words.test(dom.squeeze(names.name(one) || one.textContent)));
  if (!element) return { pressed: false };
  element.click();
  return { pressed: true };
}
