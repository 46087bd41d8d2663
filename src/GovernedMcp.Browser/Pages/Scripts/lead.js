// uses: press, leads
// Where to press the link, menu item or tab that goes by a name: `{ outcome: 'ok', x, y }`, or why not. What stands inside it does not matter,
// nor does what else on the page reads the same. Several that lead to one address are one; else `Edit (2)` is the second of the page.
({ name }) => {
  const { fold, clip } = dom;
  const all = leads.listed();
  // A long name is told cut off, and goes by that too.
  const called = value => find.innermost(all.filter(lead => lead.told.some(text => find.fits(text, { value }) || fold(clip(text)) === fold(value))).map(lead => lead.element));
  const places = value => {
    const found = new Map();
    for (const element of called(value)) {
      const place = leads.address(element) ?? element;
      found.set(place, [...(found.get(place) ?? []), element]);
    }
    return [...found.values()];
  };
  // Where one of several stands: in what row, item or sentence, or else under what heading.
  const around = element => {
    const row = element.closest('tr,[role=row],li,[role=listitem],p'), text = row ? dom.text(row) : '';
    return clip(text.length > dom.text(element).length ? text : names.seen(() => names.nearestHeading(element)));
  };

  let found = places(name);
  const [, plain, number] = /^(.*\S) \((\d{1,4})\)$/.exec(name) ?? [];
  if (!found.length && plain) found = places(plain).slice(number - 1, number);
  if (found.length === 1) {
    const tries = found[0].map(element => press({ element }));
    return tries.find(one => one.outcome === 'ok') ?? tries[0];
  }
  if (found.length) return { outcome: 'ambiguous', count: found.length, places: found.slice(0, 12).map(([element]) => ({ address: leads.address(element) ?? '', around: around(element) })) };
  const words = fold(name).split(/[^\p{L}\p{N}]+/u).filter(word => word.length > 2);
  const others = [...new Set(all.map(lead => clip(lead.told[0])))];
  const like = others.filter(text => words.some(word => fold(text).includes(word)));
  return { outcome: 'not_found', names: (like.length ? like : others).slice(0, 12) };
}
