// Links, menu items and tabs, each with what it goes by: what it reads, or its name; where it has neither, as an icon, the address it leads to.
const leads = (() => {
  const kinds = /^(link|menuitem|menuitemcheckbox|menuitemradio|tab|treeitem)$/;
  const words = element => [dom.text(element), names.seen(() => names.name(element))].filter(Boolean);
  /** Where a link leads; null where it leads nowhere but to this page. */
  const address = element => {
    const link = element.closest('a[href]');
    return link && /^https?:$/.test(link.protocol) && !link.getAttribute('href').startsWith('#') ? link.href : null;
  };
  const listed = () => {
    const shown = dom.all('a[href],[role]').filter(element => kinds.test(names.role(element) ?? '') && dom.visible(element)).map(element => ({ element, told: words(element) }));
    // An icon beside the words of the same link tells nothing; nor does an address that goes on after a question mark.
    const named = new Set(shown.filter(lead => lead.told.length).map(lead => address(lead.element)));
    for (const lead of shown) {
      const to = lead.told.length ? null : address(lead.element), place = to && new URL(to);
      if (place && place.origin === location.origin && !place.search && !named.has(to)) lead.told.push(`link:${place.pathname}`);
    }
    return shown.filter(lead => lead.told.length);
  };
  return { listed, address };
})();
