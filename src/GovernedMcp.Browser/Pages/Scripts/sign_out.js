// uses: forms, signing_out
// Finds what signs out, if the page has it, and the request that it leads to as far as one can see. Asked to, presses it.
ask => {
  const element = signingOut.control();
  if (!element) return { offered: false };
  const form = element.form && /^(submit|image)$/.test(element.type) ? element.form : null;
  const address = form ? new URL(element.hasAttribute('formaction') ? element.formAction : forms.action(form), location.href) : /^http/.test(element.protocol) ? new URL(element.href) : null;
  const answer = { offered: true, method: form ? forms.method(form).toUpperCase() : 'GET', origin: address?.origin ?? '', path: address?.pathname ?? '' };
  if (ask.press) element.click();
  return answer;
}
