// What a button says it does, in the words that pages use: whether pressing it stores or sends what was filled in.
const deeds = (() => {
  const { fold, visible } = dom;
  const buttons = 'button,[role=button],input[type=submit],input[type=button],input[type=image]';
  // Words of scripts without spaces stand anywhere; of the others a word begins and ends where no letter goes on.
  const worded = (words, others = '') => new RegExp(`(?<![\\p{L}\\p{N}])(${words})(?![\\p{L}\\p{N}])${others && `|${others}`}`, 'u');
  const saving = worded('save|submit|send|update|publish|post|confirm|commit|store|speichern|sichern|absenden|abschicken|senden|übernehmen|veröffentlichen|aktualisieren|bestätigen'
    + '|enregistrer|sauvegarder|envoyer|soumettre|publier|valider|confirmer|mettre à jour|guardar|grabar|enviar|publicar|actualizar|confirmar|salva|invia|pubblica|aggiorna|conferma|salvar|gravar|atualizar'
    + '|opslaan|bewaren|verzenden|versturen|publiceren|bijwerken|bevestigen|zapisz|wyślij|opublikuj|zaktualizuj|zatwierdź|spara|skicka|publicera|uppdatera|gem|udgiv|opdater|lagre|publiser|oppdater|tallenna|lähetä|julkaise'
    + '|uložit|odeslat|mentés|küldés|kaydet|gönder|yayınla|güncelle|сохранить|отправить|опубликовать|обновить|зберегти|надіслати', '保存|提交|发送|發送|发布|更新|送信|送出|儲存|저장|제출|보내기|حفظ|إرسال');
  const making = worded('create|add|insert|register|apply|book|request|ok|done|finish|complete|place (?:\\w+ )?order|anlegen|erstellen|hinzufügen|anwenden|buchen|bestellen|fertig|créer|ajouter|appliquer|terminer|crear|añadir|agregar|aplicar'
    + '|terminar|crea|aggiungi|applica|criar|adicionar|aplicar|concluir|einfügen|insérer|insertar|inserisci|inserir|invoegen|aanmaken|toevoegen|toepassen|utwórz|dodaj|zastosuj|skapa|lägg till|opret|tilføj|opprett|legg til|luo|lisää|vytvořit|přidat|létrehozás|hozzáadás|oluştur|ekle|создать|добавить|створити|додати', '创建|新增|添加|作成|追加|登録|생성|추가|إنشاء|إضافة');
  // What stores nothing of a form, although a word of the others stands in it: `New post`, `Update preview`.
  const other = /^(new|view|find|cancel|discard|neue?[rs]?|nouvel(le)?|nuev[oa]|annuler|cancelar|annulla|abbrechen)(?!\p{L})|(?<!\p{L})(search|filters?|preview|feedback|suche|suchen|filtern|vorschau|rechercher|filtrer|aperçu|buscar|filtrar|cerca|anteprima|zoeken)(?!\p{L})|搜索|搜尋|検索|검색|预览|取消/u;
  // What leads away from a form, empties it, or takes away what it shows.
  const leaving = worded('back|close|reset|clear|no|delete|remove|help|zurück|schließen|zurücksetzen|leeren|nein|löschen|entfernen|hilfe|retour|fermer|réinitialiser|effacer|non|supprimer|retirer|aide|volver|atrás|cerrar|restablecer|limpiar|borrar|eliminar|quitar|ayuda'
    + '|indietro|chiudi|azzera|annulla|elimina|rimuovi|aiuto|voltar|fechar|limpar|não|excluir|remover|ajuda|terug|sluiten|wissen|nee|verwijderen|wróć|zamknij|wyczyść|nie|usuń|tillbaka|stäng|rensa|nej|ta bort|tilbage|luk|slet|tilbake|lukk|slett|takaisin|sulje|poista|zpět|zavřít|smazat|назад|закрыть|очистить|нет|удалить', '返回|关闭|重置|删除|戻る|閉じる|リセット|削除');
  const backwards = /^(\W*(go )?back|try again|retry|return to|zurück|erneut versuchen|retour|réessayer|volver|atrás|reintentar|indietro|riprova|terug|opnieuw|voltar|wróć|tillbaka|tilbage|tilbake|takaisin|zpět|vissza|geri|назад)(?!\p{L})|^(返回|戻る|뒤로)/iu;
  const fresh = /^(?:new|neue?[rs]?|nouve(?:l|lle|au)|nuev[oa]|nov[oaáý]|nuov[oa]|nieuwe?|nowy|nowa|nowe|nya?|ny|nytt|uusi|új|yeni|нов(?:ый|ая|ое))(?!\p{L})|^新/u;
  // A button that only shows a picture goes by what the picture is called, as the usual sets of icons call theirs.
  const icon = button => {
    for (const part of [button, ...button.querySelectorAll('i,span,svg,use,img')]) {
      const told = part.getAttribute('data-icon') || part.getAttribute('href') || part.getAttribute('data-testid') || part.getAttribute('class') || '';
      const word = /(?:^|[-_#:\s]|\b)(save|floppy|diskette|send|check|done|tick)(?:[-_\s]?(?:mark|icon|fill|filled|outline|outlined|alt|all|bold|solid|disk|content|circle))*(?:$|[\s])/i.exec(told.replace(/([a-z])([A-Z])/g, '$1-$2'));
      if (word) return word[1].toLowerCase();
    }
    return '';
  };
  const given = button => names.name(button) || button.getAttribute('data-original-title') || button.getAttribute('data-bs-original-title') || '';
  /** What a button is called: by its name, or by its icon where it has none. */
  const called = button => given(button) || icon(button);
  const said = button => fold(given(button));

  /** How surely a button stores or sends what was filled in: 2 it says so, 1 it may as well open something (`Add user`), 0 it does not say so. */
  const weight = button => {
    const text = said(button);
    if (!text) return icon(button) ? 2 : 0;
    return text.length > 60 || other.test(text) ? 0 : saving.test(text) ? 2 : making.test(text) ? 1 : 0;
  };
  /** It says that it sends nothing of what was filled in. */
  const leaves = button => other.test(said(button)) || leaving.test(said(button));
  /** It says that it makes what the title announces: `Create` under `New customer` or `Create a customer`. */
  const makes = (button, title) => {
    const text = said(button), announced = fold(title);
    return text !== '' && weight(button) === 1 && (announced === text || making.exec(text)?.[0] === text && (announced.startsWith(`${text} `) || fresh.test(announced)));
  };
  /** The page marks it as what is to be pressed. */
  const leads = button => !other.test(said(button)) && (button.getAttribute('type') === 'submit' || /(^|[-_ ])(primary|cta)(?![\p{L}\d])/iu.test(button.className));
  const pressable = (root = document) => dom.all(buttons, root).filter(visible);
  return { called, weight, leaves, backwards, makes, leads, pressable };
})();
