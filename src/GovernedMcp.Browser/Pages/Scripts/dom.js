// What a person sees of a page: which parts are visible, what they read, where a click would land.
// It is in scope everywhere, as are `colours`, `shadows`, `ink`, `sheets`, `names` and `find`.
const dom = (() => {
  const squeeze = text => {
    const read = text ?? '';
    return /^\s|\s\s|[^\S ]|\s$/.test(read) ? read.trim().replace(/\s+/g, ' ') : read;
  };
  const fold = text => squeeze(text).toLowerCase();
  const clip = (text, most = 80) => (text.length > most ? text.slice(0, most - 1) + '…' : text);

  // A form's own properties can be shadowed by a control of the same name; the prototype's getter cannot.
  const native = (proto, name) => {
    const get = Object.getOwnPropertyDescriptor(proto, name).get;
    return element => get.call(element);
  };
  const parentOf = native(Node.prototype, 'parentNode');
  const childrenOf = native(Node.prototype, 'childNodes');
  const above = element => {
    const parent = parentOf(element);
    return parent instanceof ShadowRoot ? parent.host : parent?.nodeType === 1 ? parent : null;
  };

  // The document, its open shadow roots and its frames of the same origin.
  const scopesOf = new Map();
  const scopes = root => {
    if (scopesOf.has(root)) return scopesOf.get(root);
    const found = [root];
    scopesOf.set(root, found);
    if (root.shadowRoot) found.push(...scopes(root.shadowRoot));
    for (const element of parts(root) ?? root.querySelectorAll(':not(td,th,tr,a,b,i,li,input,label,option,select,button,svg *,br,img)')) {
      if (element.shadowRoot) found.push(...scopes(element.shadowRoot));
      else if (element.tagName === 'IFRAME' || element.tagName === 'FRAME') {
        const inner = frameDocument(element);
        if (inner) found.push(...scopes(inner));
      }
    }
    return found;
  };
  const frameDocument = frame => {
    try { return frame.contentDocument; } catch { return null; }
  };
  const all = (selector, root = document) => scopes(root).flatMap(scope => [...scope.querySelectorAll(selector)]);
  // They tell what holds now, also when they were asked for long ago.
  const styles = new Map();
  const styleOf = element => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const { colour } = colours;
  // Large tables that were looked over as a whole: what looks alike in them; elements that are seen, and so is the text that stands directly in
  // them; rows of which all that holds, with their cells; tables with those of their rows that hold more than text.
  const kin = new Map(), clear = new Set(), rows = new Map(), known = new Map();
  /** The elements of the page without those of known tables that are as ordinary as others; null where no tables are known. */
  const parts = root => {
    if (!known.size || root !== document && root !== document.body) return null;
    const found = [];
    const enter = element => {
      for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
        found.push(child);
        if (known.has(child)) found.push(...known.get(child).odd);
        else enter(child);
      }
    };
    enter(root);
    return found;
  };
  const displayOf = (element, like = kin.get(element)) => (like ? like.display ??= styleOf(like.one).display : styleOf(element).display);
  /** An element is seen, and all that look like it are, as far as their place allows it. */
  const plain = element => {
    if (!inked(element)) return false;
    const style = styleOf(element);
    return style.position === 'static' && style.float === 'none' && style.transform === 'none' && /^(table-(cell|row|row-group|header-group|footer-group)|inline|block)$/.test(displayOf(element)) && !ink.pale(element, style);
  };
  /** Its place alone does not hide an element. */
  const fits = element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right + scrollX > 0 && box.bottom + scrollY > 0;
  };

  const sights = new Map();
  /** Something in a part of the page may be seen. */
  const clearly = element => clear.has(element) || rows.size > 0 && (rows.has(element) || rows.has(parentOf(element)));
  const sight = element => !element || clearly(element) || kept(element).light > 0;
  const kept = element => sights.get(element) ?? keep(element);
  const keep = element => {
    const outer = above(element), slot = element.assignedSlot;
    // What is slotted is cut off by what stands around its slot.
    const around = !outer ? open : !sight(outer) ? null : slot && sight(slot) ? { ...kept(outer), window: kept(slot).window, held: kept(slot).held, grid: kept(slot).grid } : kept(outer);
    const result = { light: 0, shown: undefined, text: undefined, grid: false, window: open.window, held: open.held };
    if (around) {
      const style = styleOf(element), display = style.display;
      result.light = lit(element, style, display, around);
      if (result.light > 0) frame(element, style, display, around, result);
    }
    sights.set(element, result);
    return result;
  };
  const lit = (element, style, display, around) => {
    // What only passes its children on has no box of its own, and no opacity.
    if (display === 'contents') return around.light;
    if (display === 'none' || !element.checkVisibility() || style.contentVisibility === 'hidden') return 0;
    const light = around.light * style.opacity;
    if (light < 0.06) return 0;
    const box = element.getBoundingClientRect();
    return cutAway(element, style, box, around) || veiled(element, style) || outside(style, box, around) ? 0 : light;
  };
  // Faded by a filter or a mask, or drawn under the ground that it stands on.
  const veiled = (element, style) => {
    const { filter, maskImage } = style;
    if (filter !== 'none' && /opacity\((0(\.0\d*)?|[0-5](\.\d+)?%)\)/.test(filter)) return true;
    const mask = maskImage !== 'none' && /gradient/.test(maskImage) ? maskImage.match(/rgba?\([^)]*\)/g) ?? [] : [];
    if (mask.length > 0 && mask.every(part => colour(part)[3] < 0.06)) return true;
    if (!(style.zIndex < 0) || style.position === 'static') return false;
    for (let node = above(element); node && !/^(BODY|HTML)$/.test(node.tagName); node = above(node)) {
      const own = styleOf(node);
      // What stacks its parts by itself lies under all of them.
      if (stacks(own)) return false;
      if (colour(own.backgroundColor)[3] > 0.9) return true;
    }
    return false;
  };
  const stacks = style => style.position !== 'static' && style.zIndex !== 'auto' || /^(fixed|sticky)$/.test(style.position) || style.opacity < 1 || style.isolation === 'isolate'
    || [style.transform, style.filter, style.perspective, style.clipPath, style.maskImage].some(value => value !== 'none') || /transform|opacity|filter/.test(style.willChange) || /paint|layout|strict|content/.test(style.contain);
  // What its surroundings cut off: the part of the window they leave, and what they leave to those that are placed by themselves.
  const open = { light: 1, grid: false, window: { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity } };
  open.held = open.window;
  const windowOf = (style, around) => {
    if (around.window === open.window && around.held === open.window) return open.window;
    const { position } = style;
    return position === 'fixed' ? open.window : position === 'absolute' ? around.held : around.window;
  };
  const outside = (style, box, around) => {
    const left = windowOf(style, around);
    return left !== open.window && (left.left >= left.right || left.top >= left.bottom || box.width > 0 && box.height > 0 && (box.right <= left.left || box.left >= left.right || box.bottom <= left.top || box.top >= left.bottom));
  };
  const frame = (element, style, display, around, result) => {
    // Heads and bodies of tables are moved under such cuts by scripts, and a person moves them.
    result.grid = around.grid || /^(table|grid|treegrid)$/.test(element.getAttribute('role') ?? element.localName);
    if (result.grid) return;
    result.window = windowOf(style, around);
    if (style.overflow !== 'visible' && !/^(inline|contents|table-row|table-(row|header|footer)-group)$/.test(display) && !/^(BODY|HTML)$/.test(element.tagName)) {
      const box = element.getBoundingClientRect(), { left, top, right, bottom } = result.window;
      // What can be scrolled into sight is not cut off.
      const side = (flow, from, to, most, least) => (/auto|scroll/.test(flow) ? [-Infinity, Infinity] : /hidden|clip/.test(flow) ? [Math.max(from, most), Math.min(to, least)] : [from, to]);
      const [west, east] = side(style.overflowX, left, right, box.left, box.right), [north, south] = side(style.overflowY, top, bottom, box.top, box.bottom);
      result.window = { left: west, top: north, right: east, bottom: south };
    }
    result.held = result.window === around.held || style.position !== 'static' || style.transform !== 'none' ? result.window : around.held;
  };
  /** The text that stands directly in an element is seen. */
  const inked = element => {
    if (clearly(element)) return true;
    if (!sight(element)) return false;
    const known = sights.get(element);
    if (known.text === undefined) {
      const style = styleOf(element);
      known.text = style.visibility === 'visible' && parseFloat(style.fontSize) >= 2 && parseFloat(style.textIndent) > -200 && (style.overflow === 'visible' || !shut(style, element.getBoundingClientRect())) && !ink.none(element, style) && !sheets.covered(element);
    }
    return known.text;
  };
  const flat = path => {
    const at = (path.startsWith('polygon(') && path.match(/-?[\d.]+/g)?.map(Number)) || [];
    return at.length > 0 && [0, 1].some(side => { const along = at.filter((_, index) => index % 2 === side); return Math.max(...along) - Math.min(...along) <= 1; });
  };
  // A box without extent cuts off what flows in it, and not what is placed by itself: popups stand in such boxes.
  const shut = (style, box) => (box.width === 0 || box.height === 0) && /hidden|clip/.test(style.overflowX) && /hidden|clip/.test(style.overflowY);
  const passes = (element, style, box, around) => shut(style, box) && !around.grid && style.position === 'static' && !/^(inline|table)/.test(style.display) && !stacks(style)
    && [...element.children].some(child => /^(absolute|fixed)$/.test(styleOf(child).position));
  const cutAway = (element, style, box, around) => {
    const path = style.clipPath;
    if (path !== 'none' && (/^(inset\((5\d|[6-9]\d|100)|circle\(0|ellipse\(0)/.test(path) || flat(path))) return true;
    const [top, right, bottom, left] = /^(absolute|fixed)$/.test(style.position) && style.clip.match(/auto|-?[\d.]+/g)?.map((side, at) => (side === 'auto' ? [0, box.width, box.height, 0][at] : Number(side))) || [];
    if (right - left <= 1 || bottom - top <= 1) return true;
    if (/^(BODY|HTML)$/.test(element.tagName)) return false; // What a body cuts off it cuts off for the window.
    if (box.width <= 1 || box.height <= 1) {
      if (passes(element, style, box, around)) return false;
      // What flows in lines is scaled by what is around it alone; of a part without height in it the browser tells a width at one place and none at another.
      if (style.overflow !== 'visible' || style.display !== 'inline' && (box.width < 1 && element.offsetWidth > 2 || box.height < 1 && element.offsetHeight > 2)) return true;
      if (box.width === 0 && box.height === 0 || box.width * box.height === 0 && ![...childrenOf(element)].some(node => node.nodeType === 3 && /\S/.test(node.data))) return false;
    }
    return box.right + scrollX <= 0 && box.right + scrolled(element, 'Left') <= 0 || box.bottom + scrollY <= 0 && box.bottom + scrolled(element, 'Top') <= 0
      || box.left >= innerWidth && box.left >= rightEdge() && style.position !== 'static' && !inScroller(element);
  };
  const inScroller = element => {
    for (let node = above(element); node; node = above(node)) if (/auto|scroll/.test(styleOf(node).overflowX) && node.scrollWidth > node.clientWidth) return true;
    return false;
  };
  // What is out of sight because something was scrolled can be scrolled back.
  const scrolled = (element, side) => {
    let sum = side === 'Top' ? scrollY : scrollX;
    for (let node = above(element); node && node !== document.scrollingElement; node = above(node)) sum += node[`scroll${side}`];
    return sum;
  };
  const rightEdge = () => {
    const page = document.documentElement;
    const cut = [page, document.body].some(part => part && /hidden|clip/.test(styleOf(part).overflowX));
    return cut ? innerWidth : Math.max(page.scrollWidth, innerWidth) - scrollX;
  };

  const boxed = element => [...element.getClientRects()].some(box => box.width > 0 && box.height > 0);
  const visible = element => {
    if (clearly(element)) return true;
    if (element.tagName === 'OPTION') return visible(element.closest('select') ?? above(element));
    if (!sight(element)) return false;
    const known = kept(element);
    return known.shown ??= styleOf(element).visibility === 'visible' && (boxed(element) || styleOf(element).display === 'contents');
  };
  const isBox = control => control.tagName === 'INPUT' && /^(checkbox|radio)$/.test(control.type);
  const silent = /^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|HEAD|TITLE|DATALIST|OPTION|SELECT|TEXTAREA|IFRAME|OBJECT)$/;
  // Pieces of text that were met and not told, since nobody sees them.
  const unseen = new Set(), hidden = { get texts() { return unseen.size; } };
  const leaveOut = node => { if (/\S/.test(node.textContent)) unseen.add(node); };
  const glyph = element => {
    switch (element.tagName) {
      case 'BR': case 'IMG': return ' ';
      case 'SELECT': return ` ${[...element.selectedOptions].map(option => option.text).join(', ')} `;
      case 'TEXTAREA': return ` ${element.value} `;
      case 'INPUT':
        if (/^(hidden|password|file|image)$/.test(element.type) || element.getAttribute('role') === 'presentation') return '';
        if (isBox(element)) return element.checked ? ' yes ' : ' no ';
        return ` ${element.value} `;
      default: // A box to tick that shows but a mark.
        return element.hasAttribute('aria-checked') && /^(checkbox|switch)$/.test(element.getAttribute('role')) && !/\S/.test(element.textContent) ? (element.getAttribute('aria-checked') === 'true' ? ' yes ' : ' no ') : null;
    }
  };
  // The nodes that stand in an element: what is slotted into it, and of closed details only the summary.
  const standing = node => {
    if (node.tagName === 'SLOT' && node.assignedNodes().length) return node.assignedNodes();
    if (node.tagName === 'DETAILS' && !node.open) return [...node.children].filter(child => child.tagName === 'SUMMARY').slice(0, 1);
    return childrenOf(node.shadowRoot ?? node);
  };
  // What a control holds is seen where the control is; a box to tick may be drawn by what is around it, which is seen through it.
  const held = control => (isBox(control) ? styleOf(control).visibility === 'visible' : visible(control)), clearBox = control => isBox(control) && styleOf(control).opacity < 0.06 && boxed(control) && sight(above(control));
  const read = (node, skip, out, gap) => {
    if (node.nodeType === 3) {
      if (/\S/.test(node.data) && !inked(above(node))) leaveOut(node);
      else out.push(node.data);
      return;
    }
    if (node.nodeType !== 1) return;
    const instead = skip?.(node);
    if (instead) return void (typeof instead === 'string' && out.push(instead));
    const shown = sight(node) || clearBox(node);
    const mark = shown ? glyph(node) : null;
    if (mark !== null) return void (/\S/.test(mark) && !held(node) ? leaveOut(node) : out.push(mark));
    if (silent.test(node.tagName)) return;
    if (!shown) return leaveOut(node);
    const kind = displayOf(node);
    const cell = kind === 'table-cell' && gap !== ' ';
    const apart = /^(inline|contents|ruby.*)$/.test(kind) ? '' : gap;
    if (!cell) out.push(apart);
    for (const child of standing(node)) read(child, skip, out, cell ? ' ' : gap);
    out.push(cell ? ' | ' : apart);
  };
  /** The text a person reads in a part of the page; `skip` leaves parts out or says what stands for them; blocks are set apart by `gap`, cells of a line by `|`. */
  const text = (element, skip, gap = ' ') => {
    const out = [];
    if (!sight(element)) {
      leaveOut(element);
      return '';
    }
    for (const child of standing(element)) read(child, skip, out, gap);
    return gap === ' ' ? squeeze(out.join('')) : out.join('').split('\n').map(line => squeeze(line).replace(/( ?\|)+$/, '')).filter(Boolean).join('\n');
  };

  // Where a click would land, in the coordinates of the window, and whether it would land on the element.
  const point = element => {
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const box = [...element.getClientRects()].find(rect => rect.width > 0 && rect.height > 0);
    if (!box) return { hit: false, by: 'nothing is shown of it' };
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    let top = element.ownerDocument.elementFromPoint(at.x, at.y);
    while (top?.shadowRoot?.elementFromPoint(at.x, at.y) && top.shadowRoot.elementFromPoint(at.x, at.y) !== top) top = top.shadowRoot.elementFromPoint(at.x, at.y);
    let hit = top !== null && (shadows.lands(top, element) || [...(element.labels ?? [])].some(label => within(top, label)));
    let view = element.ownerDocument.defaultView;
    for (let frame = view.frameElement; frame; frame = view.frameElement) {
      view = frame.ownerDocument.defaultView;
      const outer = frame.getBoundingClientRect();
      at.x += outer.x + frame.clientLeft;
      at.y += outer.y + frame.clientTop;
      const over = frame.getRootNode().elementFromPoint(at.x, at.y);
      if (over !== frame) [hit, top] = [false, over];
    }
    // The page around a frame of another origin is nothing that can be asked here.
    return { ...at, hit, framed: view !== view.parent, by: hit ? undefined : clip((top && text(top)) || (top?.tagName ?? 'nothing').toLowerCase()) };
  };
  const within = (inner, outer) => {
    for (let node = inner; node; node = above(node)) if (node === outer) return true;
    return false;
  };

  /** Forgets what was seen, before a look at a page that may have changed. */
  const fresh = () => {
    for (const kept of [scopesOf, styles, sights, unseen, kin, clear, rows, known]) kept.clear();
    ink.fresh();
    sheets.fresh();
  };

  return { styleOf, parts, standing, silent, fresh, kin, clear, rows, known, clearly, plain, fits, squeeze, fold, clip, native, above, scopes, all, frameDocument, sight, inked, visible, text, hidden, leaveOut, point, within };
})();
