// Whether a control says, by its attributes or by a class, that it cannot be pressed.
const disabled = (() => {
  // A class that goes on after the word says what would be so if it were: `button-disabled-interactive`.
  const says = part => part.disabled === true || part.hasAttribute('disabled') || part.getAttribute('aria-disabled') === 'true' || /(^|[\s_-])disabled(?=\s|$)/i.test(part.getAttribute('class') ?? '');
  const within = part => part !== null && (says(part) || within(part.parentElement));
  return { says, within };
})();
