// uses: sign_in_form, leads
// Tells whether the page shows a form that signs in. Where it does not, and is asked to, presses the one control that says it leads to it: several links to
// one address are one. Where none is seen, the one address of this origin that links in folded menus lead to.
({ press }) => {
  if (signIn.form()) return { outcome: 'form' };
  if (!press || document.readyState !== 'complete') return { outcome: 'none' };
  const openers = dom.all('button,a[href],[role=button]').filter(element => !element.disabled && signIn.leadsTo(element));
  const alike = parts => (new Set(parts.map(part => leads.address(part) ?? part)).size === 1 ? parts[0] : null);
  const seen = openers.filter(dom.visible);
  const folded = openers.filter(element => leads.address(element) !== null && new URL(leads.address(element)).origin === location.origin);
  const opener = alike(seen.length ? seen : folded);
  if (!opener) return { outcome: 'none' };
  opener.click();
  return { outcome: 'pressed' };
}
