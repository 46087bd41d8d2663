// uses: press
// Where to press the link, menu item or tab that goes by a name: `{ outcome: 'ok', x, y }`, or why not. What stands inside it does not matter,
// nor does what else on the page reads the same. Several that lead to one address are one; else `Edit (2)` is the second of the page.
({ name }) => {
  const { fold, clip } = dom;
  const told = element => [dom.text(element), names.seen(() => names.name(element))].filter(Boolean);
  const leads = dom.all('a[href],[role]').filter(element => /^(link|menuitem|menuitemcheckbox|menuitemradio|tab|treeitem)$/.test(names.role(element) ?? '') && dom.visible(element))
    .map(element => ({ element, told: told(element) }));
  // A long name is told cut off, and goes by that too.
  const called = value => find.innermost(leads.filter(lead => lead.told.some(text => find.fits(text, { value }) || fold(clip(text)) === fold(value))).map(lead => lead.element));
  const address = element => {
    const link = element.closest('a[href]');
    return link && /^https?:$/.test(link.protocol) && !link.getAttribute('href').startsWith('#') ? link.href : null;
  };
  const places = value => {
    const found = new Map();
    for (const element of called(value)) {
      const place = address(element) ?? element;
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
  if (found.length) return { outcome: 'ambiguous', count: found.length, places: found.slice(0, 12).map(([element]) => ({ address: address(element) ?? '', around: around(element) })) };
  const words = fold(name).split(/[^\p{L}\p{N}]+/u).filter(word => word.length > 2);
  const all = [...new Set(leads.map(lead => clip(lead.told[0] ?? '')).filter(Boolean))];
  const like = all.filter(text => words.some(word => fold(text).includes(word)));
  return { outcome: 'not_found', names: (like.length ? like : all).slice(0, 12) };
}
