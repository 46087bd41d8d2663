// uses: forms, senders, picking, dialogs, notices
// Finds the one control that sends a form, and where to click it; or the field in which Enter does. Touches nothing but the scroll position,
// and the focus where a mere message lies over the control: a key presses it then.
ask => {
  const found = forms.root(ask);
  if (!found.element) return found;
  const root = found.element;
  const { control, enter, ...none } = senders.one(ask, root);
  if (!control) return none;
  if (control.disabled || control.getAttribute('aria-disabled') === 'true') return { outcome: 'disabled', names: [names.describe(control)] };
  const point = dom.point(control);
  // Something that a field opened and left open, or a dialog of the page.
  const open = () => picking.active()?.getAttribute('aria-expanded') === 'true' || dialogs.over(control) !== null;
  const dialog = !point.hit && open();
  const keyed = !point.hit && !dialog && !enter && control.matches('button,input[type=submit],input[type=button]') && notices.over(control, point);
  if (keyed) control.focus({ preventScroll: true });
  return { outcome: 'ok', name: names.name(control), enter, ...point, dialog, keyed: keyed && picking.active() === control };
}
