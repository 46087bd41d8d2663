// uses: forms, senders
// Finds the one control that sends a form, and where to click it. Touches nothing but the scroll position.
ask => {
  const found = forms.root(ask);
  if (!found.element) return found;
  const root = found.element;
  const { control, ...none } = senders.one(ask, root);
  if (!control) return none;
  if (control.disabled || control.getAttribute('aria-disabled') === 'true') return { outcome: 'disabled', names: [names.describe(control)] };
  const point = dom.point(control);
  return { outcome: 'ok', name: names.name(control), ...point, dialog: !point.hit && dom.all('[role=dialog],[role=alertdialog],[aria-modal=true],dialog[open]').some(one => dom.visible(one) && !one.contains(control) && dom.text(one)) };
}
