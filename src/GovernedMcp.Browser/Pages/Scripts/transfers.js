// One list to choose from and one of what was chosen, with controls between them.
const transfers = (() => {
  const { squeeze } = dom;
  const partner = select => {
    if (select.tagName !== 'SELECT' || !select.multiple) return null;
    for (let box = select.parentElement, steps = 0; box && steps < 4 && box.tagName !== 'FORM'; box = box.parentElement, steps++) {
      const lists = [...box.querySelectorAll('select[multiple]')];
      if (lists.length > 2) return null;
      if (lists.length < 2) continue;
      const movers = [...box.querySelectorAll('button,a,input[type=button]')];
      const [from, to] = lists;
      const mover = pattern => movers.find(part => pattern.test(`${names.name(part)} ${part.id} ${part.className} ${squeeze(part.textContent)}`));
      const add = mover(/\b(add|choose|select)\b(?!.*all)|(^| )[>›→]|_add(_link)?\b(?!.*all)/i), take = mover(/\b(remove|deselect)\b(?!.*all)|(^| )[<‹←]|_remove(_link)?\b(?!.*all)/i);
      return add && take ? { from, to, add, take } : null;
    }
    return null;
  };
  return { partner };
})();
