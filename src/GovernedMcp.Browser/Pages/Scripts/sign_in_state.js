// uses: sign_in_form, verdict
// Where signing in stands when no condition of the Skill says so: is there still a password to give, does the page object?
() => {
  const shown = selector => dom.all(selector).filter(dom.visible);
  const passwords = shown('input[type=password]');
  const alerts = shown('[role=alert],[aria-live=assertive]').filter(element => dom.text(element) !== '');
  const loaded = document.readyState === 'complete', field = loaded && passwords[0] ? signIn.form()?.password ?? passwords[0] : null;
  return {
    password: passwords.length > 0,
    // A form that sets somebody's password asks for one too.
    asked: Boolean(signIn.form()?.password),
    code: Boolean(signIn.code()),
    fields: shown('input').length,
    objects: alerts.length > 0 || passwords.some(element => element.getAttribute('aria-invalid') === 'true'),
    // What the form itself says is wrong; a notice elsewhere may be of something else.
    complaints: field && signIn.formOf(field) ? verdict.read([]).troubles.map(line => line.text).filter(line => dom.squeeze(dom.text(signIn.formOf(field))).includes(line)).map(line => dom.clip(line, 160)) : [],
    // Words of trouble and nothing to go on with: no page of somebody who is signed in.
    trouble: loaded && !shown('a[href],button,input,select,textarea,iframe,[role=button],[role=link],[tabindex="0"]').length ? verdict.read([]).troubles.filter(line => line.worded).map(line => dom.clip(line.text, 160)).slice(0, 2) : [],
    status: performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0,
    born: performance.timeOrigin,
    loaded,
    url: location.href.replace(/[?#].*$/, ''),
  };
}
