// uses: tables, pairs
// Reads a record: the labels of a part of the page and the values beside them.
async ask => {
  await arrived();
  const found = ask.root ? find.one(ask.root) : { element: find.many({ by: 'role', role: 'main' }).find(dom.visible) ?? document.body };
  if (!found.element) return found;
  return { outcome: 'ok', pairs: pairs.read(found.element), fallback: found.fallback, hidden: dom.hidden.texts };
}
