// uses: steps, scrolling, page_lists
// Turns to the further rows of a table, or only looks whether there are any: `clicked`, `more`, `last`, `ambiguous`, or
// `undecided` when what would be pressed may belong to another table.
const pager = (() => {
  const { fold, visible, squeeze } = dom, { called, closed, isNext, isPrevious } = steps;
  // The number of a page, which some write in brackets or with a nought before it.
  const numeral = element => squeeze(element.textContent).replace(/^[[(]\s*|\s*[\])]$/g, '').replace(/^0(?=\d)/, '');
  // What stands side by side with nothing but room between is two numbers, not one.
  const apart = part => (part.matches('a,button,[role=button],[role=link]') || !part.firstElementChild && /^\d{1,6}$/.test(numeral(part))) && ` ${dom.text(part)} `;
  const written = bar => squeeze(dom.text(bar, apart).replace(/[[\]()|·•,]+/g, ' ').replace(/(?<!\d)0(?=\d)/g, ''));
  const following = (element, root) => Boolean(root.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  // In the rows of a table. What foots it, or a row of one cell all over it, may hold what turns its pages.
  const amongRows = (element, root) => {
    if (!root.contains(element)) return false;
    if (root.tagName !== 'TABLE') return !/^(grid|treegrid|table)$/.test(root.getAttribute('role') ?? '') || tables.rowsOf(root).some(row => row.contains(element));
    let row = element.closest('tr');
    while (row && row.closest('table') !== root) row = row.closest('table').parentElement.closest('tr');
    return !row || !row.parentElement.matches('tfoot') && !(row.cells.length === 1 && row.cells[0].colSpan > 1);
  };
  // A pager above and one below the table are the same control twice.
  const single = (found, root) => {
    if (found.length < 2) return found[0] ?? null;
    const where = new Set(found.map(element => element.getAttribute('href') ?? ''));
    if (where.size === 1 && !where.has('') && !where.has('#')) return found[0];
    const after = found.filter(element => following(element, root) && !root.contains(element));
    return after.length && new Set(found.map(element => fold(names.name(element)))).size === 1 ? after[0] : undefined;
  };

  // A table of two rows without titles may be a pager itself.
  const holdsRows = table => tables.rowsOf(table).length > (table.querySelector('caption,th,[role=columnheader]') ? 1 : 2);
  const headings = 'h1,h2,h3,h4,h5,h6,[role=heading]';
  // Where a part stands in the tree of another: what is in a shadow, where its host does.
  const seat = (element, tree) => {
    for (let node = element; node; node = node.getRootNode().host) if (node.getRootNode() === tree) return node;
    return null;
  };
  /** The one table that a control, or a part around it without tables, names: by `aria-controls`, or by an id that goes on from the table's. */
  const named = (control, all) => {
    for (let node = control; node && !all.some(table => dom.within(table, node)); node = dom.above(node)) {
      const parts = (node.getAttribute('aria-controls') ?? '').split(/\s+/).filter(Boolean).map(id => node.getRootNode().getElementById?.(id)).filter(Boolean);
      const told = all.filter(table => parts.some(part => dom.within(table, part)) || table.id && node.id.startsWith(table.id) && /^[-_:.]/.test(node.id.slice(table.id.length)));
      if (told.length === 1) return told[0];
    }
    return null;
  };
  /** As many controls as tables, one by one in turn: each control goes with the table after it, or before it, whichever the first of all is. */
  const paired = (control, controls, seats) => {
    const tables = [...seats].map(([table, place]) => ({ table, place })), all = [...tables, ...controls.map(place => ({ place }))].sort((one, other) => (following(other.place, one.place) ? -1 : 1));
    if (tables.length !== controls.length || all.some((one, at) => at > 0 && !one.table === !all[at - 1].table)) return null;
    const at = all.findIndex(one => one.place === control);
    return at < 0 ? null : all[at + (all[0].table ? -1 : 1)].table;
  };
  /** Of tables that are equally near to a control, the one whose it is: the last of all before it, or what pairs and headings tell of one between two. */
  const followed = (control, near, scope, controls) => {
    const seats = new Map(near.map(table => [table, seat(table, control.getRootNode())]));
    if ([...seats.values()].includes(null)) return null;
    const isBefore = (one, other) => following(seats.get(other), seats.get(one)) || seats.get(one) === seats.get(other) && following(other, one);
    const pair = paired(control, controls, seats);
    if (pair) return pair;
    const last = near.filter(table => following(control, seats.get(table))).reduce((one, table) => (one && isBefore(table, one) ? one : table), null);
    if (!last) return null;
    const after = near.map(table => seats.get(table)).filter(place => following(place, control));
    const shown = [...scope.querySelectorAll(headings)].filter(heading => visible(heading) && !near.some(table => table.contains(heading)));
    const titled = shown.some(heading => following(heading, control) && after.every(place => following(place, heading)));
    return !after.length || titled ? last : null;
  };
  // What stands over a pager alone is no title of a table.
  const titles = (one, other) => [...document.querySelectorAll(headings)].filter(heading => visible(heading) && !/^(pag(e|in)|seite)/.test(fold(names.name(heading))) && following(heading, one) && following(other, heading));
  /** Of a control that stands nearer to a table before it, and under a title of what comes after it: the table after it where that is its title, null where it has another. */
  const headed = (control, near, all) => {
    if (control.getRootNode() !== near.getRootNode() || !following(control, near) || near.contains(control) || !titles(near, control).some(heading => !all.some(table => table.contains(heading)))) return near;
    const next = all.find(table => following(table, control) && !all.some(other => following(other, control) && following(table, other)));
    return !next || titles(control, next).length ? near : names.name(next) ? null : next;
  };
  /** Tells of a control whether it is the table's `own`: of all tables, this one shares with it what lies furthest in. */
  const belonging = (root, lookIn) => {
    const all = [root, ...tables.shown().filter(table => holdsRows(table) && !dom.within(table, root) && !dom.within(root, table))];
    return control => {
      const told = named(control, all);
      if (told) return told === root ? 'own' : 'other';
      for (let scope = control; scope; scope = dom.above(scope)) {
        const near = all.filter(table => dom.within(table, scope));
        if (!near.length) continue;
        const owner = near.length === 1 ? headed(control, near[0], all) : followed(control, near, scope, lookIn(scope));
        return owner === root ? 'own' : owner ? 'other' : 'undecided';
      }
      return 'other';
    };
  };
  /** The controls nearest to a table that are its own; else those that may be, as `doubtful`. */
  const nearest = (root, lookIn) => {
    const whose = belonging(root, lookIn);
    for (let scope = dom.above(root); scope; scope = dom.above(scope)) {
      const near = lookIn(scope).map(element => ({ element, whose: whose(element) }));
      const own = near.filter(one => one.whose === 'own'), doubtful = near.filter(one => one.whose === 'undecided' && !closed(one.element));
      if (own.length || doubtful.length) return { found: (own.length ? own : doubtful).map(one => one.element), doubtful: !own.length };
    }
    return { found: [] };
  };
  // Of links that lead to one place the last says whose they are.
  const leading = found => found.filter((element, at) => !/^[^#]/.test(element.getAttribute('href') ?? '') || !found.slice(at + 1).some(other => other.getAttribute('href') === element.getAttribute('href')));
  const guessed = (root, shown = visible) => nearest(root, scope => leading([...scope.querySelectorAll('a,button,[role=button],[role=link],input[type=button],input[type=submit]')].filter(element => shown(element) && !amongRows(element, root)
    && (/(^|\s)next(\s|$)/.test(element.getAttribute('rel') ?? '') || isNext(element)))));
  // Scripts turn pages also by numbers that are neither links nor buttons: what stands alone in its part and is shown as what one presses.
  const numerals = tree => [...tree.querySelectorAll('li,div,span,a:not([href])')].filter(part => !part.firstElementChild && part.textContent.length < 12 && ofPage().test(squeeze(part.textContent)) && getComputedStyle(part).cursor === 'pointer');
  // A row of page numbers begins at the first page; where it leaves some out, it still counts up. Once pages were turned, it may show those around the page alone that it can be at by then:
  // what says another number, as a row of years does, counts something else.
  let most = 1;
  const going = () => most > 1;
  const ofPage = () => (going() ? /^\d{1,6}$/ : /^[12]$/);
  const counts = bar => {
    const told = written(bar), numbers = (told.match(/\d+/g) ?? []).map(Number);
    if (told.length >= 200) return false;
    if (/(^|\s)1\s+2(\s|$)/.test(told)) return true;
    const { at } = standing(bar);
    return (numbers[0] === 1 || going() && at !== null && at <= most) && numbers.length > (going() ? 1 : 2) && numbers.every((number, at) => at === 0 || number > numbers[at - 1]) && numbers.some((number, at) => number === numbers[at - 1] + 1);
  };
  // Rows of page numbers near the table, one of them to press, and little else.
  const numbered = root => {
    const loose = numerals(root.getRootNode());
    return nearest(root, scope => bars(root, scope, loose));
  };
  // Further on, some show the numbers around the one that the page is at alone: in a part that is called a pager, with that one marked.
  const around = bar => bar.closest('[aria-label*="pag" i],[class*="pagina" i],[class*="pager" i]') !== null && bar.querySelector('[aria-current]:not([aria-current=false])') !== null
    && (written(bar).match(/\d+/g) ?? []).some((number, at, all) => at > 0 && Number(number) === Number(all[at - 1]) + 1);
  const bars = (root, scope, loose) => {
    const bars = new Set();
    for (const link of [...scope.querySelectorAll('a[href],button,[role=button],[role=link]'), ...loose.filter(part => scope.contains(part))]) {
      if (!/^\d{1,6}$/.test(numeral(link)) || amongRows(link, root) || !visible(link)) continue;
      for (let bar = dom.above(link), steps = 0; bar && steps < 3 && !bar.contains(root); bar = dom.above(bar), steps++) {
        if (counts(bar) || around(bar)) {
          bars.add(bar);
          break;
        }
      }
    }
    return [...bars];
  };
  // Lists of the pages; drawn twice, they are at the same one.
  const listed = root => {
    const { found, doubtful } = nearest(root, scope => [...scope.querySelectorAll('select')].filter(list => visible(list) && !amongRows(list, root) && pageLists.turns(list)));
    return { list: found.every(list => list.selectedIndex === found[0].selectedIndex && list.options.length === found[0].options.length) ? found[0] : undefined, doubtful };
  };
  /** The numbers of such a row, and the one that the page is `at`: marked, none to press, or plain text between those to press. */
  const standing = bar => {
    const items = [...bar.querySelectorAll('*')].filter(element => !element.firstElementChild && /^\d{1,6}$/.test(numeral(element)) && visible(element));
    // The parts of the bar that are about one number alone.
    const about = item => {
      const parts = [];
      for (let part = item; part && part !== bar && items.every(other => other === item || !part.contains(other)); part = dom.above(part)) parts.push(part);
      return parts;
    };
    const current = items.find(element => element.closest('[aria-current]:not([aria-current=false])'))
      ?? items.find(element => about(element).some(part => /(^|[\s_-])(active|current|selected)($|[\s_-])/i.test(part.getAttribute('class') ?? '')))
      ?? items.find(element => !element.closest('a,button'));
    if (current) return { items, at: Number(numeral(current)) };
    const plain = (written(bar).match(/\d+/g) ?? []).filter(number => !items.some(item => numeral(item) === number));
    return { items, at: plain.length === 1 ? Number(plain[0]) : null };
  };
  // After the last number of many, dots that can be pressed lead to the page that comes then.
  const beyondAll = (bar, items, at) => {
    const last = items.reduce((one, other) => (Number(numeral(other)) > Number(numeral(one)) ? other : one));
    return Number(numeral(last)) === at && items.length > 2 ? [...(dom.above(bar) ?? bar).querySelectorAll('a,button,[role=button],[role=link]')].find(part => /^(\.{3}|…)$/.test(squeeze(part.textContent)) && following(part, last) && visible(part)) : undefined;
  };
  /** The number of the page that the pager of a table stands at, which is `page` at most; 0: it tells none. */
  const stands = (root, page) => {
    most = page;
    const { found: [bar], doubtful } = numbered(root);
    return bar && !doubtful ? standing(bar).at ?? 0 : 0;
  };
  /** The way on of a table stands in a pager that counts from the first page to this one, which is marked, and no further: some keep it open there, and it leads nowhere. */
  const isFinal = (root, page) => {
    const { found, doubtful } = guessed(root), current = '[aria-current]:not([aria-current=false])';
    let bar = found.length && !doubtful ? dom.above(single(stepping(found), root) ?? document) : null;
    while (bar && !bar.querySelector(current)) bar = dom.above(bar);
    if (!bar || bar.contains(root) || !bar.closest('[aria-label*="pag" i],[class*="pagina" i],[class*="pager" i]')) return false;
    const marked = [...bar.querySelectorAll(current)];
    if (marked.length !== 1 || numeral(marked[0]) !== String(page)) return false;
    const numbers = standing(bar).items.map(item => Number(numeral(item)));
    return numbers[0] === 1 && numbers.at(-1) === page && numbers.every((number, at) => at === 0 || number > numbers[at - 1])
      && ![...bar.querySelectorAll('*')].some(part => following(part, marked[0]) && !marked[0].contains(part) && (/…|⋯|\.{3}|^[»≫]$|^>>$/.test(part.textContent.trim()) || /ellipsis|dots/i.test(part.getAttribute('class') ?? '')));
  };
  /** The pager of a table says that rows come before those that it shows. A link that stays one on the first page too says nothing, nor does a button that only a script listens to. */
  const begun = root => {
    const { found: [bar], doubtful } = numbered(root), at = bar && standing(bar).at;
    if (at > 1 || at && !doubtful) return at > 1;
    if (listed(root).list?.selectedIndex > 0) return true;
    const goes = control => (control.tagName === 'A' ? /^[^#]/.test(control.getAttribute('href')) && /^https?:/.test(control.href) && control.href !== location.href : Boolean(control.form?.hasAttribute('action')));
    const back = nearest(root, scope => leading([...scope.querySelectorAll('a[href],button,input[type=submit]')].filter(control => visible(control) && !amongRows(control, root) && (control.tagName === 'A' || control.type === 'submit') && goes(control)
      && (/(^|\s)prev(\s|$)/.test(control.getAttribute('rel') ?? '') || isPrevious(control)))));
    return back.found.some(link => !closed(link)) || ended(root);
  };
  // Where the way on is closed, the pager closes its ways: one back that is open leads somewhere.
  const ended = root => {
    const ways = nearest(root, scope => [...scope.querySelectorAll('button')].filter(control => visible(control) && !amongRows(control, root) && (isNext(control) || isPrevious(control))));
    return !ways.doubtful && ways.found.some(control => isNext(control) && closed(control)) && ways.found.some(control => !isNext(control) && !closed(control));
  };
  // Beside an arrow for the next page, a double one leads to the last.
  const stepping = found => {
    const near = found.filter(element => !/^(>>|»|≫)$/.test(names.name(element).trim()));
    return near.length ? near : found;
  };
  // What adds rows to those that are there, and leads to no other page.
  const moreWords = /^(?:load|show) more(?: (?:results|rows|records|entries|items|orders))?$|^(?:mehr|weitere) (?:laden|anzeigen)$|^(?:charger|afficher|voir) plus$|^(?:cargar|mostrar|ver) más$|^(?:carica|mostra) altri$|^meer (?:laden|tonen)$|^もっと見る$|^加载更多$/u;
  // A row of the table that is one such control and nothing else needs to say less; drawn twice, it is the same one.
  const bareWords = /^(?:more|mehr|weitere|plus|más|altri|meer|mais|więcej|mer|mere|flere|další|ещё|еще|更多)$/u;
  const rowOf = (element, root) => { const row = element.closest('tr'); return row && root.contains(row) && row.cells.length === 1 && squeeze(row.textContent) === squeeze(element.textContent) ? row : null; };
  const saysMore = (element, root) => { const name = fold(names.name(element)).replace(/[\s.…]+$/u, ''); return moreWords.test(name) || bareWords.test(name) && rowOf(element, root) !== null; };
  const once = (found, root) => {
    const [first, ...others] = found.map(element => rowOf(element, root));
    return first && others.every((row, at) => row && row.previousElementSibling === (at ? others[at - 1] : first) && called(found[at + 1]) === called(found[0])) ? found.slice(-1) : found;
  };
  const adding = root => {
    const { found, doubtful } = nearest(root, scope => [...scope.querySelectorAll('button,[role=button],a')].filter(element => visible(element) && !amongRows(element, root) && !/^[^#]/.test(element.getAttribute('href') ?? '') && saysMore(element, root)));
    return { found: once(found, root), doubtful };
  };
  /** The table has one button of its own that adds rows to it. */
  const grows = root => { const { found, doubtful } = adding(root); return found.length === 1 && !doubtful && !closed(found[0]); };
  const declared = control => ({ found: find.many(control).filter(visible) });
  let go = true, later = null;
  let doubted, leaving = false;
  // Whether a press leads to another document, as far as the browser tells it at once.
  const leads = press => {
    let away = false;
    const heard = event => { away ||= !event.destination.sameDocument && event.downloadRequest === null && !event.defaultPrevented; };
    window.navigation?.addEventListener('navigate', heard);
    press();
    window.navigation?.removeEventListener('navigate', heard);
    return away && !window.navigation.transition;
  };
  // A person would meet what stands in a control and holds all that it says, which may be all that listens.
  const innermost = element => {
    const [part] = element.children, told = squeeze(element.textContent);
    return part instanceof HTMLElement && told && squeeze(part.textContent) === told && visible(part) ? innermost(part) : element;
  };
  const press = (element, doubtful) => {
    if (closed(element)) return 'last';
    if (doubtful) {
      doubted = names.describe(element);
      return 'undecided';
    }
    if (!go) return 'more';
    const turn = () => leads(() => (element.tagName === 'SELECT' ? pageLists.choose(element, element.selectedIndex + 1) : innermost(element).click()));
    if (later) later(turn);
    else leaving = turn();
    return 'clicked';
  };

  const ways = {
    next: (control, root) => {
      const { found, doubtful } = control ? declared(control) : guessed(root);
      if (!found.length && !control) {
        const numbers = ways.numbers(null, root), turned = numbers === 'last' ? ways.list(root) : numbers;
        // What would turn the page may be a picture that did not come: then nobody can tell that this is the last.
        const [coming] = turned === 'last' ? guessed(root, element => [...element.querySelectorAll('img')].some(arrived.awaited)).found : [];
        return coming ? press(coming, true) : turned;
      }
      const element = doubtful ? found[0] : single(control ? found : stepping(found), root);
      return element === undefined ? 'ambiguous' : element ? press(element, doubtful) : 'last';
    },
    numbers: (control, root) => {
      const { found: [bar], doubtful } = control ? declared(control) : numbered(root);
      if (!bar) return 'last';
      const { items, at } = standing(bar);
      if (at === null) return items.length ? 'ambiguous' : 'last';
      const next = items.find(element => numeral(element) === String(at + 1)) ?? beyondAll(bar, items, at);
      return next ? press(next.closest('a,button,[role=button],[role=link]') ?? next, doubtful) : 'last';
    },
    list: root => {
      const { list, doubtful } = listed(root);
      return list && list.selectedIndex < list.options.length - 1 ? press(list, doubtful) : 'last';
    },
    loadMore: (control, root) => {
      const { found, doubtful } = control ? { found: [] } : adding(root);
      if (!found.length) return ways.next(control, root);
      const element = doubtful ? found[0] : single(found, root);
      return element ? press(element, doubtful) : 'ambiguous';
    },
    // The last row that is drawn comes near the top, so that none is missed; a list that grows goes to its end.
    scroll: (control, root, how) => {
      const box = scrolling.box(control, root);
      const before = box.scrollTop;
      const to = how.window ? before + Math.max(scrolling.drawnTo(root, box) - box.clientHeight * 0.2, box.clientHeight * 0.5, 100) : box.scrollHeight;
      if (later && box.scrollHeight - box.clientHeight - before > 1) return later(() => { box.scrollTop = to; return false; }), 'clicked';
      box.scrollTop = to;
      const moved = Math.abs(box.scrollTop - before) > 1;
      if (!go) box.scrollTop = before;
      return !moved ? 'last' : go ? 'clicked' : 'more';
    },
  };
  /** Whether there are further rows; told to `press`, it goes there, or leaves what is to be pressed to `put`. `how.page`: the highest number that the page may have. */
  const turn = (how, root, press = true, put = null) => {
    [go, later, most] = [press, press ? put : null, how.page ?? 1];
    return ways[how.kind](how.control, root, how);
  };
  return { turn, begun, stands, isFinal, grows, saysMore, nearest, amongRows, get doubted() { return doubted; }, get leaving() { return leaving; } };
})();
