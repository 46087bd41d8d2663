// What a page says became of something: lines worded like success, and what is worded or marked like trouble. Lines of a list of records, links and controls say nothing of it.
const verdict = (() => {
  const { squeeze, above, visible, inked } = dom;
  const most = 300;
  const worded = (words, others) => new RegExp(`(?<![\\p{L}\\p{N}])(${words})(?![\\p{L}\\p{N}])|${others}`, 'iu');
  const done = worded('created|saved|updated|inserted|modified|deleted|removed|sent|submitted|added|published|stored|recorded|registered|received|posted|booked|scheduled|changed|accepted|completed|placed|success|successful|successfully|thank you|thanks'
    + '|gespeichert|angelegt|erstellt|eingefügt|gelöscht|gesendet|versendet|abgeschickt|übermittelt|hinzugefügt|aktualisiert|geändert|veröffentlicht|eingegangen|erfolgreich|danke|vielen dank'
    + '|enregistrée?s?|créée?s?|supprimée?s?|envoyée?s?|ajoutée?s?|mise?s? à jour|modifiée?s?|publiée?s?|reçue?s?|succès|merci|guardad[oa]s?|cread[oa]s?|insertad[oa]s?|eliminad[oa]s?|enviad[oa]s?|añadid[oa]s?|agregad[oa]s?|actualizad[oa]s?|publicad[oa]s?|éxito|correctamente|gracias'
    + '|salvat[oaie]|creat[oai]|inserit[oaie]|eliminat[oaie]|(?:sono|state) create|inviat[oaie]|aggiunt[oaie]|aggiornat[oaie]|successo|grazie|salv[oa]s?|criad[oa]s?|adicionad[oa]s?|atualizad[oa]s?|sucesso|obrigad[oa]|opgeslagen|aangemaakt|verzonden|toegevoegd|bijgewerkt|gelukt|bedankt'
    + '|zapisan[oaey]|utworzon[oaey]|wysłan[oaey]|dodan[oaey]|zaktualizowan[oaey]|dziękujemy|sparad[et]?s?|sparats|skapad|skapats|skickad|skickats|tillagd|uppdaterad|gemt|oprettet|sendt|tilføjet|opdateret|lagret|opprettet|oppdatert|tallennettu|luotu|lähetetty'
    + '|uložen[oaý]?|vytvořen[oaý]?|odeslán[oa]?|mentve|elmentve|létrehozva|elküldve|kaydedildi|oluşturuldu|gönderildi|eklendi|güncellendi|сохран[её]н[оаы]?|создан[оаы]?|отправлен[оаы]?|добавлен[оаы]?|обновл[её]н[оаы]?|успешно|спасибо',
    '^\\s*(?:all )?(?:done|ok|fertig|terminé|hecho|fatto|listo|feito|klaar|gereed|klart?|hotovo|gotowe|готово)[.!]?\\s*$|已保存|已创建|已提交|已发送|已更新|已添加|成功|保存しました|作成しました|送信しました|追加しました|更新しました|完了しました|저장되었|생성되었|전송되었|추가되었|تم ');
  const trouble = worded("errors?|failed|failure|fails|invalid|incorrect|wrong|denied|refused|rejected|forbidden|unable|cannot|can ?not|can['’]t|could ?n[o'’]t|could not|is required|are required|must (?:be|not|match|contain|have|start|end|fill|enter|insert|select|choose|specify|provide)|missing|not found|no such|does ?n['’]t exist|does not exist|is(?: not|n['’]t) (?:an?|valid|allowed|available|supported|unique|correct|permitted|possible)|exists(?=\\s*[.!]?\\s*$)|exists? already|already (?:been )?(?:exists?|taken|in use|sent|present|\\p{L}+ed)|is a required|may (?:not|only) (?:contain|exceed|have|start|end|include)|(?:may|should) not be (?:blank|empty|null|greater|less|longer|shorter|more)|should (?:be (?:at least|at most|greater|less|between|unique|a (?:valid|number))|have at|contain|match|start with|end with)|(?:enter|choose|select|pick|provide|specify|supply|use) (?:an? )?(?:valid|different|correct|unique)|try again|expired|duplicate|conflict|too (?:long|short|large|small|big|high|low|many|few|old|weak|common)|do(?:es)? ?n[o'’]t match|did ?n[o'’]t match"
    + "|fehler|fehlerhaft|falsch(?:e[nrs]?)?|zu (?:lang|kurz|groß|klein|hoch|niedrig|viele|wenige?|schwach)|fehlgeschlagen|ungültig(?:e[rs]?)?|konnten? nicht|kann nicht|abgelehnt|verweigert|erforderlich|bereits (?:vorhanden|belegt|in (?:benutzung|verwendung)|(?:\\p{L}*ge|ver|be|er)\\p{L}+(?:t|en))|existiert bereits|eine?n? gültige[ns]?|stimm(?:en|t) nicht überein|ne correspond(?:ent)? pas|no coinciden?|non (?:corrispond|coincid)ono|erreurs?|incorrecte?s?|échec|échoué|invalide|impossible|refusée?|obligatoire|existe déjà|déjà (?:été )?(?:utilisée?s?|prise?s?|enregistrée?s?|ajoutée?s?|créée?s?|envoyée?s?|attribuée?s?)|est requise?|n['’]est pas (?:valide|une?|disponible)|ne (?:doit|peut) pas être|(?:saisissez|saisir|entrez|entrer|indiquez|choisissez|sélectionnez) (?:\\p{L}+['’ ]){1,5}valides?|errore?s?|falló|fallid[oa]|inválid[oa]|incorrect[oa]s?|incorret[oa]s?|errat[oaie]|sbagliat[oaie]|obligatori[oa]|ya existe|ya (?:ha sido |fue |está )(?:en uso|\\p{L}+d[oa]s?)|no (?:es|son) válid[oa]s?|no puede (?:estar|ser)|(?:introduzca|ingrese|introduce|escriba|seleccione|elija) (?:\\p{L}+ ){1,4}válid[oa]s?|non valid[oa]|già (?:in uso|presente|stat[oaie]|\\p{L}+t[oaie])|esiste già|non può essere|(?:inserire|inserisci|immettere|selezionare) (?:\\p{L}+ ){1,4}valid[oa]|já (?:existe|está em uso|foi \\p{L}+d[oa]s?)|fallit[oa]|impossibile"
    + '|erros?|falhou|fout(?:en)?|mislukt|ongeldige?|onjuiste?|verkeerde?|verplicht|błąd|błędy|nieprawidłow[yae]|nie udało się|fel|misslyckades|ogiltigt?|felaktigt?|fejl|mislykkedes|feil|virhe|chyba|hiba|hata|geçersiz|ошибк[аи]|не удалось|невер(?:ен|н(?:ый|о|ая|ые))|неправильн(?:ый|о|ая|ые)', '错误|錯誤|不正确|不正確|正しくありません|失败|无效|エラー|失敗|오류|실패|خطأ');
  // Of trouble, what is only said of what somebody typed, and not of what became of it.
  const turnsDown = worded('exists? already|already (?:been )?(?:exists?|taken|in use|used|registered|added|assigned|present)|is a required|may (?:not|only) (?:contain|exceed|have|start|end|include)|(?:may|should) not be (?:blank|empty|null|greater|less|longer|shorter|more)|should be (?:at least|at most|greater|less|between|unique|a (?:valid|number))|is(?: not|n[\'’]t) unique|exists(?=\\s*[.!]?\\s*$)|does ?n[\'’]t exist|does not exist|duplicate|is required|are required|must (?:be|not|match|contain|have|start|end)|too (?:long|short|large|small|big|high|low|weak|common)|do(?:es)? ?n[o\'’]t match'
    + '|bereits vergeben|existiert bereits|erforderlich|zu (?:lang|kurz|groß|klein|hoch|niedrig|schwach)|stimm(?:en|t) nicht überein|existe déjà|obligatoire|ne correspond(?:ent)? pas|ya existe|no coinciden?|obligatori[oa]|esiste già|non (?:corrispond|coincid)ono|já existe|bestaat al|verplicht', '已存在|已经存在|既に存在');
  // A whole sentence that something was tried and was not done, or that another did it, wherever it stands.
  const vain = /^[^\p{L}\p{N}]*0 \p{L}+ (?:were |have been )?(?:changed|updated|inserted|created|added|saved|deleted|imported)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(could ?n[o'’]t(?= \p{L})|was ?n[o'’]t (?:saved|created|stored|added|sent|updated|changed|deleted|accepted)|failed to(?= \p{L})|unable to(?= \p{L})|an (?:unexpected |internal )?error (?:has )?occurr?ed|something went wrong|(?:modified|changed|updated|edited|deleted|removed) by (?:another|some other|someone|somebody)|(?:another user|some other user|someone else|somebody else) (?:has )?(?:modified|changed|updated|edited|deleted|removed)|nothing (?:was|has been) (?:changed|saved|updated|created|added|sent|submitted|deleted)|no (?:changes|records|rows|items|entries) (?:were|have been) (?:made|saved|changed|updated|created|added|sent|deleted)|(?:was|were|has been|have been) (?:aborted|rolled back)|you(?:['’]ve| have) already (?:submitted|sent|registered|requested|applied|voted)|von (?:\p{L}+ )?ander(?:er|en|em) \p{L}+ (?:geändert|bearbeitet|gelöscht)|(?:zwischenzeitlich|inzwischen) (?:\p{L}+ ){0,4}(?:geändert|bearbeitet|gelöscht)|(?:nichts|keine änderungen?) (?:geändert|gespeichert|vorgenommen)|konnten? (?:\p{L}+ ){0,5}nicht|wurden? nicht (?:gespeichert|angelegt|erstellt|gesendet|geändert|gelöscht)|n['’](?:a|ont) pas pu|une erreur (?:est|s['’]est)|(?:modifiée?s?|supprimée?s?) par un autre|rien n['’]a été (?:modifié|enregistré|envoyé)|aucune modification n['’]a|no se (?:pudo|pudieron|ha podido)|(?:ha ocurrido|se ha producido|se produjo) un error|(?:modificad|cambiad|eliminad)[oa]s? por otro|no se (?:realizó|realizaron|guardó|guardaron) (?:ningún|ninguna|cambios)|(?:modificat|cambiat|eliminat)[oaie] da un altro|nessuna modifica (?:è stata )?(?:salvata|apportata|effettuata)|non è stato possibile|si è verificato un errore|(?:modificad|alterad|excluíd)[oa]s? por outro|nenhuma alteração foi|não foi possível|ocorreu um erro|door een andere gebruiker (?:gewijzigd|aangepast|verwijderd)|kon(?:den)? (?:\p{L}+ ){0,5}niet|nie udało się|не удалось|произошла ошибка)|できませんでした/iu;
  const assumed = worded('if|when|in case|whether|falls|wenn|sollten?|si|se|als|indien|если', '\\?');
  // It begins with the word for an error, and goes on with what went wrong: a count of errors does not.
  const labelled = /^[^\p{L}\p{N}]*(?:(?!no |without |kein|sans |sin )\p{L}+ )?(?:error|fehler|erreur|errore|erro|fout|błąd|fejl|feil|virhe|chyba|hiba|hata|ошибка)\s*[:：!–—-]\s*(?![\d\s]*$)/iu;
  // The word for an error and a colon, alone, what went wrong stands in the part after it; or a title of the page that says nothing else. A number after it is how many there are.
  const alone = /^[^\p{L}\p{N}]*(?:(?:an|server|system|application|validation|input) )?(?:error|fehler|erreur|errore|erro|fout|błąd|fejl|feil|virhe|chyba|hiba|hata|ошибка)\s*([:：!.]*)\s*$/iu;
  const announces = (text, block) => {
    const [told, ends] = alone.exec(text) ?? [];
    return told !== undefined && (/[:：!]/.test(ends) || block.matches('h1,h2')) && !/^[\d.,%\s]+$/.test(block.nextElementSibling?.textContent ?? '');
  };
  const inVain = text => labelled.test(text) || sentences(text).some(one => vain.test(one) && !assumed.test(one.replace(vain, ' ')));
  // Said of what was not done, is still to be done, or was done at another time and by others.
  const doubt = worded("not|never|no|already|being|partially|partly|locally|by mistake|for correction|n['’]t|un(?:saved|sent|published)|since|meanwhile|in the meantime|by (?:another|someone|somebody)|some(?:one|body) else|will|would|should|can|may|might|could|to be|has to|have to|if|when|once|until|unless|before|nothing|none|incomplete|malformed|insufficient|exceed(?:s|ed)|aborted|cancell?ed|rolled back|discarded|nicht|nichts|abgebrochen|verworfen|zwischenzeitlich|inzwischen|kein[es]?|wird|werden|kann|können|soll|muss|falls|wenn|bevor|sobald|bereits|schon|pas|rien|aucune?|déjà|entre-?temps|sera|seront|peut|doit|si|nunca|ya|nada|ning[uú]n[oa]?|será|serán|puede|debe|se|non|già|nulla|niente|nessun[oa]?|sarà|può|não|já|nenhuma?|pode|niet|niets|geen|zal|worden|wordt|reeds|nie|nic|już|zostanie|inte|redan|ikke|allerede|kan|не|ничего|уже|будет", "\\?|未|不|ません|않|لم ");
  const stamp = /^(last |zuletzt |dernière(ment)? )?(created|saved|updated|changed|sent|published|added|posted|submitted|received|completed|scheduled|modified|erstellt|angelegt|gespeichert|geändert|aktualisiert|gesendet|créée?|modifiée?|enregistrée?|mis à jour|creado|guardado|actualizado)\b.*(:|\bby\b|\bon\b|\bat\b|\bago\b|\bvon\b|\bam\b|\bvor\b|\ble\b|\bpar\b|\bpor\b|\bel\b|\d{4}|\d:\d\d)|^(last|zuletzt)\b/i;
  // A line of several, as under a page: `start.txt · Last modified: …`.
  const stamped = text => text.split(/\s[·•|–—]\s/).every(part => !done.test(part) || stamp.test(squeeze(part)));
  const quoted = /"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\p{L})['‘][^'’]*['’](?!\p{L})/gu;
  const marked = /(^|[-_ ])(errors?|danger|invalid|failure|errorlist)([-_ ]|$)/i, decked = /(^|[-_ ])(badge|label|tag|chip|pill|btn|button|icon|asterisk|required)/i;
  const good = /(^|\s)(?:[a-z0-9]+[-_]+)*(?:alert|notice|message|msg|flash|toast|notification|callout|banner|status)[-_]+(?:[a-z0-9]+[-_]+)*success(\s|$)/i;
  // What stood there before, and the month, are no doubt.
  const certain = text => text.replace(/\bfrom\b.*\bto\b/i, ' ').replace(/\bMay(?= \d)|(?<=\d )May\b/g, ' ');
  const sentences = text => text.split(/(?<=[.!。！])\s+|\s*[;\n]\s*/);
  const mute = 'a,button,label,select,textarea,nav,pre,code,[role=navigation],[role=menu],[role=button],[role=link],[role=option],[role=listbox],[role=row],[contenteditable=""],[contenteditable=true],script,style,template,noscript';

  // A cell that holds a table or a part with a heading is a place of the page, as old ones lay theirs out, and none of a list of records.
  // So is one beside nothing but an icon, in a table of a few rows without titles.
  const alongIcon = (cell, table) => table.rows?.length <= 6 && [...cell.parentElement.cells].every(one => one === cell || !/\S/.test(one.textContent));
  const inList = element => {
    const cell = element.closest('td,th'), table = cell?.closest('table');
    return Boolean(cell) && !cell.querySelector('table,fieldset,h1,h2,h3') && (table.querySelector('th') !== null || cell.parentElement.cells?.length > 1 && !alongIcon(cell, table));
  };
  const blockOf = node => {
    let block = above(node);
    while (block && above(block) && /^(inline|contents)$/.test(dom.styleOf(block).display)) block = above(block);
    return block;
  };
  // Of a part that holds others, a line is what stands between two of these.
  const apart = part => part.nodeType === 1 && (part.tagName === 'BR' || !/^(inline.*|contents|ruby.*|none)$/.test(dom.styleOf(part).display));
  const lineOf = (node, block) => {
    if (![...block.children].some(part => part.tagName !== 'BR' && apart(part))) return dom.text(block);
    let own = node;
    while (own && own.parentNode !== block) own = own.parentNode ?? own.host;
    if (!own) return dom.text(block);
    const run = [own];
    for (let part = own.previousSibling; part && !apart(part); part = part.previousSibling) run.unshift(part);
    for (let part = own.nextSibling; part && !apart(part); part = part.nextSibling) run.push(part);
    return run.map(part => (part.nodeType === 1 ? dom.text(part) : part.nodeType === 3 && inked(block) ? part.data : '')).join('');
  };
  const call = element => `${element.tagName}.${element.className}`;

  // A part that is marked as wrong, with one field in it, says why in whatever words.
  const wrong = /(^|\s)(has-errors?|has-danger|field_with_errors|field-?errors?|errors?)(\s|$)/i;
  const atFields = () => dom.all('[class*=error i],[class*=danger i]').filter(part => wrong.test(part.className) && part.querySelectorAll(controls).length === 1 && visible(part))
    .flatMap(part => find.innermost([...part.querySelectorAll(`*:not(label,option,button,a,${controls})`)].filter(line => !line.closest('label,a,button') && /\p{L}{3}/u.test(line.textContent) && visible(line))))
    .map(line => [squeeze(dom.text(line))]).filter(([text]) => text && text.length <= most);

  /** `given`: what was filled in, which says nothing when it comes back. Texts as they stand; of a line worded like success also what it looks like. */
  const read = given => {
    const own = given.filter(text => text.length > 3).sort((a, b) => b.length - a.length);
    const bare = text => own.reduce((rest, value) => rest.replaceAll(value, ' '), text).replace(quoted, ' ').replace(/\b(no|nr)\.?\s*(?=[#\d])/gi, ' ');
    const said = new Map(), troubles = new Map();
    const hear = (node, test, put) => {
      const block = blockOf(node), text = block && !inList(block) && visible(block) ? squeeze(lineOf(node, block)) : '';
      if (text && text.length <= most && test(squeeze(bare(text)))) put(text, block);
    };
    for (const scope of dom.scopes(document)) {
      const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.data.length > most * 2 || !/\p{L}{2}/u.test(node.data)) continue;
        const good = done.test(node.data), bad = trouble.test(node.data) || vain.test(node.data), parent = above(node);
        if (!good && !bad || !parent || parent.closest(mute) || !inked(parent)) continue;
        if (bad) hear(node, text => trouble.test(text) || inVain(text), (text, block) => troubles.set(text, { worded: true, marked: false, vain: inVain(bare(text)) || announces(squeeze(bare(text)), block), among: among(block) }));
        if (good) hear(node, text => !trouble.test(text) && !inVain(text) && sentences(text).some(one => done.test(one) && !doubt.test(certain(one)) && !stamped(one)), (text, block) => said.set(text, `${call(block)} < ${block.parentElement ? call(block.parentElement) : ''}`));
      }
    }
    for (const element of dom.all('[class*=error i],[class*=danger i],[class*=invalid i],[class*=failure i],[role=alert]')) {
      if (!visible(element) || element.matches('input,select,textarea,button,form') || element.querySelector('input,select,textarea')) continue;
      const text = squeeze(dom.text(element)), worded = trouble.test(bare(text)) || inVain(bare(text)), look = element.getAttribute('class') ?? '';
      if (/\p{L}{3}/u.test(text) && text.length <= most && (worded || marked.test(look)) && !decked.test(look)) troubles.set(text, { worded, marked: true, vain: false });
    }
    // A notice that is marked as one of success says so in whatever words, where they leave no doubt.
    for (const element of dom.all('[class*=success i]')) {
      if (!good.test(element.getAttribute('class')) || element.closest(mute) || element.querySelector('input,select,textarea') || !visible(element) || inList(element)) continue;
      const text = squeeze(dom.text(element)), told = squeeze(bare(text));
      if (/\p{L}{2}/u.test(told) && text.length <= most && !trouble.test(told) && !inVain(told) && !sentences(told).some(one => doubt.test(certain(one)))) said.set(text, `${call(element)} < ${element.parentElement ? call(element.parentElement) : ''}`);
    }
    for (const [text] of atFields()) troubles.set(text, { worded: true, marked: true, vain: false });
    return { said: [...said].slice(0, 40).map(([text, like]) => ({ text, like })), troubles: [...troubles].slice(0, 40).map(([text, how]) => ({ text, ...how })) };
  };

  const stems = text => dom.fold(text).match(/\p{L}{4,}/gu) ?? [];
  /** It says of one of these fields, by its name or what was filled in, that the portal does not take it. */
  const refuses = (text, labels, given) => turnsDown.test(given.reduce((rest, value) => (value.length > 3 ? rest.replaceAll(value, ' ') : rest), text)) && (labels.some(label => { const told = stems(text); return stems(label).some(word => told.includes(word) || told.includes(`${word}s`)); }) || given.some(value => value.length > 3 && text.includes(value)));

  const controls = 'input:not([type=hidden]),select,textarea';
  /** What the fields of a form are sent as, of a line that stands at one of them alone. */
  const among = line => {
    let box = line;
    while (box && !box.matches('form') && !box.querySelector(controls)) box = above(box);
    return box && !box.matches('form') && box.closest('form') && box.querySelectorAll(controls).length === 1 ? [...box.closest('form').querySelectorAll(controls)].map(one => one.name).filter(Boolean).slice(0, 60) : [];
  };
  // From a field outwards to the last part of the page that holds no other.
  const boxOf = field => {
    let box = field.elements[0];
    for (let outer = above(box), steps = 0; outer && steps < 6 && !outer.matches('form,body,dialog,[role=dialog],[role=form]') && [...outer.querySelectorAll(controls)].every(one => field.elements.some(own => dom.within(one, own))); outer = above(outer), steps++) box = outer;
    return box;
  };
  /** Lines worded like trouble that stand at one of these fields alone, each after the field's label. */
  const beside = fields => fields.flatMap(field => {
    const lines = find.innermost([...boxOf(field).querySelectorAll(`*:not(label,option,${controls})`)].filter(part => trouble.test(part.textContent) && !part.closest('label,a,button') && visible(part)));
    return lines.map(line => squeeze(dom.text(line))).filter(text => text && text.length <= most && trouble.test(text)).map(text => `${field.label}: ${text}`);
  });
  return { read, beside, refuses };
})();
