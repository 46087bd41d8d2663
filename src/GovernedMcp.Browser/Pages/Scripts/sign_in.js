// uses: sign_in_form
// Types parts of a credential and presses what sends it. One go: what was checked is what is typed into, and only in the page
// itself, on an origin where credentials may be typed, in a form that leads to such an origin and not by GET. With `offered`, types
// nothing and tells which of these texts the field takes as they are.
async ({ origins, into, value, press, form: wanted, code, offered }) => {
  const doc = document;
  const attribute = (element, name) => Element.prototype.getAttribute.call(element, name);
  const originOf = address => {
    const url = new URL(address, doc.baseURI);
    return `${url.protocol}//${url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase()}:${url.port || { 'http:': 80, 'https:': 443 }[url.protocol]}`;
  };
  const allowed = address => {
    try { return origins.includes(originOf(address)); } catch { return false; }
  };
  // A script in the place of an address leads to no other one: the page's own scripts have the form.
  const leads = address => /^\s*javascript:/i.test(address) || allowed(address);
  const actionOf = dom.native(HTMLFormElement.prototype, 'action');
  const { formOf, submitOf } = signIn;
  /** Why nothing may be typed here; null when it may. */
  const refusal = (element, button) => {
    if (window !== top || element.ownerDocument !== doc) return 'frame';
    if (!allowed(location.href)) return 'page';
    const form = formOf(element);
    if (form && !leads(actionOf(form))) return 'action';
    if (form && /^(get|dialog)$/i.test(attribute(form, 'method') ?? '')) return 'get';
    if (button && attribute(button, 'formaction') !== null && !leads(new URL(attribute(button, 'formaction'), doc.baseURI).href)) return 'action';
    if (button && /^get$/i.test(attribute(button, 'formmethod') ?? '')) return 'get';
    return null;
  };
  // A form without a method is sent by GET unless a script of the page takes it over: if none does, nothing is sent.
  const guard = () => addEventListener('submit', event => {
    const method = event.submitter && attribute(event.submitter, 'formmethod') || attribute(event.target, 'method') || 'get';
    if (!event.defaultPrevented && /^get$/i.test(method)) event.preventDefault();
  }, { once: true });

  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const getValue = dom.native(HTMLInputElement.prototype, 'value');
  const type = (element, text) => {
    const key = name => element.dispatchEvent(new KeyboardEvent(name, { bubbles: true, composed: true, cancelable: true, key: 'Unidentified' }));
    element.focus();
    key('keydown');
    setValue.call(element, text);
    element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
    key('keyup');
    element.dispatchEvent(new Event('change', { bubbles: true }));
    return getValue(element) === text;
  };

  const fitting = element => offered.findIndex(text => {
    const pattern = attribute(element, 'pattern');
    const long = element.maxLength >= 0 && text.length > element.maxLength;
    const figures = /^(numeric|decimal|tel)$/.test(element.inputMode) || /^(number|tel)$/.test(element.type);
    if (long || text.length < element.minLength || figures && !/^\d+$/.test(text)) return false;
    try { return !pattern || new RegExp(`^(?:${pattern})$`, 'v').test(text); } catch { return true; }
  });
  const acceptCharset = dom.native(HTMLFormElement.prototype, 'acceptCharset');
  const measured = element => ({ outcome: 'measured', fits: fitting(element), charset: (formOf(element) && acceptCharset(formOf(element)) || doc.characterSet).toUpperCase() });

  // A button may come to life only after the page has looked at what was typed.
  const ready = async button => {
    for (let tries = 0; tries < 60 && (button.disabled || attribute(button, 'aria-disabled') === 'true'); tries++) await new Promise(done => setTimeout(done, 50));
  };
  const send = async (field, button) => {
    if (button) await ready(button);
    guard();
    if (button) button.click();
    else if (formOf(field)) HTMLFormElement.prototype.requestSubmit.call(formOf(field));
    else return { outcome: 'none' };
    return { outcome: 'sent' };
  };

  if (code) {
    const field = signIn.code();
    if (!field) return { outcome: 'none' };
    const button = submitOf(field), why = refusal(field, button);
    if (why) return { outcome: why };
    if (offered) return measured(field);
    if (!type(field, code)) return { outcome: 'lost' };
    return send(field, button);
  }

  if (wanted) {
    const found = signIn.form();
    if (!found) return { outcome: 'none' };
    if (found.near) return { outcome: 'several', names: found.near };
    const { password, button } = found;
    // A name that is shown and cannot be changed was given on the page before.
    const name = found.name && signIn.usable(found.name) ? found.name : null;
    const last = password ?? name;
    if (!last || !signIn.usable(last)) return { outcome: 'none' };
    const why = refusal(last, button) ?? (name ? refusal(name, button) : null);
    if (why) return { outcome: why };
    if (offered) return password ? measured(password) : { outcome: 'measured', fits: 0, charset: 'UTF-8' };
    if (name && !type(name, wanted.username)) return { outcome: 'lost' };
    if (password && !type(password, wanted.password)) return { outcome: 'lost' };
    return { ...await send(last, button), stage: password ? 'password' : 'username', others: found.others || undefined };
  }

  const found = find.one(into ?? press);
  if (found.outcome) return { outcome: found.outcome, names: found.names, count: found.count };
  const element = found.element;
  if (!dom.visible(element)) return { outcome: 'not_found' };
  if (press) {
    const why = refusal(element, element);
    const holds = formOf(element)?.querySelector('input[type=password]');
    if (why && holds) return { outcome: why };
    guard();
    element.click();
    return { outcome: 'sent', fallback: found.fallback };
  }
  if (!(element instanceof HTMLInputElement)) return { outcome: 'not_found' };
  const why = refusal(element, submitOf(element));
  if (why) return { outcome: why };
  if (offered) return measured(element);
  return { outcome: type(element, value) ? 'typed' : 'lost', fallback: found.fallback };
}
