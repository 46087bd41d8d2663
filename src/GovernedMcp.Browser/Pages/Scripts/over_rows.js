// Rows between the titles of a table and its records that are none: of fields that filter the columns, or of pictures that sort by them.
const overRows = (() => {
  const fields = 'input:not([type=hidden],[type=checkbox],[type=radio],[type=submit],[type=button],[type=image],[type=reset]),select,textarea', controls = 'input,select,textarea,button,[role=button]';
  const sorts = link => link.origin === location.origin && link.pathname === location.pathname && link.search !== location.search;
  const reads = cell => dom.text(cell, part => part.matches(controls)) !== '';
  const filled = field => (field.tagName === 'SELECT' ? field.selectedIndex > 0 : field.value !== '');
  const value = field => dom.fold(field.tagName === 'SELECT' ? field.selectedOptions[0].text : field.value).replace(/^[*%]+|[*%]+$/g, '');
  const text = (line, at) => dom.fold(line.texts ? line.texts[at] : line.cells[at] ? dom.text(line.cells[at]) : '');
  // A record that is being changed stands in its fields; what a filter was given, all records fit.
  const fits = (line, at, below) => at.every(place => [...line.cells[place].querySelectorAll(fields)].filter(filled).every(field => below.every(other => text(other, place).includes(value(field)))));
  const works = cell => cell !== null && cell !== undefined && (cell.querySelector(fields) !== null || [...cell.querySelectorAll('a[href]')].some(sorts)) && !reads(cell);
  // Which columns it works on; one cell may say what the row does.
  const worksOn = line => {
    if (line.texts || line.head || line.foot || line.whole) return [];
    const at = [...line.cells.keys()].filter(place => works(line.cells[place]));
    return at.length > 1 && line.cells.filter(cell => cell && reads(cell)).length < 2 ? at : [];
  };
  /** Takes such rows out of the lines of a table: only where rows follow that hold no such thing in the same columns, and say something there. */
  const leave = lines => {
    const first = lines.findIndex(line => !line.head);
    if (first < 1) return;
    const over = [];
    for (let next = lines[first]; next && over.length < 3 && worksOn(next).length; next = lines[first + over.length]) over.push({ line: next, at: worksOn(next) });
    const below = lines.slice(first + over.length).filter(line => !line.whole && !line.foot).slice(0, 40);
    const says = (line, at) => (line.texts ? line.texts[at] !== '' : Boolean(line.cells[at]) && reads(line.cells[at]));
    // Where no record fits, fields below a row that sorts are none either.
    const typed = over.map(({ line, at }) => at.some(place => line.cells[place].querySelector(fields))), empty = below.length === 0 && !typed[0] && typed.includes(true);
    const records = ({ at }) => empty || below.length > 0 && below.every(line => line.texts || at.every(place => !works(line.cells[place]))) && below.some(line => at.some(place => says(line, place)));
    if (over.length && over.every(one => records(one) && fits(one.line, one.at, below))) lines.splice(first, over.length);
  };
  return { leave };
})();
