// Dialogs that a page opened.
const dialogs = (() => {
  const open = () => dom.all(dialogParts).filter(one => dom.visible(one) && dom.text(one));
  const covers = one => one.matches('[aria-modal=true],:modal') || one.contains(document.elementFromPoint(innerWidth / 2, innerHeight / 2));
  return {
    /** The one that is seen, says something, and does not hold the element. */
    over: element => open().find(one => !one.contains(element)) ?? null,
    /** The first words in it before anything to fill in, short as a title is. */
    firstLine: dialog => {
      const field = dialog.querySelector('input:not([type=hidden]),select,textarea,[contenteditable=true],[role=textbox],[role=combobox]');
      const line = find.innermost([...dialog.querySelectorAll('*')]).find(part => dom.visible(part) && /\p{L}{2}/u.test(dom.text(part)) && !part.closest('label,button,a,[role=button],[role=tab],legend'));
      return line && dom.text(line).length <= 60 && !(field && field.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING) ? dom.text(line) : '';
    },
    /** What the one is called that lies over the page, by its name, its first heading or its text as `read` gives it; null: none does. */
    name: read => {
      const last = open().findLast(covers);
      if (!last) return null;
      const heading = [...last.querySelectorAll('h1,h2,h3,h4,[role=heading]')].find(dom.visible);
      return dom.clip(names.seen(() => names.name(last)) || heading && read(heading) || read(last), 80) || null;
    },
  };
})();
