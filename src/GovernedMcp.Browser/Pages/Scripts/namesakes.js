// What fields of a form go by, also those that are called the same: two addresses, a quantity in each row, boxes that all say `Enabled`.
const namesakes = (() => {
  const { fold, squeeze } = dom;

  // What stands over a field: its group, else the heading before it, or the label with which its part of the form begins; beside it: the first cell of its row.
  const sectionOf = element => {
    for (let group = dom.above(element)?.closest('fieldset,[role=group]'); group; group = dom.above(group)?.closest('fieldset,[role=group]')) if (names.name(group)) return names.name(group);
    return names.nearestHeading(element);
  };
  // A label of several fields names none of them: it stands before the field, and before the one that names it.
  const labelOver = alike => element => {
    for (let box = element.parentElement; box && alike.every(field => field.elements[0] === element || !box.contains(field.elements[0])); box = box.parentElement) {
      const [first, second] = [...box.querySelectorAll('label')].filter(label => dom.visible(label) && !label.querySelector('input,select,textarea,button'));
      if (second && first.control === null && [first, second].every(label => label.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING || label === second)) return dom.text(first);
    }
    return '';
  };
  const rowOf = element => {
    const cells = [...(element.closest('tr,[role=row]')?.querySelectorAll(':scope > th,:scope > td,:scope > [role=rowheader],:scope > [role=cell],:scope > [role=gridcell]') ?? [])];
    return cells.filter(cell => !cell.querySelector('input:not([type=hidden]),select,textarea,button')).map(cell => dom.text(cell)).find(Boolean) ?? '';
  };

  /** Gives each of those a label of its own, where its part of the form tells all of them apart. */
  const toldApart = list => {
    for (const alike of Map.groupBy(list.filter(field => field.label), field => fold(field.label)).values()) {
      if (alike.length < 2) continue;
      const boxes = alike.every(field => /^(checkbox|switch)$/.test(field.widget));
      // Where the same rows come more than once, the row tells the fields of one from those of others.
      for (const [part, whole, least] of [...(boxes ? [[names.beside, true]] : []), [sectionOf], [labelOver(alike)], [rowOf], [rowOf, false, 2]]) {
        const apart = alike.map(field => names.seen(() => squeeze(part(field.elements[0]))).replace(/\s*[*:]+$/, ''));
        if (apart.includes('') || new Set(apart.map(fold)).size < (least ?? alike.length)) continue;
        alike.forEach((field, at) => { field.label = whole ? apart[at] : `${apart[at]}: ${field.label}`; });
        break;
      }
    }
    return list;
  };

  /** The fields that a wanted one may mean: by locator, label, or the name it is sent under; of several of one label by its place among them, `Street (2)`; one without either as `field-3`. */
  const match = (list, want, root) => {
    if (want.locator) {
      const found = find.many(want.locator, root);
      return list.filter(field => field.elements.some(element => found.some(one => one === element || dom.within(element, one))));
    }
    const label = want.label ?? want.key, called = field => [field.called, field.label];
    // Some say beside the name how many were chosen.
    const counted = name => name.replace(/\s*\(\d+\)$/, '');
    for (const test of [field => called(field).some(name => find.bare(name) === find.bare(label)), field => field.name === label || field.id === label, field => called(field).some(name => name !== counted(name) && find.bare(counted(name)) === find.bare(label))]) {
      const found = list.filter(test);
      if (found.length) return found;
    }
    // A long label is told cut off, and goes by that too.
    const cut = label.length >= 80 || label.endsWith('…') ? fold(label.replace(/…$/, '')) : '', begun = cut.length >= 40 ? list.filter(field => called(field).some(name => fold(name).startsWith(cut))) : [];
    if (begun.length) return begun;
    const [, plain, place] = /^(.*\S) \((\d{1,3})\)$/.exec(label) ?? [];
    const alike = plain ? list.filter(field => find.bare(field.label) === find.bare(plain)) : [];
    if (alike.length > 1) return alike.slice(place - 1, place);
    // What has neither a label nor a name goes by its place in the form.
    const [, at] = /^field-(\d{1,3})$/.exec(label) ?? [];
    return list.filter((field, index) => index === at - 1 && !field.label && !field.name);
  };

  return { toldApart, match };
})();
