// uses: forms
// Finds the one control that sends a form, and where to click it. Touches nothing but the scroll position.
ask => {
  const found = forms.root(ask);
  if (!found.element) return found;
  const root = found.element;
  const { control, ...none } = forms.sender(ask, root);
  if (!control) return none;
  if (control.disabled || control.getAttribute('aria-disabled') === 'true') return { outcome: 'disabled', names: [names.describe(control)] };
  return { outcome: 'ok', name: names.name(control), ...dom.point(control) };
}
