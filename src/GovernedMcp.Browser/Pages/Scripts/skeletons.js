// Rows that only keep the place of rows on their way: bars that say nothing, as their authors mark them, or as they move without end.
const skeletons = (() => {
  const named = '[class*=skeleton i],[class*=shimmer i],[class~=placeholder],[class~=placeholder-glow],[class~=placeholder-wave]', marked = `${named},[aria-busy=true]`;
  const moving = root => root.getAnimations({ subtree: true }).filter(({ effect }) => effect?.target && effect.getComputedTiming().iterations === Infinity).map(({ effect }) => effect.target);
  // Words under a bar that moves over them are none of the page's.
  const covers = (part, moved) => part.matches(named) && moved.has(part);
  // What was found of a table until the page may change.
  const kept = new Map();
  const found = root => {
    if (!kept.size) queueMicrotask(() => kept.clear());
    if (!kept.has(root)) kept.set(root, look(root));
    return kept.get(root);
  };
  const look = root => {
    const moved = new Set(moving(root)), within = root.parentElement?.closest(named), parts = new Set([...root.matches(named) || within ? [root] : [], ...root.querySelectorAll(marked), ...moved]);
    const bars = [...parts].filter(part => part === root || dom.visible(part));
    const mute = part => covers(part, moved) || part.matches('input[type=checkbox],input[type=radio],[role=checkbox]');
    const rows = new Set(bars.includes(root) ? root.querySelectorAll('tr,[role=row]') : bars.flatMap(part => [part.closest('tr,[role=row]') ?? []].flat()));
    const still = new Set([...rows].filter(row => row !== root && root.contains(row) && dom.text(row, mute) === ''));
    return { still, apart: bars.some(part => part !== root && part.matches(named) && !part.closest('tr,[role=row]') && dom.text(part, mute) === '') };
  };
  /** The rows, or groups of them, without those that only keep a place. */
  const without = (root, rows) => {
    const { still } = found(root);
    return still.size ? rows.filter(row => ![row].flat().every(part => still.has(part))) : rows;
  };
  /** How many places are kept in a table for rows on their way; in one that is `bare` of rows they may stand in no row. */
  const waiting = (root, bare) => {
    const { still, apart } = found(root);
    return [...still].filter(row => dom.visible(row)).length || Number(apart && bare());
  };
  return { without, waiting };
})();
