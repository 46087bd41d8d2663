// Messages that a page puts over itself. They say something and ask for nothing, so that what lies under one may still be used: by the keyboard.
const notices = (() => {
  const asking = 'a[href],button,input,select,textarea,summary,dialog,iframe,object,embed,canvas,video,[contenteditable],[tabindex],[onclick],[aria-modal],[role]:not([role=alert],[role=status],[role=log],[role=img],[role=none],[role=presentation])';
  const closing = /^(×|✕|✖|x|close|dismiss|schließen|fermer|cerrar|chiudi|fechar|sluiten|zamknij)$/u;
  const floating = part => /^(fixed|absolute)$/.test(dom.styleOf(part).position);
  const closes = control => control.matches('a[href],button,[role=button]') && closing.test(find.bare(names.name(control)));
  const small = ({ width, height }) => width * height <= innerWidth * innerHeight / 4;
  return {
    /** Whether one lies over the point of an element where a click would land. */
    over: (element, { x, y }) => {
      if (element.ownerDocument !== document) return false;
      let box = document.elementFromPoint(x, y);
      while (box && !floating(box)) box = dom.above(box);
      if (!box || dom.within(element, box) || !small(box.getBoundingClientRect()) || !dom.text(box)) return false;
      return !box.matches(asking) && [...box.querySelectorAll(asking)].every(closes);
    },
  };
})();
