// What signs out, by its name: also inside a menu that is closed.
const signingOut = (() => {
  const words = /^(sign|log) ?(out|off)$|^abmelden$|^ausloggen$|^(se )?d[ée]connexion$|^se d[ée]connecter$|^cerrar sesi[óo]n$|^uitloggen$|^afmelden$|^esci$|^disconnetti$/i;
  /** Undefined where the page has none. */
  const control = () => dom.all('a[href],button,input[type=submit],[role=button],[role=menuitem]').find(one => words.test(dom.squeeze(names.name(one) || one.textContent)));
  return { control };
})();
