// uses: icons
// Links, menu items, tabs and buttons that open something, each with what it goes by: what it reads, or its name; where it has neither, as an icon, the
// address it leads to.
const leads = (() => {
  const kinds = /^(link|menuitem|menuitemcheckbox|menuitemradio|tab|treeitem)$/;
  // What an icon within it is called is no part of what it reads, and all of it where it reads nothing else.
  const words = element => [dom.text(element, icons.sign) || dom.text(element), names.seen(() => names.name(element))].filter(Boolean);
  // A picture may repeat the words beside it, or be called by them.
  const unseenWords = element => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), pieces = [];
    while (texts.nextNode()) pieces.push(dom.squeeze(texts.currentNode.data));
    const said = pieces.filter(Boolean);
    if (said.length > 1 && said.every(piece => piece === said[0])) return [said[0]];
    const all = [names.name(element), element.textContent].map(dom.squeeze).filter(Boolean);
    return element.querySelector('img[alt]') ? all.reverse() : all;
  };
  // Scripts write the addresses of their pages behind `#/` or `#!/`; anything else there is a place on this page.
  const place = /^#(?![!/])/;
  /** Where a button leads whose form says that it is fetched, and has nothing to fill in: where a link would. Null: it is none. */
  const fetched = element => {
    const form = element.matches('button,input[type=submit]') && element.type === 'submit' ? element.form : null, set = name => element.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? '';
    if (!form || set('method').toLowerCase() !== 'get' || !set('action') || form.hasAttribute('onsubmit') || ![...form.elements].every(one => /^(hidden|submit|button|reset|fieldset|output)$/.test(one.type))) return null;
    const to = new URL(set('action'), document.baseURI);
    to.search = new URLSearchParams(new FormData(form, element));
    return /^https?:$/.test(to.protocol) ? to.href : null;
  };
  /** Where a link leads; null where it leads nowhere but to this page. */
  const address = element => {
    const link = element.closest('a[href]');
    return link && /^https?:$/.test(link.protocol) && !place.test(link.getAttribute('href')) ? link.href : fetched(element);
  };
  // What begins with one of these opens a page or a dialog; a button that says so among fields may as well send them.
  const opening = /^[+\s]*(new|add|create|edit|invite|open|view|show|details?|more|filters?|advanced search|filtern?|filtres?|filtros?|filtri|erweiterte suche|neue?[rsn]?|hinzufügen|anlegen|erstellen|bearbeiten|einladen|öffnen|anzeigen|mehr|nouve(au|lle)|ajouter|créer|inviter|modifier|ouvrir|voir|afficher|nuev[oa]|añadir|agregar|crear|invitar|editar|abrir|ver|nuov[oa]|aggiungi|crea|modifica|apri|vedi|novo|nova|adicionar|criar|nieuwe?|toevoegen|bewerken|openen|bekijken|nowy|nowa|nowe|dodaj|utwórz|edytuj|otwórz|ny|nytt|lägg till|skapa|redigera|öppna|visa|tilføj|opret|rediger|создать|добавить|изменить|открыть)(?!\p{L})|^[+\s]*(新建|新增|添加|创建|编辑|查看|打开|新規|追加|編集|表示|추가|편집|보기)/u;
  const typed = 'input:not([type=hidden],[type=checkbox],[type=radio],[type=search],[type=button],[type=submit]),textarea,select,[contenteditable=true]';
  const amongFields = button => { const part = button.closest('form,fieldset,dialog,[role=dialog],[role=alertdialog],[role=form]'); return part !== null && [...part.querySelectorAll(typed)].some(dom.visible); };
  // In a form that another button sends, one that adds something brings further fields, as of the next line of an order.
  const adding = /^[+\s]*(add|new|another|hinzufügen|neue?[rsn]?|weitere[rsn]?|ajouter|nouve(au|lle)|nuev[oa]|añadir|agregar|nuov[oa]|aggiungi|adicionar|toevoegen|nieuwe?|dodaj|lägg till|tilføj|legg til)(?!\p{L})/iu;
  const brings = button => Boolean(button.form) && button.type === 'button' && words(button).some(told => adding.test(dom.fold(told)))
    && [...button.form.elements].some(one => one !== button && one.type === 'submit' && !one.disabled && dom.visible(one));
  const opens = button => {
    if (brings(button)) return !button.disabled;
    if (button.disabled || button.type === 'submit' && button.form || amongFields(button)) return false;
    return /^(dialog|menu|true)$/.test(button.getAttribute('aria-haspopup') ?? '') || words(button).some(told => opening.test(dom.fold(told)));
  };
  // Menus of some libraries are lists of parts that can be reached by keys and look as if one pressed them.
  const pressed = element => element.hasAttribute('tabindex') && element.closest('nav,aside,[role=navigation]') !== null && getComputedStyle(element).cursor === 'pointer' && !element.querySelector('a[href],button,input');
  // A link that looks like a button is often called one, by widespread frameworks too; where it leads is what it is.
  const dressed = element => element.tagName === 'A' && address(element) !== null;
  // One without an address is a link to those who look, where the page does by a script what it is pressed for.
  const scripted = element => element.tagName === 'A' && !element.hasAttribute('href') && !element.hasAttribute('role') && getComputedStyle(element).cursor === 'pointer' && !element.querySelector('a,button,input') && !amongFields(element) && dom.text(element) !== '';
  // A heading that is shown as what one presses, and the title of closed details, open the fields that are folded up behind them.
  const heads = 'h1,h2,h3,h4,h5,h6,legend,summary';
  const unrolls = element => {
    if (!element.matches(heads) || element.querySelector('a,button,input') || dom.text(element) === '') return false;
    const behind = element.tagName === 'SUMMARY' ? element.parentElement : element.nextElementSibling;
    if (!behind?.querySelector(typed)) return false;
    return behind.tagName === 'DETAILS' ? !behind.open : !dom.visible(behind) && getComputedStyle(element).cursor === 'pointer';
  };
  // Old menus are parts of text: what one presses, and right behind it the links that come to light then.
  const within = 'a,button,input,select,textarea,label,[role]';
  const looksPressed = element => element.hasAttribute('onclick') || getComputedStyle(element).cursor === 'pointer';
  const isMenuHead = element => element !== null && dom.visible(element) && !element.matches(within) && !element.querySelector(within) && looksPressed(element) && dom.text(element) !== '';
  const menuHeads = () => {
    const heads = new Set();
    for (const link of dom.all('a[href]')) {
      let part = dom.visible(link) ? null : link;
      while (part && !(part.parentElement && dom.visible(part.parentElement))) part = part.parentElement;
      if (part && part !== link && isMenuHead(part.previousElementSibling)) heads.add(part.previousElementSibling);
    }
    return heads;
  };
  /** What one presses to see the part of such a menu in which this stands; null where it stands in none. */
  const menuOf = element => {
    for (let part = element.parentElement; part; part = part.parentElement) if (isMenuHead(part.previousElementSibling)) return part.previousElementSibling;
    return null;
  };
  // In a column that is called a side bar, parts that look pressed and stand under one another, each a few words alone, are a menu to those who look.
  const sides = '[class*=sidebar i],[class*=sidenav i],[class*=side-nav i],[class*=side-bar i]';
  const own = `a,input,select,textarea,label,${heads},table,[role]:not([role=presentation],[role=none],[role=main],[role=navigation],[role=complementary],[role=list],[role=group])`;
  const isColumn = part => { const { width, height } = part.getBoundingClientRect(); return width > 80 && width < innerWidth * 0.4 && height > innerHeight * 0.6; };
  const isItem = part => {
    if (!looksPressed(part) || looksPressed(part.parentElement) || part.closest(`${own},button`) || part.querySelector(own) || !dom.visible(part)) return false;
    const told = dom.text(part, inner => inner.tagName === 'BUTTON');
    return /\p{L}/u.test(told) && told.length <= 60 && told === dom.text(part) && part.getBoundingClientRect().height <= 60;
  };
  // So is a list at an edge of the page, each item of which is written to be pressed.
  const isMenuList = list => {
    const { left, right, width } = list.getBoundingClientRect(), edge = innerWidth * 0.05;
    if (width <= 80 || width >= innerWidth * 0.4 || left > edge && right < innerWidth - edge || amongFields(list)) return false;
    return [...list.children].every(item => item.tagName === 'LI' && item.hasAttribute('onclick') && isItem(item));
  };
  const sideItems = () => {
    const inColumns = dom.all(sides).filter(part => dom.visible(part) && isColumn(part)).flatMap(part => [...part.querySelectorAll('div,li,span,p')].filter(isItem));
    const items = [...new Set([...inColumns, ...dom.all('ul,ol').filter(isMenuList).flatMap(list => [...list.children])])];
    const seat = item => { const { left, width, height } = item.getBoundingClientRect(); return [left, width, height].map(Math.round).join(); };
    const seats = Map.groupBy(items, seat);
    return items.filter(item => seats.get(seat(item)).length > 1);
  };
  // What begins a letter or a call leads to no page.
  const calls = element => element.tagName === 'A' && /^(mailto|tel|sms|callto|sip):$/.test(element.protocol);
  const leads = element => {
    if (calls(element)) return false;
    if (scripted(element) || unrolls(element)) return true;
    const role = names.role(element) ?? '';
    return kinds.test(role) || (role === 'button' ? opens(element) || dressed(element) || fetched(element) !== null : /^(listitem|option|)$/.test(role) && pressed(element));
  };
  const listed = () => {
    const plain = dom.all(`a,button,input[type=submit],[role],nav [tabindex],aside [tabindex],${heads}`).filter(element => leads(element) && dom.visible(element));
    const shown = [...new Set([...plain, ...menuHeads(), ...sideItems()])].map(element => ({ element, told: words(element) }));
    // An icon beside the words of the same link tells nothing; nor does an address that goes on after a question mark.
    const named = new Set(shown.filter(lead => lead.told.length).map(lead => address(lead.element)));
    for (const lead of shown) {
      const to = lead.told.length ? null : address(lead.element), at = to && new URL(to);
      if (at && at.origin === location.origin && !at.search && !at.hash.includes('?') && !named.has(to)) lead.told.push(`link:${at.pathname}${place.test(at.hash) ? '' : at.hash}`);
    }
    return shown.filter(lead => lead.told.length);
  };

  const control = 'a,button,summary,[role=button],[role=link],[role=menuitem],[tabindex],[aria-haspopup],[aria-expanded]';
  const namedBy = part => {
    const id = CSS.escape(part.id);
    return part.id !== '' && dom.all(`[aria-controls~="${id}"],[data-target="#${id}"],[data-bs-target="#${id}"],[href="#${id}"]`).some(dom.visible);
  };
  // Right before it stands one control; what stands in an item beside its words is the item's.
  const standsBehind = part => {
    const outer = part.parentElement;
    if (outer.tagName === 'LI') return dom.text(outer) !== '';
    let before = part.previousElementSibling;
    while (before && !dom.visible(before)) before = before.previousElementSibling;
    if (isMenuHead(before)) return true;
    const [only, more] = before === null ? [] : before.matches(control) ? [before] : before.querySelectorAll(control);
    // The title of a group may stand beside an arrow that unfolds it.
    return only !== undefined && more === undefined && (dom.text(only) === dom.text(before) || dom.text(only) === '' && only.matches('button,[role=button]') && dom.text(before).length <= 60);
  };
  /** A control that is seen opens the part of the page in which a link is folded up: it names it, or stands before it. */
  const opened = link => {
    for (let part = link; !dom.visible(part); part = part.parentElement) {
      const outer = part.parentElement;
      if (!outer) return false;
      if (namedBy(part)) return true;
      // One that is hidden among others is not folded up.
      if (dom.visible(outer)) return outer.tagName === 'DETAILS' || part !== link && part.tagName !== 'LI' && standsBehind(part);
    }
    return false;
  };
  const unfolds = element => element.matches('[aria-haspopup]:not([aria-haspopup=false],[aria-haspopup=dialog]),[aria-expanded],[data-toggle=dropdown],[data-bs-toggle=dropdown]');
  /** A link is folded up in what this control opens: it names it, or stands in the same item or right before it. */
  const holds = (opener, link) => {
    for (let part = link; part && !dom.visible(part); part = part.parentElement) {
      const outer = part.parentElement;
      if (part.id !== '' && ['aria-controls', 'data-target', 'data-bs-target', 'href'].some(name => (opener.getAttribute(name) ?? '').split(' ').some(id => id.replace(/^#/, '') === part.id))) return true;
      if (outer && dom.visible(outer)) return part !== link && (outer.tagName === 'LI' ? outer.contains(opener) && opener.closest('li') === outer : Boolean(part.previousElementSibling?.contains(opener)));
    }
    return false;
  };
  // Applications put what proves that one of their pages was used into the address of what changes something. Some put it into each.
  const proof = /^(_*(csrf|xsrf|form|atl|edit|security|authenticity|request_?verification|anti_?forgery)?[-_]?token|_?(csrf|xsrf|crumb|wpnonce|nonce)|csrfmiddlewaretoken|(form|security)_?key|sesskey|sectok|my_post_key)$/i;
  const proofIn = link => [...new URL(address(link)).searchParams].find(([name, value]) => proof.test(name) && /^[\w+/=.:-]{10,}$/.test(value) && /\d/.test(value))?.[0] ?? null;
  /** The parameter by which the address of a link says that following it changes something; null: it has none, or most links of the page have it. */
  const token = element => {
    const link = element.closest('a[href]') ?? element, told = address(link) !== null && new URL(address(link)).origin === location.origin ? proofIn(link) : null;
    if (told === null) return null;
    const all = [...document.links].filter(other => address(other) !== null && other.origin === location.origin);
    return all.filter(other => proofIn(other) !== null).length * 2 > all.length ? null : told;
  };
  // Of cells that nobody sees it is not known what of them is withheld.
  const inUnseenCell = link => {
    const cell = link.closest('td,th,dt,dd,[role=cell],[role=gridcell],[role=rowheader],[role=columnheader],table,dl,[role=table],[role=grid],[role=treegrid]');
    return cell !== null && !dom.visible(cell);
  };
  const leadsOn = link => link.origin === location.origin && !place.test(link.getAttribute('href'));
  /** Links of this page within its origin that are folded up in menus, each with what it goes by and its address. */
  const folded = () => {
    const links = [...document.querySelectorAll('a[href]:not([download])')].filter(link => leadsOn(link) && !dom.visible(link) && !inUnseenCell(link) && opened(link));
    return links.map(element => ({ element, told: unseenWords(element), address: element.href })).filter(lead => lead.told.length);
  };
  // What stands in a cell has a use of its own; the titles of a table sort it.
  const used = 'a,button,input,select,textarea,label,summary,[role=button],[role=checkbox],[role=link],[contenteditable]';
  // Some look as if one pressed them only while the mouse is over them: by what rules of the page.
  const hovering = rules => [...rules].flatMap(rule => [...(rule.style?.cursor === 'pointer' && rule.selectorText.includes(':hover') ? [rule.selectorText.replaceAll(':hover', '')] : []), ...(rule.cssRules ? hovering(rule.cssRules) : [])]);
  const hovered = sheet => { try { return hovering(sheet.cssRules); } catch { return []; } };
  const under = (element, selector) => { try { return element.closest(selector) !== null; } catch { return false; } };
  /** The cells of rows that look as if one pressed them to open the row, each with what it reads. */
  const rows = () => {
    const over = [...document.styleSheets].flatMap(hovered).filter(selector => /(^|[\s>.,])(t[rd]|\S*(row|cell))/i.test(selector));
    const points = cell => getComputedStyle(cell).cursor === 'pointer' || over.some(selector => under(cell, selector) && !under(cell.closest('table,[role=table],[role=grid],[role=treegrid]') ?? cell, selector));
    return dom.all('tr,[role=row]').filter(row => dom.visible(row) && !row.closest('thead') && !row.querySelector('th:not([scope=row]),[role=columnheader]')).flatMap(row => {
      const cells = dom.all('td,th,[role=cell],[role=gridcell],[role=rowheader]', row).filter(cell => dom.visible(cell) && !cell.querySelector(used) && points(cell));
      return [...new Map(cells.toReversed().map(element => [dom.text(element), { element, told: [dom.text(element)] }])).values()].filter(lead => lead.told[0] !== '');
    });
  };
  return { listed, folded, rows, address, fetched, unfolds, holds, menuOf, token };
})();
