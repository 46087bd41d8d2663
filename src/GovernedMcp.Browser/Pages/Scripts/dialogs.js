// Dialogs that a page opened.
const dialogs = {
  /** The one that is seen, says something, and does not hold the element. */
  over: element => dom.all('[role=dialog],[role=alertdialog],[aria-modal=true],dialog[open]').find(one => dom.visible(one) && !one.contains(element) && dom.text(one)) ?? null,
};
