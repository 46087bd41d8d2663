// uses: forms, signing_out
// Finds what signs out, if the page has it. Asked to, presses it.
ask => {
  const element = signingOut.control();
  if (!element) return { pressed: false };
  if (ask.press) element.click();
  const form = element.form && /^(submit|image)$/.test(element.type) ? element.form : null;
  const address = form && new URL(element.hasAttribute('formaction') ? element.formAction : forms.action(form), location.href);
  return { pressed: true, method: form ? forms.method(form).toUpperCase() : 'GET', origin: address?.origin ?? '', path: address?.pathname ?? '' };
}
