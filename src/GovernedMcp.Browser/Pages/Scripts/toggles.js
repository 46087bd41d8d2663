// Choices that are drawn as buttons, of which one or several stay pressed.
const toggles = (() => {
  const parts = group => dom.all('[aria-pressed]', group);
  /** A named group of nothing but such buttons, among the fields of a form. */
  const is = element => element.matches('[role=group],[role=radiogroup]') && element.closest('form,[role=form],[role=dialog],dialog') !== null && element.closest('[role=toolbar],nav') === null && parts(element).length > 1
    && dom.all('button,[role=button],a[href],input:not([type=hidden]),select,textarea', element).every(part => part.hasAttribute('aria-pressed')) && names.name(element) !== '';
  return { parts, is };
})();
