// What the style sheets of the page ask for, as far as their rules are understood.
const rules = (() => {
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
      // Of what is quoted only that is understood which looks like no selector itself.
      if (rule.cssRules.length || /&|\|(?!=)|:scope|:host|"/.test(list.replace(/"[^"()[\],\\]*"/g, ''))) return false;
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

  // What the last part of a selector asks for at least: no need to look for what no element has.
  const absent = (selector, tags, classes) => {
    const last = /(?:\\.|[^\s>+~\\])*$/.exec(selector)[0], own = last.split('(')[0];
    if (/\\[0-9a-f]|"/i.test(selector) || (last.match(/\(/g)?.length ?? 0) !== (last.match(/\)/g)?.length ?? 0)) return false;
    const tag = /^[a-z][\w-]*/i.exec(own)?.[0];
    return tag && !tags.has(tag.toUpperCase()) || (own.match(/\.(?:\\.|[\w-])+/g) ?? []).some(name => !classes.has(name.slice(1).replace(/\\/g, '')));
  };
  /** How many there are, those inside others not counted; none where they cannot be read. */
  const count = () => {
    try { return [...document.styleSheets, ...document.adoptedStyleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0); } catch { return Infinity; }
  };
  return { selectors, even, absent, count };
})();
