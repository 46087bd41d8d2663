// uses: deeds
// What of a page asks whether that which was sent is really meant: a form that sends more and takes nothing but a yes or a no, or a dialog of that kind.
const asking = (() => {
  const { fold, visible } = dom;
  const dialog = 'dialog,[role=dialog],[role=alertdialog],[aria-modal=true]';
  // Bare, or with more after it: `No, take me back`, and not `Cancel order`.
  const no = /^(cancel|no|abort|(go )?back|never ?mind|abbrechen|nein|zurück|annuler|non|retour|cancelar|volver|annulla|indietro|não|voltar|annuleren|nee|terug|anuluj|nie|wróć|avbryt|nej|tillbaka|annuller|nei|tilbake|tilbage|peruuta|zrušit|ne|zpět|mégse|nem|vazgeç|iptal|hayır|отмена|нет|назад|скасувати|ні)([,.!–-].*)?$|^(取消|否|キャンセル|いいえ|취소|아니요|إلغاء|لا)$/u;
  const called = control => fold(names.seen(() => deeds.called(control)) || dom.text(control));
  const choices = part => dom.all('input,select,textarea,[contenteditable=true],[role=textbox],[role=combobox]', part).filter(field => !/^(hidden|submit|button|reset|image|radio|checkbox)$/.test(field.type) && visible(field)).length === 0;
  const asks = part => {
    if (!choices(part)) return false;
    const controls = dom.all('button,input[type=submit],input[type=button],[role=button],a[href]', part).filter(visible), turned = controls.filter(control => no.test(called(control)));
    const sends = control => !turned.includes(control) && (part.tagName === 'FORM' ? control.matches('button:not([type=button],[type=reset]),input[type=submit]') : control.matches('button,input,[role=button]') && called(control) !== '');
    return turned.length > 0 && controls.some(sends);
  };
  /** What it says; null: nothing asks. */
  const question = () => {
    const parts = dom.all(`form,${dialog}`).filter(part => visible(part) && (part.tagName !== 'FORM' || part.method === 'post') && asks(part));
    return parts.length ? dom.clip(dom.text(parts[0]), 300) : null;
  };
  /** The forms that ask so. */
  const inForms = () => dom.all('form[method=post i]').filter(part => visible(part) && asks(part));
  return { question, inForms };
})();
