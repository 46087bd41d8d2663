// uses: deeds
// What of a page asks whether that which was sent is really meant: a form that sends more and takes nothing but a yes or a no, or a dialog of that kind.
const asking = (() => {
  const { fold, visible } = dom;
  // Bare, or with more after it: `No, take me back`, and not `Cancel order`.
  const no = /^(cancel|no|abort|(go )?back|never ?mind|abbrechen|nein|zurück|annuler|non|retour|cancelar|volver|annulla|indietro|não|voltar|annuleren|nee|terug|anuluj|nie|wróć|avbryt|nej|tillbaka|annuller|nei|tilbake|tilbage|peruuta|zrušit|ne|zpět|mégse|nem|vazgeç|iptal|hayır|отмена|нет|назад|скасувати|ні)([,.!–-].*)?$|^(取消|否|キャンセル|いいえ|취소|아니요|إلغاء|لا)$/u;
  const yes = /^(yes|ok(ay)?|continue|confirm|proceed|go on|go ahead|ja|weiter|fortfahren|bestätigen|oui|continuer|confirmer|sí|continuar|confirmar|sì|continua|conferma|procedi|prosegui|sim|doorgaan|bevestigen|tak|dalej|kontynuuj|potwierdź|fortsätt|bekräfta|fortsæt|bekræft|fortsett|bekreft|kyllä|jatka|vahvista|ano|pokračovat|potvrdit|igen|folytatás|evet|devam|onayla|да|продолжить|подтвердить|так|продовжити|підтвердити)([,.!–-].*)?$|^(确认|继续|確認|続行|はい|예|확인|계속|نعم|متابعة)$/u;
  const called = control => fold(names.seen(() => deeds.called(control)) || dom.text(control));
  const choices = part => dom.all('input,select,textarea,[contenteditable=true],[role=textbox],[role=combobox]', part).filter(field => !/^(hidden|submit|button|reset|image|radio|checkbox)$/.test(field.type) && visible(field)).length === 0;
  // The no to a form with nothing but a yes may stand in another one, or be a link.
  const elsewhere = form => dom.all('button,input[type=submit],input[type=button],a[href]').some(control => !form.contains(control) && !control.closest('nav,[role=navigation],header,footer') && no.test(called(control)) && visible(control));
  const asks = part => {
    if (!choices(part)) return false;
    const controls = dom.all('button,input[type=submit],input[type=button],[role=button],a[href]', part).filter(visible), turned = controls.filter(control => no.test(called(control)));
    const sends = control => !turned.includes(control) && (part.tagName === 'FORM' ? control.matches('button:not([type=button],[type=reset]),input[type=submit]') : control.matches('button,input,[role=button]') && called(control) !== '');
    return controls.some(sends) && (turned.length > 0 || part.tagName === 'FORM' && controls.length === 1 && yes.test(called(controls[0])) && elsewhere(part));
  };
  /** The row, card or item of a list that a form stands in. */
  const rowOf = form => form.closest('tr,[role=row],li,article,[role=listitem]');
  /** What a form or a dialog says; where that is nothing but what can be pressed, the row it stands in, or what stands around it. */
  const about = part => {
    const bare = around => !/[\p{L}\p{N}]/u.test(dom.text(around, one => one.matches('a[href],button,input,[role=button]')));
    let around = part.tagName === 'FORM' && bare(part) ? rowOf(part) ?? part : part;
    while (part.tagName === 'FORM' && around.parentElement && bare(around)) around = around.parentElement;
    return dom.clip(dom.text(around), 300);
  };
  /** What the page asks; null: nothing asks. */
  const question = () => {
    const parts = dom.all(`form,${dialogParts}`).filter(part => visible(part) && (part.tagName !== 'FORM' || part.method === 'post') && asks(part));
    return parts.length ? about(parts[0]) : null;
  };
  /** The forms that ask so. */
  const inForms = () => dom.all('form[method=post i]').filter(part => visible(part) && asks(part));
  /** What can be pressed, by name, and what of that only leads back; nothing where it is much: that is no page that leads nowhere. */
  const ways = () => {
    const some = dom.all('a[href],button,input[type=submit],input[type=button],[role=button],[role=link]'), all = some.length > 200 ? [] : [...new Set(some.filter(visible).map(control => dom.clip(called(control), 80)).filter(Boolean))];
    return { controls: all, backs: all.filter(name => deeds.backwards.test(name)) };
  };
  return { question, about, rowOf, inForms, ways };
})();
