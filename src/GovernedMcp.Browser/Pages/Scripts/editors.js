// Editors of text: parts of a page that are written in like a document, some in place of a text area that nobody sees. How one is read and written.
const editors = (() => {
  const writable = '[contenteditable=""],[contenteditable=true]';
  const pause = ms => new Promise(done => setTimeout(done, ms));
  // They follow what happens once it is told, or as they draw next, which a busy page does late; one that is not drawn, never.
  const followed = view => Promise.all([pause(20), Promise.race([new Promise(done => view.requestAnimationFrame(done)), pause(500)])]);
  const known = new Map();
  // CodeMirror before version 6 keeps its text from the page; what stands in its own text area is on its way in.
  const code = element => element.closest('.CodeMirror')?.CodeMirror ?? null;
  const framed = frame => {
    const page = dom.frameDocument(frame);
    return page?.body && (page.designMode === 'on' || page.body.isContentEditable) ? page.body : null;
  };
  // The one place of a part that is written in; null where there are several.
  const wells = part => [
    ...[...part.querySelectorAll('.CodeMirror textarea')].filter(code),
    ...[...part.querySelectorAll(writable)].filter(one => dom.visible(one) && !one.parentElement.closest(writable)),
    ...[...part.querySelectorAll('iframe')].filter(dom.visible).map(framed).filter(Boolean),
  ];
  const find = area => {
    if (area.tagName !== 'TEXTAREA') return area.isContentEditable ? { around: area, well: area } : null;
    if (code(area)) return { around: area.closest('.CodeMirror'), well: area };
    // One that goes by nothing is a part of the editor itself.
    if (dom.visible(area) || !area.name && !names.labelsOf(area).length) return null;
    const alone = part => part && !/^(FORM|BODY|TD|FIELDSET|LABEL)$/.test(part.tagName) && dom.visible(part) && ![...part.querySelectorAll('input,select,textarea')].some(inner => inner !== area && inner.name && dom.visible(inner));
    for (const part of [area.nextElementSibling, area.previousElementSibling, area.parentElement, area.parentElement?.parentElement]) {
      const found = alone(part) ? wells(part) : [];
      if (found.length === 1) return { around: part, well: found[0] };
    }
    return null;
  };
  const of = area => {
    if (!known.has(area)) known.set(area, find(area));
    return known.get(area);
  };
  /** The part of the page that stands in place of a text area; null: none does. */
  const around = area => (area.tagName === 'TEXTAREA' ? of(area)?.around ?? null : null);
  /** Where an element is written in: itself, or the editor in its place. */
  const well = element => of(element)?.well ?? element;
  /** The text that an editor shows; undefined where the element is none. */
  const read = element => {
    const editor = of(element);
    return editor ? code(editor.well)?.getValue() ?? dom.text(editor.well, part => part.tagName === 'BR' && '\n', '\n') : undefined;
  };

  /** Writes in place of all that stands there. Editors with a document of their own take what they are told of before it happens, or pasted; the others what was edited. */
  const write = async (element, text) => {
    const into = well(element), page = into.ownerDocument, { InputEvent, ClipboardEvent, DataTransfer } = page.defaultView;
    into.scrollIntoView({ block: 'center', behavior: 'instant' });
    into.focus();
    if (code(into)) {
      code(into).execCommand('selectAll');
      code(into).replaceSelection(text, 'end', '+input');
    } else {
      page.getSelection().selectAllChildren(into);
      await followed(page.defaultView);
      // An edit goes to what has the focus: where the page took it away, to nothing.
      const edit = (command, line) => into.contains(into.getRootNode().activeElement) && page.execCommand(command, false, line);
      const takes = (inputType, data) => !into.dispatchEvent(new InputEvent('beforeinput', { inputType, data, bubbles: true, cancelable: true, composed: true }));
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const pastes = () => !into.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      if (text === '') {
        const deletes = () => !into.dispatchEvent(new KeyboardEvent('keydown', { key: 'Backspace', keyCode: 8, bubbles: true, cancelable: true }));
        if (!takes('deleteContentBackward', null) && !deletes()) edit('delete');
      } else if (!(into.querySelector('[data-contents]') && pastes())) {
        const lines = text.split('\n');
        for (let at = 0; at < lines.length; at++) {
          if (at > 0 && !takes('insertParagraph', null)) edit('insertParagraph');
          await followed(page.defaultView);
          if (lines[at] && !takes('insertText', lines[at])) edit('insertText', lines[at]);
          await followed(page.defaultView);
        }
      }
    }
    into.blur();
    await pause(0);
  };
  /** Some hand their text over to their text area only when the form is sent. Asked to do it now, the form tells what would be sent. */
  const handOver = area => {
    const editor = around(area) && of(area), page = area.ownerDocument.defaultView;
    if (!editor) return;
    code(editor.well)?.save?.();
    editor.well.ckeditorInstance?.updateSourceElement?.();
    page.tinymce?.get?.(area.id)?.save?.();
    page.CKEDITOR?.instances?.[area.id]?.updateElement?.();
  };
  return { of, around, well, read, write, handOver };
})();
