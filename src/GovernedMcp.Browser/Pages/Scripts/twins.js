// Boxes to tick and choices that a page draws itself, each beside the control of HTML that keeps it and that nobody sees.
const twins = (() => {
  const drawn = '[role=checkbox],[role=switch],[role=radio]', kept = 'input[type=checkbox][aria-hidden=true][tabindex="-1"],input[type=radio][aria-hidden=true][tabindex="-1"]';
  const fits = (shown, input) => shown?.matches(drawn) && !shown.matches('input') && input?.matches(kept) && (shown.getAttribute('role') === 'radio') === (input.type === 'radio');
  /** The control that keeps what this part draws: its name, value and labels are the part's too. */
  const keeper = part => [part.nextElementSibling, part.previousElementSibling].find(input => fits(part, input)) ?? null;
  /** A control that a part beside it is drawn for. */
  const isKept = input => [input.previousElementSibling, input.nextElementSibling].some(part => fits(part, input) && dom.visible(part));

  return { keeper, isKept };
})();
