// Rows that only keep the place of rows on their way: bars that say nothing, as their authors mark them, or as they move without end; and rows of which
// a cell says no more than that it is on its way.
const skeletons = (() => {
  const named = '[class*=skeleton i],[class*=shimmer i],[class~=placeholder],[class~=placeholder-glow],[class~=placeholder-wave]', marked = `${named},[aria-busy=true]`, row = 'tr,[role=row]';
  const moving = root => root.getAnimations({ subtree: true }).filter(({ effect }) => effect?.target && effect.getComputedTiming().iterations === Infinity).map(({ effect }) => effect.target);
  // Few rows are told by the bars in them, under which words may be hidden. Of thousands those at both ends that say nothing are looked at: rows come there, or all at once.
  const many = 200;
  const says = one => [...one.children].some(cell => /\S/.test(cell.textContent));
  const ends = rows => [rows.slice(0, rows.findIndex(says)), rows.slice(rows.findLastIndex(says) + 1)].flat();
  const coming = /^(loading|(wird )?geladen|lädt|laden|chargement|cargando|caricamento|carregando|ładowanie|laddar|indlæser|laster|загрузка|завантаження|加载中|読み込み中)\s?(\.{3}|…)$/i;
  const partly = rows => (rows.length > many ? [] : rows.filter(one => [...one.children].some(cell => cell.textContent.length < 40 && coming.test(dom.squeeze(cell.textContent)))));
  // What was found of a table until the page may change.
  const kept = new Map();
  const found = root => {
    if (!kept.size) queueMicrotask(() => kept.clear());
    if (!kept.has(root)) kept.set(root, look(root));
    return kept.get(root);
  };
  const look = root => {
    const moved = new Set(moving(root)), rows = [...root.querySelectorAll(row)], whole = moved.has(root) || root.closest(named) !== null;
    const bars = () => [...moved, ...root.querySelectorAll(marked)].map(part => part.closest(row)).filter(one => one !== root && root.contains(one));
    const likely = rows.length > many ? ends(rows) : whole ? rows : bars();
    // Words under a bar that moves over them are none of the page's.
    const mute = part => part.matches(named) && moved.has(part) || part.matches('input[type=checkbox],input[type=radio],[role=checkbox]');
    const holds = one => [one, ...one.querySelectorAll('*')].some(part => (moved.has(part) || part.matches(marked)) && dom.visible(part));
    const still = new Set([...new Set(likely)].filter(one => (whole || holds(one)) && dom.text(one, mute) === ''));
    return { still, partly: partly(rows).filter(one => !still.has(one)), apart: () => [...root.querySelectorAll(named)].some(part => !part.closest(row) && dom.visible(part) && dom.text(part, mute) === '') };
  };
  /** The rows, or groups of them, without those that only keep a place. */
  const without = (root, rows) => {
    const { still } = found(root);
    return still.size ? rows.filter(one => ![one].flat().every(part => still.has(part))) : rows;
  };
  /** How many places are kept in a table for rows on their way; in one that is `bare` of rows they may stand in no row. */
  const waiting = (root, bare) => {
    const { still, partly, apart } = found(root);
    return [...still, ...partly].filter(one => dom.visible(one)).length || Number(bare() && apart());
  };
  return { without, waiting };
})();
