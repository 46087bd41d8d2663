// The form that signs in, told from those that make an account, change a password or want something else. Decides; types nothing.
// What decides is how the controls are called, by the page and by its author, and what the button says; never the address.
const signIn = (() => {
  const { squeeze, native, visible } = dom;
  const attribute = (element, name) => Element.prototype.getAttribute.call(element, name) ?? '';
  const formOf = element => element.closest('form') ?? (/^(INPUT|BUTTON)$/.test(element.tagName) ? native(Object.getPrototypeOf(element), 'form')(element) : null);
  // What is locked and empty waits to be touched, so that no browser fills it in by itself.
  const usable = element => visible(element) && !element.disabled && (!element.readOnly || element.value === '');
  const before = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

  const words = text => squeeze(text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_\-.[\]/]+/g, ' ')).toLowerCase();
  const once = make => {
    const known = new Map();
    return element => {
      if (!known.has(element)) known.set(element, make(element));
      return known.get(element);
    };
  };
  const told = once(element => words([names.label(element).text, attribute(element, 'placeholder'), attribute(element, 'name'), element.id].join(' ')));
  const said = once(element => words(names.name(element) || element.value || dom.text(element)));

  const signsIn = /(?<![\p{L}\p{N}])(log ?[io]n|logon|sign ?[io]n|sign ?on|unlock|einloggen|anmelden|connexion|(se )?connecter|identifier|iniciar( sesi[oó]n)?|acceder|entrar|ingresar|accedi|entra|inloggen|aanmelden|logga in|log ind|logg inn|zaloguj|přihlásit|belépés|giriş|oturum aç)(?![\p{L}\p{N}])|вхо[дй]|войти|увійти|登录|登入|ログイン|로그인|دخول/u;
  const goesOn = /\b(next|continue|proceed|weiter|suivant|continuer|siguiente|continuar|avanti|continua|volgende|dalej)\b|下一步|次へ|далее/;
  const sends = /\b(submit|enter|go|ok|send|abschicken|senden|envoyer|enviar|invia)\b|送出|提交|確定|确定|確認/;
  const noAccount = /\b(guest|newsletter\w*|subscri\w*|wysija|mailchimp|mailing list|updates|waitlist|wait list|abonnieren|boletín|gast)\b/;
  const makesAccount = /(?<![\p{L}\p{N}])(sign ?(me )?up|signup|regist\p{L}*|create|join|subscribe|newsletter|open (an )?account|get started|agree|become|enrol\p{L}*|konto erstellen|s'inscrire|inscription|registrarse|reg[ií]str\p{L}*|crear|iscriviti|crea|registrati|zarejestruj|üye ol|kayıt)(?![\p{L}\p{N}])|регистрац|注册|登録|회원가입/u;
  const newPassword = /\b(new|confirm\w*|repeat|re ?(enter|type|password)|retype|again|verify|create|choose|choice|set (a|your)|desired|registration|register|sign ?up|at least|must be|characters|nuova|conferma|neues|wiederholen|nouveau|confirmez|nueva|repita|repetir)\b/;
  // A password is asked for once more before something is kept, changed or gone.
  const keeps = /^(save|store|update|change|apply|add|speichern|ändern|aktualisieren|übernehmen|enregistrer|modifier|mettre à jour|guardar|actualizar|cambiar|salvar|alterar|salva|aggiorna|modifica|opslaan|wijzigen|bijwerken|zapisz|zmień|uložit|změnit|spara|lagre|gem|tallenna|kaydet|güncelle|mentés|сохранить|изменить|зберегти|保存|更新|変更|修改|저장|변경)(?!\p{L})/u;
  const destroys = /(?<!\p{L})(delete|remove|erase|deactivate|close (my |your |the )?account|löschen|entfernen|supprimer|eliminar|borrar|elimina|cancella|verwijder\p{L}*|usuń|excluir|remover|smazat|odstranit|törlés|radera|slett?|poista|sil|ta bort|eltávolít\p{L}*)(?!\p{L})|удалить|видалити|删除|刪除|削除|移除|삭제|제거/u;
  const forgets = /(?<!\p{L})(forgot\p{L}*|lost (your |my )?password|reset|recover\p{L}*|vergessen|oublié|olvid\p{L}+|dimenticat\p{L}+|esquec\p{L}+|vergeten|glömt|glemt|zapomn\p{L}+|unohd\p{L}+|unuttu\p{L}*|elfelejt\p{L}*)(?!\p{L})|забыли|забули|忘|재설정/u;
  // Put there for browsers and robots to fall for.
  const decoy = /\bauto ?fill ?pass ?word\b|honey ?pot|decoy|dummy|\bfake\b/;
  const noPassword = /\b(cvv|cvc|csc|cid|ssn|security (code|number)|digits?|card (code|number)|one time|otp)\b/;
  const person = /\b((first|last|middle|given|family|full|sur|company) ?name|surname|birth\w*|bday|date of birth|zip|postal|postcode|city|address line|street|phone number|confirm e? ?mail|gender|vorname|nachname|prénom|nombre|apellidos?|cognome)\b/;
  const userName = /\b(user|username|userid|login|log ?on|sign ?in|account|member|customer|e ?mail|mail|identifier|ident\w*|id|benutzer\w*|nutzer\w*|kennung|identifiant|utilisateur|usuario|utente|correo|courriel|gebruiker\w*)\b|логин|почт|用户|账号|メール|아이디/;
  const noName = /\b(captcha|search|otp|coupon|voucher|promo\w*|zip|comment|subject|message|tenant|human|confirm\w*|pin|hint|referr?al)\b/;
  // Of a registry, a dealer, a client; or one that is good once.
  const someCode = /\bcode\b/;
  const otherButton = /\b(show|hide|reveal|toggle|visib\w*|forgot\w*|forgotten|lost|reset|recover\w*|cancel|back|close|clear|search|resend|send (code|link|me)|listen|one time|code|help|info|menu|more|pop ?up|log out|logout|sign out|mostrar|ocultar|anzeigen|passwort vergessen|google|facebook|apple|twitter|github|microsoft|linkedin|amazon|sso|passkey|qr)\b/;

  const typed = kinds => dom.all('input').filter(element => kinds.test(element.type) && visible(element));
  const nameLike = () => typed(/^(text|email|tel|number|search)$/).filter(element => attribute(element, 'role') !== 'button' && (element.type !== 'search' || /\busername\b/.test(attribute(element, 'autocomplete'))));
  // Some pages show what is typed: then a text field that is called nothing but password is one.
  const passwords = () => {
    const real = typed(/^password$/).filter(element => !decoy.test(told(element)) && (!noPassword.test(told(element)) || /\bpass ?word\b/.test(told(element))));
    return real.length ? real : typed(/^text$/).filter(element => /^(password|passwort|passwd)( (inp |input )?(password|passwort|passwd))*$/.test(told(element).replace(/\binp\b/g, '').replace(/ +/g, ' ').trim()));
  };

  // Fields that belong together: those of a form, or all that stand in none.
  const unitOf = (password, all) => {
    const form = formOf(password);
    const mates = [...nameLike(), ...all].filter(element => element !== password && formOf(element) === form && element.getRootNode() === password.getRootNode());
    return { form, mates };
  };
  const buttonsOf = (form, doc) => {
    const kinds = 'button,input[type=submit],input[type=image],input[type=button],[role=button],a';
    const idle = element => element.tagName !== 'A' || attribute(element, 'role') === 'button' || /^(#.*|javascript:.*|)$/i.test(attribute(element, 'href')) ;
    return dom.all(kinds, doc).filter(element => visible(element) && idle(element) && (formOf(element) === form || formOf(element) === null));
  };
  const worth = (button, field, form) => {
    const text = said(button), typical = button.matches('button:not([type]),button[type=submit],input[type=submit],input[type=image]');
    const own = form !== null && formOf(button) === form;
    let sum = own ? 4 : form ? 0 : 2;
    if (typical) sum += own || !form ? 3 : 1;
    if (signsIn.test(text)) sum += 6;
    else if (goesOn.test(text) || sends.test(text)) sum += 3;
    else if (button.tagName === 'A') sum -= 6;
    if (otherButton.test(text) && !/^(log ?in|sign ?in|anmelden)$/.test(text)) sum -= 9;
    if (makesAccount.test(text)) sum -= 2;
    if (!before(field, button)) sum -= 2;
    return sum;
  };
  const link = element => element.tagName === 'A' && attribute(element, 'role') !== 'button';
  /** What sends the form that a field belongs to; null when nothing does that can be told. A link beside a button that may send it leads elsewhere, as to the form for those who have an account. */
  const submitOf = field => {
    const form = formOf(field), doc = field.getRootNode();
    const some = buttonsOf(form, doc).map(button => ({ button, sum: worth(button, field, form) })).filter(one => one.sum > 0).sort((a, b) => b.sum - a.sum);
    const own = form === null ? null : some.find(one => !link(one.button) && formOf(one.button) === form);
    return (own && link(some[0].button) ? own : some[0])?.button ?? null;
  };

  const titleOf = (form, field) => words([form && attribute(form, 'id'), form && attribute(form, 'name'), form && attribute(form, 'class'), form && names.name(form), form && (attribute(form, 'action').split(/[?#]/)[0])].filter(Boolean).join(' '))
    + ' ' + (form ? words(dom.all('legend,h1,h2,h3,h4', form).filter(visible).slice(0, 2).map(heading => dom.text(heading)).join(' ')) : '') + ' ' + words(names.nearestHeading(field));
  const purpose = text => (signsIn.test(text) || /\b(session|auth\w*)\b/.test(text) ? 2 : 0) - (makesAccount.test(text) ? 3 : 0);

  const judge = (password, all) => {
    const { form, mates } = unitOf(password, all);
    const others = mates.filter(element => all.includes(element));
    const button = submitOf(password);
    const complete = attribute(password, 'autocomplete');
    let sum = /current-password/.test(complete) ? 3 : /new-password/.test(complete) ? -2 : 0;
    if (newPassword.test(told(password))) sum -= 5;
    // A second password right after, or right before, is the same once more or its successor.
    const between = (one, other) => buttonsOf(form, password.getRootNode()).some(part => before(one, part) && before(part, other) && !otherButton.test(said(part)));
    if (others.some(other => (before(password, other) ? !between(password, other) : !between(other, password)) && !mates.some(mate => !all.includes(mate) && (before(password, other) ? before(password, mate) && before(mate, other) : before(other, mate) && before(mate, password))))) sum -= 6;
    const texts = mates.filter(mate => !all.includes(mate) && mate.type !== 'number');
    sum -= 2 * Math.min(3, texts.filter(mate => person.test(told(mate))).length) + Math.min(3, Math.max(0, texts.length - 3));
    if (button) sum += signsIn.test(said(button)) && !makesAccount.test(said(button)) ? 4 : makesAccount.test(said(button)) ? -4 : 0;
    // A dialog may keep what is typed by a button of its own, apart from its form.
    const dialog = button && signsIn.test(said(button)) ? null : password.closest('dialog,[role=dialog],[aria-modal=true]');
    const keeping = [...(button ? [button] : []), ...(dialog ? dom.all('button,[role=button]', dialog).filter(visible) : [])];
    if (keeping.some(part => destroys.test(said(part)) || keeps.test(said(part)))) sum -= 6;
    // Besides a language or a realm, nothing is chosen to sign in.
    if (form) sum -= Math.min(3, Math.max(0, dom.all('select,textarea,input[type=checkbox],input[type=file]', form).filter(visible).length - 3));
    const meant = purpose(titleOf(form, password));
    sum += meant;
    if (form && dom.all('a,button', form).some(part => forgets.test(said(part)) || /\blost\b/.test(said(part)))) sum += 2;
    return { password, name: nameFor(password, texts), button, sum, says: meant > 0 || Boolean(button && signsIn.test(said(button))) };
  };
  const nameFor = (password, texts) => {
    const scored = texts.map((element, at) => {
      const text = told(element), complete = attribute(element, 'autocomplete');
      let sum = /\busername\b/.test(complete) ? 6 : /\bemail\b/.test(complete) || element.type === 'email' ? 3 : 0;
      if (userName.test(text)) sum += 4;
      if (/\b(card number|number)\b/.test(text)) sum += 1;
      if (person.test(text)) sum -= 4;
      if (noName.test(text)) sum -= 5;
      if (someCode.test(text)) sum -= 2;
      if (before(element, password)) sum += 3;
      return { element, sum: sum + at / 100 };
    }).filter(one => one.sum > 0).sort((a, b) => b.sum - a.sum);
    return scored[0]?.element ?? null;
  };

  /** The first page of a log-in that asks for the name alone; what is told there and cannot be changed is not asked for. */
  const nameOnly = () => {
    const open = nameLike().filter(usable);
    const scored = open.map(element => {
      const text = told(element), complete = attribute(element, 'autocomplete'), form = formOf(element), button = submitOf(element);
      const mates = open.filter(other => other !== element && formOf(other) === form);
      let sum = /\busername\b/.test(complete) ? 4 : userName.test(text) ? 1 : -2;
      if (person.test(text)) sum -= 3;
      if (noName.test(text) || someCode.test(text)) sum -= 4;
      if (forgets.test(titleOf(form, element)) || button && forgets.test(said(button))) sum -= 4;
      if (button) sum += makesAccount.test(said(button)) ? -5 : signsIn.test(said(button)) ? 3 : goesOn.test(said(button)) ? 1 : -1;
      sum += purpose(titleOf(form, element)) - mates.length - (noAccount.test(`${text} ${titleOf(form, element)} ${button ? said(button) : ''} ${form ? words(dom.clip(dom.text(form), 400)) : ''}`) ? 5 : 0);
      return { password: null, name: element, button, sum };
    }).filter(one => one.sum > 1).sort((a, b) => b.sum - a.sum);
    return scored[0] ?? null;
  };

  /** `{ password, name, button, says }` of the form that signs in, either of the first two may be missing, and whether its title or button says that it does; null when the page has none. */
  const form = () => {
    const all = passwords();
    if (!all.length) return nameOnly();
    // One alone, in no form and with nothing that would send it, holds some secret of the page's own.
    const found = all.map(password => judge(password, all)).filter(one => one.sum >= 0 && (one.button || one.name || formOf(one.password))).sort((a, b) => b.sum - a.sum);
    const [best] = found;
    if (!best) return null;
    // Twins that send the same to the same place are one form, said twice; a part of a page that is used several times may end its names with a mark of its own.
    const unmarked = name => name.replace(/[-_:](?=[a-f]*\d)[0-9a-f]{6,}$/i, '');
    const sends = one => { const form = formOf(one.password); return form ? `${native(HTMLFormElement.prototype, 'action')(form)} ${[one.name, one.password].map(field => field && unmarked(attribute(field, 'name'))).join(' ')}` : one.password; };
    const others = found.filter((one, at) => formOf(one.password) !== formOf(best.password) && sends(one) !== sends(best) && found.findIndex(other => formOf(other.password) === formOf(one.password)) === at);
    const title = one => dom.clip(names.seen(() => names.name(formOf(one.password) ?? one.password) || names.nearestHeading(one.password) || (one.button ? names.name(one.button) : '')), 60);
    return { ...best, others: others.length, near: others.length && best.sum - others[0].sum < nearly ? [best, ...others.filter(one => best.sum - one.sum < nearly)].map(title) : null };
  };
  const nearly = 2;
  const oneTime = /\b(one time|otp|totp|authenticator|verification code|security code|two factor|2fa|mfa|einmal ?(code|passwort)|bestätigungscode|code de vérification|código de verificación)\b/;
  /** The one field that takes a one-time code, on a page that asks for no password; null when there is none, or several. */
  const code = () => {
    if (passwords().length) return null;
    const fields = dom.all('input').filter(element => usable(element) && /^(text|tel|number|)$/.test(attribute(element, 'type')) && (/\bone-time-code\b/.test(attribute(element, 'autocomplete')) || oneTime.test(told(element))));
    return fields.length === 1 ? fields[0] : null;
  };
  const credential = /(?<!\p{L})(pass ?words?|pass ?phrase|credentials?|user ?names?|log ?in details|passworts?|kennworts?|benutzername|zugangsdaten|anmeldedaten|mots? de passe|identifiants?|contraseñas?|credenciales|senhas?|credenciais|credenziali|wachtwoord|hasło|heslo|lösenord(et)?|adgangskoden?|passord(et)?|salasana|jelszó|şifre|parola)(?!\p{L})|парол|密码|密碼|パスワード|비밀번호/iu;
  const otherwise = /expir|must be changed|change your|locked|blocked|disabled|deactivated|suspended|too many|required|missing|empty|abgelaufen|gesperrt|zu viele|erforderlich|expiré|bloqu|trop de|obligatoire|caduc|demasiad|obligatori|scadut|bloccat|troppi|verlopen|geblokkeerd|истек|заблок/iu;
  /** A line that says what is wrong says that name and password do not fit. */
  const speaksOfCredential = text => credential.test(text) && !otherwise.test(text);
  const openers = /^(log ?[io]n|sign ?[io]n|anmelden|einloggen|connexion|se connecter|iniciar sesión|acceder|accedi|inloggen|aanmelden|logga in|log ind|logg inn|zaloguj się)$/;
  /** What leads to a form that signs in, by what it is called. */
  const leadsTo = element => openers.test(dom.fold(dom.visible(element) ? names.name(element) : element.textContent));
  return { form, code, leadsTo, formOf, usable, submitOf, told, speaksOfCredential };
})();
