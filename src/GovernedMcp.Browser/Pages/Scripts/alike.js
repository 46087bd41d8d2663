// uses: rules
// Which parts of tables no style sheet can tell apart: one of them is judged for all. Told from the rules themselves; where a page has
// rules that are not understood here, every part is judged by itself.
const alike = (() => {
  const fewest = 100;
  const ordinary = new Set('THEAD TBODY TFOOT TR TD TH A ABBR B BR CODE DIV EM FONT I LABEL MARK P S SMALL SPAN STRONG SUB SUP TIME U'.split(' '));
  const unstyled = /^(href|id|title|name|target|rel|scope|headers|aria-.*|data-.*|on.*)$/;

  /** Tells of an element, by what its parent is like, what it is like: null when it may be like no other. */
  const teller = (root, { states, attributes }) => {
    const tags = new Set(['TD', 'TR']), classes = new Set(), marks = new Map();
    if (states.size) {
      for (const element of root.querySelectorAll(':not(td,tr)')) tags.add(element.tagName);
      for (const element of root.querySelectorAll('[class]')) for (const name of element.classList) classes.add(name);
    }
    let mark = 0;
    for (const selector of states) {
      mark++;
      if (!rules.absent(selector, tags, classes)) for (const element of root.querySelectorAll(selector)) marks.set(element, `${marks.get(element) ?? ''} ${mark}`);
    }
    const moving = new Set(document.getAnimations().map(animation => animation.effect?.target));
    const told = element => {
      let all = element.tagName;
      for (const { name, value } of element.attributes) {
        if (name === 'style' && !rules.even(value)) return null;
        if (name === 'href') all += '\u0001href';
        if (!unstyled.test(name) || attributes.has(name)) all += `\u0001${name}\u0002${value}`;
      }
      return all;
    };
    const like = (element, outer) => {
      if (!outer) return null;
      if (moving.has(element)) return null;
      let own = element.hasAttributes() ? told(element) : element.tagName;
      if (own === null || !ordinary.has(element.tagName) || element.shadowRoot) return null;
      if (marks.size && marks.has(element)) own += `\u0003${marks.get(element)}`;
      let one = outer.kids.get(own);
      if (!one) outer.kids.set(own, one = { one: element, kids: new Map(), kinds: [], bare: [] });
      return one;
    };
    const still = tag => !moving.size && ![...marks.keys()].some(element => element.tagName === tag);
    return { like, rowsAreStill: still('TR'), cellsAreStill: still('TD') };
  };
  /** A row of nothing but text: what it and its cells are like, and their texts. Its cells are asked for where the texts do not do. */
  class Line {
    constructor(row, group, own, kinds, texts) {
      this.row = row;
      this.group = group;
      this.own = own;
      this.kinds = kinds;
      this.texts = texts;
      this.index = 0;
      this.head = this.foot = this.whole = false;
    }
    get cells() { return [...this.row.children]; }
    says() {
      for (const text of this.texts) if (text) return true;
      return false;
    }
  }
  // The texts of a row whose cells have nothing else, and no attributes; null of another one.
  const bareTexts = row => {
    const texts = [];
    for (let cell = row.firstElementChild; cell; cell = cell.nextElementSibling) {
      if (cell.hasAttributes() || cell.firstElementChild || cell.tagName !== 'TD') return null;
      texts.push(dom.squeeze(cell.textContent));
    }
    return texts.length ? texts : null;
  };

  // What each row and each cell is like. Rows of nothing but text are known by it and by their cells; of others, every part.
  const survey = (root, asked) => {
    const { like, rowsAreStill, cellsAreStill } = teller(root, asked), top = { kids: new Map() };
    const lines = [], parts = [], odd = [], groups = new Map([[root, top]]), owns = new Set(), makes = new Set();
    let wide = 0, full = null, group, around, plainRow;
    const enter = (element, outer, inside) => {
      const own = like(element, outer), part = { element, like: own, inside, clear: false };
      parts.push(part);
      if (own) dom.kin.set(element, own);
      if (!own || laid(own)) odd.push(element);
      for (let child = element.firstElementChild; child; child = child.nextElementSibling) enter(child, own, part);
    };
    // Rows of one make share one list of what their cells are like.
    const make = kinds => (makes.add(kinds), kinds);
    const bare = (row, own, count) => own.bare[count] ??= make(Array(count).fill(like(row.firstElementChild, own)));
    const told = (row, own) => {
      const texts = [], last = own.kinds;
      let kinds = last, at = 0;
      for (let cell = row.firstElementChild; cell; cell = cell.nextElementSibling, at++) {
        const kind = cell.firstElementChild ? null : like(cell, own);
        if (!kind) return null;
        if (kinds === last && kind !== last[at]) kinds = last.slice(0, at);
        if (kinds !== last) kinds[at] = kind;
        texts.push(dom.squeeze(cell.textContent));
      }
      if (at < kinds.length) kinds = kinds.slice(0, at);
      if (kinds !== own.kinds) own.kinds = make(kinds);
      return { texts, kinds };
    };
    for (const row of root.rows) {
      if (row.parentNode !== group) {
        group = row.parentNode;
        if (!groups.has(group)) groups.set(group, like(group, top));
        around = groups.get(group);
        plainRow = undefined;
      }
      const bareRow = rowsAreStill && !row.hasAttributes();
      const own = bareRow && plainRow || like(row, around), texts = own && cellsAreStill ? bareTexts(row) : null;
      if (bareRow) plainRow = own;
      const line = texts ? { texts, kinds: bare(row, own, texts.length) } : own && told(row, own);
      const count = line ? line.texts.length : row.childElementCount;
      if (count > wide) [wide, full] = [count, row];
      if (line) {
        owns.add(own);
        lines.push(new Line(row, group, own, line.kinds, line.texts));
      } else {
        lines.push({ row });
        enter(row, around, null);
      }
    }
    for (const [element, own] of groups) if (element !== root && (!own || laid(own))) odd.push(element);
    // What stands in it beside its groups and their rows.
    const beside = [...root.children].flatMap(child => (!groups.has(child) ? child.tagName === 'TR' ? [] : [child] : child.childElementCount === child.rows.length ? [] : [...child.children].filter(part => part.tagName !== 'TR')));
    for (const element of beside) odd.push(element, ...element.querySelectorAll('*'));
    return { root, lines, parts, odd, groups, full, owns: [...owns], kinds: [...makes].flat() };
  };
  const shows = like => like.display ??= dom.styleOf(like.one).display;
  const laid = like => like.laid ??= /absolute|fixed/.test(dom.styleOf(like.one).position);
  const spanned = like => like.one.hasAttribute('colspan') || like.one.hasAttribute('rowspan');
  // Rows and cells of a table without spans share their sizes: a row that has a cell in every column tells the widths.
  const regular = ({ root, parts, groups, full, owns, kinds }) => {
    if (kinds.some(spanned) || parts.length && root.querySelector('[colspan],[rowspan]')) return false;
    const { display, writingMode } = dom.styleOf(root);
    const box = root.getBoundingClientRect();
    return full !== null && display === 'table' && writingMode === 'horizontal-tb' && box.left + scrollX >= 0 && box.top + scrollY >= 0
      && [...groups].every(([group, like]) => group === root || like && /^table-.*-group$/.test(shows(like))) && owns.every(like => shows(like) === 'table-row')
      && kinds.every(like => shows(like) === 'table-cell')
      && dom.styleOf(full).display === 'table-row' && [...full.children].every(cell => dom.styleOf(cell).display === 'table-cell' && dom.fits(cell));
  };
  const judge = look => {
    const { root, lines, parts, groups } = look;
    if (!dom.sight(root)) return;
    // What lies elsewhere on the page covers no row of a table that is laid out as one.
    const box = root.getBoundingClientRect(), over = sheets.covers().some(({ box: sheet }) => sheet.left < box.right + 1 && sheet.right > box.left - 1 && sheet.top < box.bottom + 1 && sheet.bottom > box.top - 1);
    const bare = !sheets.covers().length, even = !over && regular(look);
    const seen = like => like.plain ??= dom.plain(like.one);
    const fits = element => dom.fits(element) && (bare || !sheets.covered(element));
    const clear = new Set([root]);
    for (const [group, like] of groups) if (like && group !== root && seen(like) && fits(group)) clear.add(group), dom.clear.add(group);
    // Rows of one make that say something are as tall as one of them.
    const makes = new Map();
    let make;
    for (const line of lines) {
      if (!line.kinds) continue;
      if (make?.kinds !== line.kinds) {
        if (!makes.has(line.kinds)) makes.set(line.kinds, { kinds: line.kinds, seen: seen(line.own), whole: even && line.kinds.every(seen), tall: false });
        make = makes.get(line.kinds);
      }
      if (!make.seen || !clear.has(line.group)) continue;
      if (even ? !(make.tall && line.says()) && !(make.tall = line.row.offsetHeight > 1) : !fits(line.row)) continue;
      if (make.whole) dom.rows.set(line.row, line);
      else {
        dom.clear.add(line.row);
        line.cells.forEach((cell, at) => seen(line.kinds[at]) && fits(cell) && dom.clear.add(cell));
      }
    }
    const isCell = ({ like, inside }) => inside?.inside === null && shows(like) === 'table-cell' && shows(inside.like) === 'table-row';
    for (const part of parts) {
      const { element, like, inside } = part;
      part.clear = like !== null && (inside ? inside.clear : clear.has(element.parentNode)) && seen(like) && (even && isCell(part) || fits(element));
      if (part.clear) dom.clear.add(element);
    }
  };

  const slotted = element => {
    for (let node = element; node; node = node.parentElement) if (node.shadowRoot) return true;
    return false;
  };
  /** Looks over the tables of the page, before anything of it is judged, where they are large enough for it to take less time than it saves. */
  const learn = () => {
    const cells = table => table.getElementsByTagName('td').length;
    const roots = [...document.querySelectorAll('table')].filter(table => table.rows.length > 1 && cells(table) >= fewest && !table.parentElement.closest('table') && !slotted(table));
    if (!roots.length || rules.count() > 2 * roots.reduce((sum, table) => sum + cells(table), 0)) return;
    if (![...document.querySelectorAll('[style]')].map(element => element.getAttribute('style')).every(style => !style.includes('--') || rules.even(style))) return;
    const asked = rules.selectors();
    if (!asked) return;
    const looks = roots.map(root => survey(root, asked));
    for (const look of looks) if (![...look.owns, ...look.kinds].some(laid)) dom.known.set(look.root, look);
    for (const look of looks) if (dom.known.has(look.root)) judge(look);
  };
  return { learn };
})();
