// A list whose choices are the pages of a table.
const pageLists = (() => {
  const { fold, squeeze } = dom;
  const word = /(?<!\p{L})(?:page|seite|página|pagina|strona|sida|side)(?!\p{L})/u;
  // How many rows a page has is no page.
  const sized = /(?<!\p{L})(?:per|pro|par|por) (?:page|seite|página|pagina)|(?<!\p{L})(?:size|rows|items|entries|zeilen|einträge)(?!\p{L})/u;
  const called = text => word.test(text) && !sized.test(text);
  // `of 12`, right after the list.
  const total = list => { const [, count] = /^(?:of|von|sur|de|di|av|af|van|z|\/) ?(\d{1,6})(?!\d)/u.exec(fold(after(list))) ?? []; return Number(count); };
  // The text that goes on from it, up to what can be used next.
  const after = list => {
    let text = '';
    for (let part = list; part && text.length < 20 && (part === list || !part.matches?.('input,select,textarea,button')); part = part.nextSibling ?? part.parentNode?.nextSibling) if (part !== list) text += ` ${part.textContent}`;
    return squeeze(text);
  };
  /** Its choices are the numbers from one on, as those of a list of amounts may be. */
  const counts = list => list.tagName === 'SELECT' && list.options.length > 1 && [...list.options].every((option, at) => new RegExp(`^\\D{0,12}${at + 1}(?:\\D|$)`).test(squeeze(option.text)));
  /** Besides, it is called a list of pages, each choice is, or as many as it has stands after it. */
  const turns = list => counts(list) && (called(fold(names.name(list))) || [...list.options].every(option => called(fold(option.text))) || total(list) === list.options.length);
  const choose = (list, at) => {
    list.selectedIndex = at;
    for (const event of ['input', 'change']) list.dispatchEvent(new Event(event, { bubbles: true }));
  };
  return { counts, turns, choose };
})();
