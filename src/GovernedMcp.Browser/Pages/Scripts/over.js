// uses: forms, dialogs
// What lies over a field of a form so that nobody could click it: the dialog that is open, or what a click would hit; null: nothing does.
ask => {
  const found = forms.root(ask);
  const [field] = found.element ? forms.match(forms.fields(found.element), ask.field, found.element) : [];
  const { hit, by } = field ? dom.point(field.elements[0]) : { hit: true };
  if (hit) return { over: null };
  const dialog = dialogs.over(found.element);
  return { over: dialog ? dom.clip(dom.text(dialog), 300) : by, dialog: Boolean(dialog) };
}
