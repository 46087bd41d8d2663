// Which parts of large tables no style sheet can tell apart: one of them is judged for all. Told from the rules themselves; where a page has
// rules that are not understood here, every part is judged by itself.
const alike = (() => {
  const large = 400;
  const kind = rule => Object.prototype.toString.call(rule).slice(8, -1);
  const groups = /^CSS(Media|Supports|LayerBlock)Rule$/;
  const aside = /^CSS(Keyframes|FontFace|Property|LayerStatement|Page|CounterStyle|FontFeatureValues|FontPaletteValues|ViewTransition|PositionTry)Rule$/;
  // Functions whose values are the same for all that a rule matches in one place of the tree: none that counts siblings, throws dice or asks attributes.
  const functions = /^(var|env|calc|min|max|clamp|round|abs|sign|pow|sqrt|rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|url|(repeating-)?(linear|radial|conic)-gradient|image-set|-webkit-image-set|cubic-bezier|steps|linear|translate(x|y|z|3d)?|scale(x|y|z|3d)?|rotate(x|y|z|3d)?|skew(x|y)?|matrix(3d)?|perspective|blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity|saturate|sepia|inset|circle|ellipse|polygon|path|rect|xywh|repeat|minmax|fit-content|counter|counters|format|local)$/i;
  const unquoted = text => text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""').replace(/url\([^)"']*\)/gi, 'url()');
  const even = text => {
    if (!/[\\(]|[\d.]cq/i.test(text)) return true;
    const bare = unquoted(text);
    return !/\\|[\d.]cq/i.test(bare) && [...bare.matchAll(/([\w-]+)\(/g)].every(([, name]) => functions.test(name));
  };
  const split = list => {
    if (!list.includes(',')) return [list];
    if (!/[\\([]/.test(list)) return list.split(',').map(part => part.trim());
    const found = [];
    let depth = 0, from = 0;
    for (let at = 0; at <= list.length; at++) {
      if (list[at] === '\\') at++;
      else if (at === list.length || list[at] === ',' && depth === 0) found.push(list.slice(from, at).trim()), from = at + 1;
      else if (/[([]/.test(list[at])) depth++;
      else if (/[)\]]/.test(list[at])) depth--;
    }
    return found;
  };
  // A selector without what only looks like one: escapes and quotes.
  const bared = selector => (!/[\\"]/.test(selector) ? selector : selector.replace(/\\./g, '_').replace(/"[^"]*"/g, '""'));
  const pseudoElement = /::|:(before|after|first-line|first-letter)\b/;

  /** The selectors of all rules: those that ask for a place or a state, and which attributes the others name. Null when a rule is not understood. */
  const selectors = () => {
    const states = new Set(), attributes = new Set();
    const take = rules => [...rules].every(rule => {
      const own = kind(rule);
      if (own !== 'CSSStyleRule') return groups.test(own) ? take(rule.cssRules) : own === 'CSSImportRule' ? rule.styleSheet !== null && take(rule.styleSheet.cssRules) : aside.test(own);
      const list = rule.selectorText;
      if (rule.cssRules.length || /&|\|(?!=)|:scope|:host|"[^"]*[()[\],\\][^"]*"/.test(list)) return false;
      const parts = split(list).filter(part => !part.includes(':') || !pseudoElement.test(bared(part)));
      if (parts.length && !even(rule.style.cssText)) return false;
      for (const part of parts) {
        if (/[:+~]/.test(bared(part))) states.add(part);
        else if (/[[#]/.test(part)) for (const [, name, id] of part.matchAll(/\[\s*([^\]=~|^$*\s]+)|(#)/g)) attributes.add(id ? 'id' : name.toLowerCase());
      }
      return true;
    });
    try {
      return [...document.styleSheets, ...document.adoptedStyleSheets].every(sheet => take(sheet.cssRules)) ? { states, attributes } : null;
    } catch {
      return null;
    }
  };

  const ordinary = new Set('THEAD TBODY TFOOT TR TD TH A ABBR B BR CODE DIV EM FONT I LABEL MARK P S SMALL SPAN STRONG SUB SUP TIME U'.split(' '));
  const unstyled = /^(href|id|title|name|target|rel|scope|headers|aria-.*|data-.*|on.*)$/;
  // What the last part of a selector asks for at least: no need to look for what no element has.
  const absent = (selector, tags, classes) => {
    const last = /(?:\\.|[^\s>+~\\])*$/.exec(selector)[0], own = last.split('(')[0];
    if (/\\[0-9a-f]|"/i.test(selector) || (last.match(/\(/g)?.length ?? 0) !== (last.match(/\)/g)?.length ?? 0)) return false;
    const tag = /^[a-z][\w-]*/i.exec(own)?.[0];
    return tag && !tags.has(tag.toUpperCase()) || (own.match(/\.(?:\\.|[\w-])+/g) ?? []).some(name => !classes.has(name.slice(1).replace(/\\/g, '')));
  };

  /** Tells of an element, by what its parent is like, what it is like: null when it may be like no other. */
  const teller = (root, { states, attributes }) => {
    const tags = new Set(['TD', 'TR']), classes = new Set(), marks = new Map();
    for (const element of root.querySelectorAll(':not(td,tr)')) tags.add(element.tagName);
    for (const element of root.querySelectorAll('[class]')) for (const name of element.classList) classes.add(name);
    let mark = 0;
    for (const selector of states) {
      mark++;
      if (!absent(selector, tags, classes)) for (const element of root.querySelectorAll(selector)) marks.set(element, `${marks.get(element) ?? ''} ${mark}`);
    }
    const moving = new Set(document.getAnimations().map(animation => animation.effect?.target));
    const told = element => {
      let all = element.tagName;
      for (const { name, value } of element.attributes) {
        if (name === 'style' && !even(value)) return null;
        if (!unstyled.test(name) || attributes.has(name)) all += `\u0001${name}\u0002${value}`;
      }
      return all;
    };
    const still = !moving.size && ![...marks.keys()].some(element => element.tagName === 'TD');
    return (element, outer) => {
      if (!outer) return null;
      // What most cells are.
      if (still && outer.cell && !element.hasAttributes() && element.tagName === 'TD') return outer.cell;
      if (moving.has(element)) return null;
      let own = element.hasAttributes() ? told(element) : element.tagName;
      if (own === null || !ordinary.has(element.tagName) || element.shadowRoot) return null;
      if (marks.size && marks.has(element)) own += `\u0003${marks.get(element)}`;
      let like = outer.kids.get(own);
      if (!like) outer.kids.set(own, like = { one: element, kids: new Map(), kinds: [] });
      if (own === 'TD') outer.cell = like;
      return like;
    };
  };

  // What each row and each cell is like. Rows of nothing but text are known by it and by their cells; of others, every part.
  const survey = (root, rules) => {
    const like = teller(root, rules), top = { kids: new Map() };
    const simple = [], deep = [], groups = new Map([[root, top]]), none = { kinds: [] };
    let wide = 0;
    const enter = (element, outer) => {
      const own = like(element, outer);
      if (own) dom.kin.set(element, own);
      for (let child = element.firstElementChild; child; child = child.nextElementSibling) enter(child, own);
    };
    for (const row of root.rows) {
      const group = row.parentNode;
      if (!groups.has(group)) groups.set(group, like(group, top));
      const own = like(row, groups.get(group)), texts = [];
      const last = (own ?? none).kinds;
      let plain = own !== null, kinds = last, at = 0;
      for (let cell = row.firstElementChild; plain && cell; cell = cell.nextElementSibling, at++) {
        const kind = cell.firstElementChild ? null : like(cell, own);
        plain = kind !== null;
        // Rows of one make share one list.
        if (kinds === last && kind !== last[at]) kinds = last.slice(0, at);
        if (kinds !== last) kinds[at] = kind;
        texts.push(cell.textContent);
      }
      if (plain && at < kinds.length) kinds = kinds.slice(0, at);
      if (plain) own.kinds = kinds;
      wide = Math.max(wide, plain ? at : row.childElementCount);
      if (plain) simple.push({ row, group, own, kinds, texts });
      else {
        deep.push(row);
        enter(row, groups.get(group));
      }
    }
    return { root, simple, deep, groups, wide };
  };
  const makes = simple => [...new Set(simple.map(row => row.kinds))].flat();
  const shows = like => like.display ??= dom.styleOf(like.one).display;
  // Rows and cells of a table without spans share their sizes: a row that has a cell in every column tells the widths.
  const regular = ({ root, simple, groups, wide }) => {
    const { display, writingMode } = dom.styleOf(root);
    const full = simple.find(({ texts }) => texts.length === wide);
    const box = root.getBoundingClientRect();
    return full !== undefined && display === 'table' && writingMode === 'horizontal-tb' && box.left + scrollX >= 0 && box.top + scrollY >= 0
      && [...groups].every(([group, like]) => group === root || like && /^table-.*-group$/.test(shows(like))) && [...new Set(simple.map(row => row.own))].every(like => shows(like) === 'table-row')
      && makes(simple).every(like => shows(like) === 'table-cell') && [...full.row.children].every(dom.fits);
  };
  const judge = look => {
    const { root, simple, deep, groups } = look;
    if (!dom.sight(root)) return;
    const bare = !sheets.covers().length, spans = root.querySelector('[colspan],[rowspan]') !== null, even = bare && !spans && regular(look);
    const seen = like => like.plain ??= dom.plain(like.one);
    const all = new Map(), allSeen = kinds => all.get(kinds) ?? all.set(kinds, kinds.every(seen)).get(kinds);
    const fits = element => dom.fits(element) && (bare || !sheets.covered(element));
    const clear = new Set([root]);
    for (const [group, like] of groups) if (like && group !== root && seen(like) && fits(group)) clear.add(group), dom.clear.add(group);
    // Rows of one make that say something are as tall as one of them.
    const tall = new Map(), isTall = line => (line.texts.some(text => /\S/.test(text)) && tall.get(line.kinds)?.has(line.own)) || line.row.offsetHeight > 1 && (tall.get(line.kinds) ?? tall.set(line.kinds, new Set()).get(line.kinds)).add(line.own);
    for (const line of simple) {
      const { row, group, own, kinds } = line;
      if (!clear.has(group) || !seen(own) || !(even ? isTall(line) : fits(row))) continue;
      if (even && allSeen(kinds)) dom.rows.set(row, line);
      else {
        dom.clear.add(row);
        [...row.children].forEach((cell, at) => seen(kinds[at]) && fits(cell) && dom.clear.add(cell));
      }
    }
    const enter = (element, inside) => {
      const like = dom.kin.get(element);
      const own = Boolean(inside && like && seen(like) && fits(element));
      if (own) dom.clear.add(element);
      for (let child = element.firstElementChild; child; child = child.nextElementSibling) enter(child, own);
    };
    for (const row of deep) enter(row, clear.has(row.parentNode));
  };

  const slotted = element => {
    for (let node = element; node; node = node.parentElement) if (node.shadowRoot) return true;
    return false;
  };
  /** Looks over the large tables of the page, before anything of it is judged. */
  const learn = () => {
    const roots = [...document.querySelectorAll('table')].filter(table => table.rows.length > 1 && table.getElementsByTagName('td').length >= large && !table.parentElement.closest('table') && !slotted(table));
    if (!roots.length || ![...document.querySelectorAll('[style]')].map(element => element.getAttribute('style')).every(style => !style.includes('--') || even(style))) return;
    const rules = selectors();
    if (!rules) return;
    const looks = roots.map(root => survey(root, rules));
    for (const look of looks) if (![...look.simple.map(row => row.own), ...makes(look.simple)].some(laid)) dom.known.set(look.root, look.deep);
    for (const look of looks) if (dom.known.has(look.root)) judge(look);
  };
  const laid = like => like.laid ??= /absolute|fixed/.test(dom.styleOf(like.one).position);
  return { learn };
})();
