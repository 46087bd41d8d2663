// Dialogs that a page opened.
const dialogs = (() => {
  const open = () => dom.all('[role=dialog],[role=alertdialog],[aria-modal=true],dialog[open]').filter(one => dom.visible(one) && dom.text(one));
  const covers = one => one.matches('[aria-modal=true],:modal') || one.contains(document.elementFromPoint(innerWidth / 2, innerHeight / 2));
  return {
    /** The one that is seen, says something, and does not hold the element. */
    over: element => open().find(one => !one.contains(element)) ?? null,
    /** What the one is called that lies over the page, by its name, its first heading or its text as `read` gives it; null: none does. */
    name: read => {
      const last = open().findLast(covers);
      if (!last) return null;
      const heading = [...last.querySelectorAll('h1,h2,h3,h4,[role=heading]')].find(dom.visible);
      return dom.clip(names.seen(() => names.name(last)) || heading && read(heading) || read(last), 80) || null;
    },
  };
})();
