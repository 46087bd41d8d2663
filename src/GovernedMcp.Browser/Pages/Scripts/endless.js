// uses: scrolling
// Lists that add rows to themselves once their end comes into sight.
const endless = (() => {
  const pause = ms => new Promise(done => setTimeout(done, ms));
  // Scripts that wait until one has scrolled wait for less.
  const moment = 250;
  const room = box => box.scrollHeight - box.clientHeight - box.scrollTop > 1;
  /** The end of the rows may be out of sight, and scripts may add others when it comes. */
  const may = element => document.scripts.length > 0 && room(scrolling.box(null, element));
  /** Brings the end of the rows into sight: `grew` when rows joined them, `reached` when some may be on their way. */
  const lead = async (element, count) => {
    const box = scrolling.box(null, element), from = box.scrollTop, had = count();
    box.scrollTop = box.scrollHeight;
    for (const started = performance.now(); performance.now() - started < moment;) {
      await pause(25);
      if (count() > had) return 'grew';
    }
    box.scrollTop = from;
    return 'reached';
  };
  return { may, lead };
})();
