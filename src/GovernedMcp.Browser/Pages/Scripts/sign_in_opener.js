// uses: sign_in_form
// Tells whether the page shows a form that signs in. Where it does not, and is asked to, presses the one control that says it leads to it.
({ press }) => {
  const words = /^(log ?[io]n|sign ?[io]n|anmelden|einloggen|connexion|se connecter|iniciar sesión|acceder|accedi|inloggen|aanmelden|logga in|log ind|logg inn|zaloguj się)$/;
  if (signIn.form()) return { outcome: 'form' };
  if (!press || document.readyState !== 'complete') return { outcome: 'none' };
  const openers = dom.all('button,a[href],[role=button]').filter(element => dom.visible(element) && !element.disabled && words.test(dom.fold(names.name(element))));
  if (openers.length !== 1) return { outcome: 'none' };
  openers[0].click();
  return { outcome: 'pressed' };
}
