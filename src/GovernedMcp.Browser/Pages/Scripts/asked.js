// uses: forms, dialogs
// What a dialog over a form says, which its button opened; null: there is none.
ask => {
  const found = forms.root(ask);
  const dialog = found.element ? dialogs.over(found.element) : null;
  return { asked: dialog ? dom.clip(dom.text(dialog), 300) : null };
}
