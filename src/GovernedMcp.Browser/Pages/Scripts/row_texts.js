// What a person reads in a row besides its buttons: each cell for itself, or each part where it has none.
const rowTexts = row => {
  const cells = [...row.querySelectorAll('td,th,[role=cell],[role=gridcell],[role=rowheader]')].filter(cell => cell.closest('tr,[role=row]') === row);
  const inside = part => { const around = part.closest('form,button'); return around !== null && around !== row && row.contains(around); };
  return (cells.length ? cells : find.innermost([...row.querySelectorAll('*')])).filter(part => !inside(part) && !part.querySelector('form') && dom.visible(part));
};
