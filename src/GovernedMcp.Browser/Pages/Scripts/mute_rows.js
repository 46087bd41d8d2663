// Rows of a table that say nothing and offer nothing: they fill a page up, or keep the place of rows that are on their way.
const muteRows = (() => {
  const signs = 'img,svg,i,[data-icon],canvas,video,iframe,input,select,textarea,button,a[href],[role=button],[role=checkbox],[role=img],[aria-checked],[aria-label],[title],[contenteditable]';
  const is = line => !line.whole && (line.texts ? line.texts.every(told => told === '') : !/\S/.test(line.row.textContent) && !line.row.querySelector(signs));
  /** How many of them stand below the last row that says something: several, or one that makes a page as long as the one before it. */
  const fillers = (lines, full) => {
    const count = lines.length - 1 - lines.findLastIndex(line => !is(line));
    return count < lines.length && (count > 1 || lines.length === full) ? count : 0;
  };
  return { is, fillers };
})();
