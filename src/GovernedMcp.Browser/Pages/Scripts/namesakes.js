// Fields of a form that are called the same, such as two addresses, a quantity in each row, boxes that all say `Enabled`.
const namesakes = (() => {
  const { fold, squeeze } = dom;

  // What stands over a field: its group, else the heading before it; beside it: the first cell of its row.
  const sectionOf = element => {
    for (let group = dom.above(element)?.closest('fieldset,[role=group]'); group; group = dom.above(group)?.closest('fieldset,[role=group]')) if (names.name(group)) return names.name(group);
    return names.nearestHeading(element);
  };
  const rowOf = element => {
    const cells = [...(element.closest('tr,[role=row]')?.querySelectorAll(':scope > th,:scope > td,:scope > [role=rowheader],:scope > [role=cell],:scope > [role=gridcell]') ?? [])];
    return cells.filter(cell => !cell.querySelector('input,select,textarea,button')).map(cell => dom.text(cell)).find(Boolean) ?? '';
  };

  /** Gives each of those a label of its own, where its part of the form tells all of them apart. */
  const toldApart = list => {
    for (const alike of Map.groupBy(list.filter(field => field.label), field => fold(field.label)).values()) {
      if (alike.length < 2) continue;
      const boxes = alike.every(field => /^(checkbox|switch)$/.test(field.widget));
      for (const [part, whole] of [...(boxes ? [[names.beside, true]] : []), [sectionOf], [rowOf]]) {
        const apart = alike.map(field => names.seen(() => squeeze(part(field.elements[0]))).replace(/\s*[*:]+$/, ''));
        if (apart.includes('') || new Set(apart.map(fold)).size < alike.length) continue;
        for (const [at, field] of alike.entries()) field.label = whole ? apart[at] : `${apart[at]}: ${field.label}`;
        break;
      }
    }
    return list;
  };

  return { toldApart };
})();
