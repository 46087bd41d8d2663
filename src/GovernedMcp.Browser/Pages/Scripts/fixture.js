// uses: tables, records, forms, withheld
// The page as a file that tells a Skill the same as the page did: its elements as they stand, what of them is seen, and no more of its
// content than that takes. No scripts, no styles of its own, no pictures; nothing that a person typed, nothing sensitive, no tokens.
async ask => {
  await arrived();
  const { squeeze } = dom;
  const hide = withheld(ask.withheld);
  const gone = /^(SCRIPT|STYLE|NOSCRIPT|LINK|META|TEMPLATE|OBJECT|EMBED|SVG|CANVAS|VIDEO|AUDIO|PICTURE|SOURCE|BASE|PATH)$/i;
  const empty = /^(AREA|BR|COL|HR|IMG|INPUT|WBR)$/;
  const kept = new Set(['id', 'class', 'name', 'type', 'role', 'for', 'title', 'placeholder', 'alt', 'colspan', 'rowspan', 'scope', 'headers', 'method', 'disabled', 'readonly', 'required', 'multiple', 'hidden', 'open', 'tabindex', 'contenteditable', 'lang', 'dir', 'autocomplete', 'min', 'max', 'maxlength', 'accept', 'list', 'label', 'size', 'data-testid', 'data-test-id', 'data-test', 'data-qa', ...ask.attributes]);
  const block = /^(HTML|BODY|ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|DETAILS|DIALOG|DD|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|LEGEND|MAIN|MENU|NAV|OL|OPTGROUP|OPTION|P|PRE|SEARCH|SECTION|SUMMARY|UL)$/;
  const grids = { TABLE: 'table', THEAD: 'table-header-group', TBODY: 'table-row-group', TFOOT: 'table-footer-group', TR: 'table-row', TD: 'table-cell', TH: 'table-cell', CAPTION: 'table-caption', COL: 'table-column', COLGROUP: 'table-column-group', LI: 'list-item', BUTTON: 'inline-block', INPUT: 'inline-block', SELECT: 'inline-block', TEXTAREA: 'inline-block' };
  const standard = tag => grids[tag] ?? (block.test(tag) ? 'block' : 'inline');
  const escape = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;').replace(/\u0000/g, '');
  // Its form stays: what is read as a number of so many digits still is one, and nobody's.
  const masked = text => text.replace(/\p{L}/gu, 'x').replace(/\p{Nd}/gu, '0');
  // Who is signed in: what stands on the part that shows it, where that goes by another name.
  const shows = [...ask.people.flatMap(locator => find.many(locator)), ...dom.all('[aria-label*=account i],[aria-label*=profile i],[aria-label*="user menu" i]')].filter(element => element.matches('button,a,[role=button],[role=link],[aria-haspopup]')).filter(element => element.getAttribute('aria-label') || element.getAttribute('aria-labelledby'));
  const texts = node => (node.nodeType === 3 ? [squeeze(node.data)] : node.nodeType === 1 ? [...node.childNodes].flatMap(texts) : []);
  const people = [...new Set([...shows.flatMap(texts), ...shows.flatMap(texts).flatMap(text => text.split(' '))])].filter(text => text.length >= 4 && !shows.some(element => dom.fold(names.name(element)).includes(dom.fold(text))));
  for (const element of shows) for (const child of element.children) hide.add(child);
  const plain = text => people.reduce((clean, person) => clean.replaceAll(person, 'Someone'), text.replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, 'someone@example.com'));
  const address = value => {
    try {
      const to = new URL(value, document.baseURI);
      if (!/^https?:$/.test(to.protocol)) return '#';
      return (to.origin === location.origin ? '' : to.origin) + to.pathname + ([...to.searchParams.keys()].length ? `?${[...to.searchParams.keys()].map(name => `${encodeURIComponent(name)}=`).join('&')}` : '');
    } catch { return '#'; }
  };

  let dropped = 0;
  const few = new Set();
  for (const root of dom.all('table,[role=table],[role=grid],[role=treegrid]').filter(tables.isTable)) {
    const kept = records.read(root).lines.filter(line => !line.head && !line.foot);
    for (const { row, rows = [row] } of kept.slice(ask.rows)) for (const one of rows) few.add(one), dropped++;
  }
  const styleOf = (element, around) => {
    const style = getComputedStyle(element), own = [], seen = { ...around };
    if (style.display === 'none') return { own: ['display:none'], seen: { ...around, gone: true } };
    if (around.gone) return { own, seen };
    const display = style.display.replace(/^(block|inline) flow-root$/, '$1');
    if (/^(inline-)?(flex|grid)$/.test(display) ? !/^inline/.test(display) !== (standard(element.tagName) === 'block') : display !== standard(element.tagName)) own.push(`display:${/^(flex|grid)$/.test(display) ? 'block' : /^inline-(flex|grid)$/.test(display) ? 'inline-block' : display}`);
    seen.visibility = style.visibility === 'collapse' ? 'hidden' : style.visibility;
    if (seen.visibility !== around.visibility) own.push(`visibility:${seen.visibility}`);
    seen.sight = around.sight && dom.sight(element);
    if (around.sight && !seen.sight) own.push('position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden');
    const says = [...element.childNodes].some(node => node.nodeType === 3 && /\S/.test(node.data));
    if (seen.sight && says && seen.visibility === 'visible') {
      const read = dom.inked(element);
      if (read !== around.read) own.push(`font-size:${read ? '16px' : '0'}`);
      seen.read = read;
    }
    const box = element.getBoundingClientRect();
    if (seen.sight && box.width > 0 && box.height > 0 && !says && !element.firstElementChild && !/^(INPUT|SELECT|TEXTAREA|BR|HR|TD|TH)$/.test(element.tagName)) own.push(`${own.some(one => one.startsWith('display')) ? '' : 'display:inline-block;'}min-width:${Math.ceil(Math.min(box.width, 400))}px;min-height:${Math.ceil(Math.min(box.height, 400))}px`);
    return { own, seen };
  };
  const attributesOf = (element, own) => {
    const told = [];
    for (const { name, value } of [...element.attributes]) if (kept.has(name) || name.startsWith('aria-')) told.push(`${name}="${escape(plain(value).slice(0, 300))}"`);
    if (element.hasAttribute('href')) told.push(`href="${escape(address(element.getAttribute('href')))}"`);
    if (element.tagName === 'FORM' && element.hasAttribute('action')) told.push(`action="${escape(address(element.getAttribute('action')))}"`);
    if (element.tagName === 'INPUT' && /^(submit|button|reset)$/.test(element.type) && element.hasAttribute('value')) told.push(`value="${escape(element.value)}"`);
    if (element.tagName === 'INPUT' && /^(checkbox|radio)$/.test(element.type)) told.push(`value="${escape(element.value.slice(0, 60))}"${element.checked ? ' checked=""' : ''}`);
    if (element.tagName === 'OPTION') told.push(`value="${escape(element.value.slice(0, 60))}"${element.selected ? ' selected=""' : ''}`);
    if (own.length) told.push(`style="${own.join(';')}"`);
    return told.length ? ` ${told.join(' ')}` : '';
  };
  const write = (node, around, secret) => {
    if (node.nodeType === 3) return around.gone && dom.above(node)?.tagName !== 'OPTION' ? '' : escape(secret ? masked(node.data) : plain(node.data)).replace(/\s+/g, ' ');
    if (node.nodeType !== 1 || gone.test(node.tagName) || few.has(node)) return '';
    const { own, seen } = styleOf(node, around), tag = node.tagName.toLowerCase(), hidden = secret || hide.has(node);
    const open = `<${tag}${attributesOf(node, own)}>`;
    if (empty.test(node.tagName)) return open;
    if (node.tagName === 'TEXTAREA') return `${open}</textarea>`;
    if (node.tagName === 'IFRAME' || node.tagName === 'FRAME') {
      const inner = dom.frameDocument(node);
      return inner ? `<iframe${attributesOf(node, own)} srcdoc="${escape(write(inner.documentElement, { ...around }, hidden))}"></iframe>` : `${open}</${tag}>`;
    }
    const children = nodes => [...nodes].map(child => write(child, seen, hidden)).join('');
    const shadow = node.shadowRoot ? `<template shadowrootmode="open">${children(node.shadowRoot.childNodes)}</template>` : '';
    const options = node.tagName === 'SELECT' && node.options.length > 60 ? [...node.childNodes].filter((child, at) => at < 120 || child.selected) : node.childNodes;
    return `${open}${shadow}${children(options)}</${tag}>`;
  };
  const html = write(document.documentElement, { sight: true, read: true, visibility: 'visible', gone: false }, false)
    .replace(/<head[^>]*>.*?<\/head>/s, `<head><meta charset="utf-8"><title>${escape(dom.clip(plain(document.title), 200))}</title></head>`);
  return html.length > ask.most ? { outcome: 'too_large', length: html.length } : { outcome: 'ok', html, address: address(location.href), dropped };
}
