// uses: sign_in_form, signing_out, verdict, deeds
// Where signing in stands when no condition of the Skill says so: is there still a password to give, does the page object?
() => {
  const shown = selector => dom.all(selector).filter(dom.visible);
  const passwords = shown('input[type=password]');
  const bare = address => address.replace(/[?#].*$/, '');
  // What only leads back, or to signing in, is nothing to go on with.
  const signsIn = /^((log|sign) ?in( again)?|(erneut )?anmelden|einloggen|se connecter|iniciar sesión|accedi|inloggen)(?!\p{L})/iu;
  const leadsBack = control => control.matches('a[href^="javascript:history." i],a[href^="javascript:window.history." i]') || control.tagName === 'A' && bare(control.href) === bare(document.referrer) || [deeds.backwards, signsIn].some(words => words.test(dom.text(control) || names.name(control)));
  const complete = document.readyState === 'complete', pressed = shown('a[href],button,[role=button],[role=link]');
  const stuck = complete && shown('input,select,textarea,iframe,[tabindex="0"]').concat(pressed).every(leadsBack);
  const form = signIn.form(), asks = passwords.length > 0 || pressed.some(signIn.leadsTo);
  const troubles = () => verdict.read([]).troubles.filter(line => line.worded);
  const alerts = shown('[role=alert],[aria-live=assertive]').filter(element => dom.text(element) !== '');
  return {
    password: passwords.length > 0,
    // A form that sets somebody's password asks for one too: where one can sign out, what signs in says that it does.
    asked: Boolean(form?.password) && (form.says || !signingOut.control()),
    code: Boolean(signIn.code()),
    fields: shown('input').length,
    // Said in words alone: that it is the credential, not that it is too old or too often tried.
    refusals: complete && (stuck || asks) ? troubles().filter(line => signIn.speaksOfCredential(line.text)).map(line => line.text) : [],
    objects: alerts.length > 0 || passwords.some(element => element.getAttribute('aria-invalid') === 'true'),
    // Words of trouble and nothing to go on with: no page of somebody who is signed in.
    trouble: stuck ? troubles().map(line => dom.clip(line.text, 160)).slice(0, 2) : [],
    status: performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0,
    born: performance.timeOrigin,
    loaded: complete,
    // Nothing but a few words, as of welcome, and nothing to go on with: it mostly leads on by itself.
    bare: (document.scripts.length > 0 || document.querySelector('meta[http-equiv=refresh i]') !== null) && !shown('input,select,textarea,iframe,canvas,video,table,[tabindex="0"]').concat(pressed).length && dom.squeeze(document.body?.innerText ?? '').length <= 200,
    url: bare(location.href),
  };
}
