// uses: disabled
// What leads to the next page of rows or to the one before, by what it is called or where it stands.
const steps = (() => {
  const { fold, squeeze } = dom;
  const closed = element => [element, element.closest('li') ?? element].some(disabled.says) || getComputedStyle(element).pointerEvents === 'none';
  const nextWords = /^(next(?: \d+)?(?: (?:records|results|rows|entries|items|lines|hits))?|(?:(?:show|view|load|go to) (?:the )?)?next page|show (?:the )?next(?: \d+)?|next page of results|next >|next ›|next »|›|»|>|>>|→|▶|►|⏵|❯|weiter|vor|nächste|nächste seite(?: anzeigen)?|(?:afficher )?la page suivante|suivante?s?|page suivante|siguientes?(?: \d+)?|successivo|avanti|volgende|następna|próximo|próxima|older(?: (?:entries|posts|items|records|messages))?)$/;
  // What is called so, whatever arrows and brackets stand around it.
  const called = element => fold(names.name(element)).replace(/(?<=\p{L})\.$/u, '');
  const isNext = element => (saysNext(called(element)) && !leadsAside(element)) || saysNext(fold(titleAround(element))) || stepsOn(element);
  // Beside `1 / 4` or `Page 1 of 4` and nothing else, what has no name: a link that asks this page for number 2, or a button that comes after the one back, if there is one.
  const stepsOn = element => {
    if (called(element) || !element.matches('a,button')) return false;
    const bar = element.parentElement, [, at, of] = /^(?:\p{L}{1,12} )?(\d{1,6}) ?(?:\/|of|von|sur|de|di|z|из|van|av|af) ?(\d{1,6})$/u.exec(squeeze(dom.text(bar)).toLowerCase()) ?? [];
    if (!(Number(at) < Number(of))) return false;
    if (element.tagName === 'A') return element.origin === location.origin && element.pathname === location.pathname && [...new URL(element.href).searchParams.values()].includes(String(Number(at) + 1));
    const [first, last, more] = bar.querySelectorAll('a,button,[role=button]');
    return !more && (!last || element === last && (Number(at) > 1 || closed(first)));
  };
  // Under an arrow alone its title says what it does: a link to something else that says nothing of a next page leads there, and no further.
  const leadsAside = element => {
    const title = fold(element.title ?? '');
    if (!title || /\p{L}/u.test(called(element)) || saysNext(title) || /\d|pag|next/.test(title) || !/^https?:/.test(element.protocol ?? '')) return false;
    const path = one => one.pathname.replace(/\d+/g, '').replace(/\/+/g, '/');
    const here = path(location), there = path(element);
    return !there.startsWith(here) || !/^\/?((page|p|seite|pagina|página|strona|sida|side|sivu)\/?)?$/i.test(there.slice(here.length));
  };
  // An icon is often all that a button shows, and what it does is the title of the item that it stands in.
  const titleAround = element => { const item = element.closest('li[title]'); return item && item.querySelectorAll('a,button,[role=button]').length === 1 ? item.title : ''; };
  const saysNext = name => nextWords.test(name) || nextWords.test(name.replace(/^[\s<>«»‹›←→[\]()-]+(?=\p{L})|(?<=[\p{L}\p{N}])[\s<>«»‹›←→▶►[\]()-]+$/gu, ''));
  const previousWords = /^([‹«<←◀◄]+ ?)?(prev|previous|(?:show|view|go to) (?:the )?previous page|previous page|show (?:the )?previous(?: \d+)?|vorherige|vorherige seite|précédent|précédente|page précédente|anterior|precedente|vorige|poprzednia|newer)$|^([‹«<←]|<<|‹‹)$/;
  const isPrevious = element => previousWords.test(called(element));
  return { called, closed, isNext, isPrevious };
})();
