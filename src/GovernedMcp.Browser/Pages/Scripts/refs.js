// uses: press
// The elements of a page that a snapshot gives refs to, and how one is found again: by role and name, the n-th of so many, and by
// what stands beside it where there are several.
const refs = (() => {
  const { fold, clip, visible } = dom;
  const roles = (...list) => list.map(role => `[role=${role}]`).join();
  const acting = `a[href],button,input:not([type=hidden]),select,textarea,summary,[contenteditable=""],[contenteditable=true],[tabindex="0"],${roles('button', 'link', 'textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'switch', 'slider', 'spinbutton', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'tab', 'option', 'treeitem')}`;
  const holding = `nav,main,form,dialog,table,fieldset,section[aria-label],section[aria-labelledby],${roles('navigation', 'main', 'form', 'dialog', 'alertdialog', 'table', 'grid', 'treegrid', 'group', 'radiogroup', 'region', 'search', 'tablist', 'menu', 'menubar', 'listbox', 'tree', 'tabpanel', 'alert', 'status')}`;
  // A control that only its label shows.
  const labelOf = element => names.labelsOf(element).find(visible) ?? null;
  const shown = element => visible(element) || (element.matches('input,select,textarea') && labelOf(element) !== null);
  const roleOf = element => names.role(element) ?? (element.type === 'file' ? 'file' : element.tagName.toLowerCase());
  const fields = `input:not([type=submit],[type=button],[type=reset],[type=image]),select,textarea,[contenteditable=""],[contenteditable=true],${roles('textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'switch', 'slider', 'spinbutton')}`;
  const isField = element => element.matches(fields);
  // What stands beside it names a field, and nothing else.
  const nameOf = element => names.seen(() => clip(isField(element) ? names.label(element).text : names.name(element), 120));

  let known;
  // Every element by role and name, in the order of the page.
  const listed = () => {
    if (!known) {
      known = new Map();
      for (const element of dom.all(`${acting},${holding}`).filter(shown)) {
        const key = `${roleOf(element)} ${fold(nameOf(element))}`;
        known.set(key, [...(known.get(key) ?? []), element]);
      }
    }
    return known;
  };
  const near = element => {
    const around = element.parentElement?.closest('tr,li,[role=row],[role=listitem],fieldset,form,section,article') ?? null;
    return around && fold(clip(dom.text(around), 100));
  };
  /** What finds an element again. */
  const describe = element => {
    const [role, name] = [roleOf(element), nameOf(element)];
    const like = listed().get(`${role} ${fold(name)}`) ?? [element];
    return { role, name, at: like.indexOf(element), of: like.length, near: like.length > 1 ? near(element) : null };
  };
  /** The element again: `{ element }`, or an outcome: `stale` when the page is no longer as it was. */
  const seek = want => {
    const like = listed().get(`${want.role} ${fold(want.name)}`) ?? [];
    const element = like.length === want.of ? like[want.at] : undefined;
    return element && (like.length === 1 || near(element) === (want.near ?? null)) ? { element } : { outcome: 'stale' };
  };
  /** By role and name, strictly; without a role, anything of the name that does something. */
  const named = (role, name) => {
    if (role) return find.one({ by: 'role', role, value: name });
    const like = [...listed().values()].flat().filter(element => element.matches(acting) && fold(nameOf(element)) === fold(name));
    return like.length === 1 ? { element: like[0] } : { outcome: like.length ? 'ambiguous' : 'not_found', names: [], count: like.length };
  };
  const find_ = ask => (ask.ref ? seek(ask.ref) : named(ask.role, ask.name));
  return { isField, acting, holding, shown, labelOf, roleOf, nameOf, describe, find: find_ };
})();
