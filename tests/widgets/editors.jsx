// Editors that keep a document of their own and are told of what is written before it happens; `<div id="editor" data-kind="…">` says which.
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor as createSlate, Node } from 'slate';
import { Editable, Slate, withReact } from 'slate-react';
import { $createParagraphNode, $getRoot, createEditor as createLexical } from 'lexical';
import { registerRichText } from '@lexical/rich-text';
import { Editor as DraftEditor, EditorState } from 'draft-js';

const place = document.querySelector('#editor');
const keep = text => { document.querySelector('[name=message]').value = text; };

function SlateEditor() {
  const [editor] = useState(() => withReact(createSlate()));
  const keepAll = nodes => keep(nodes.map(node => Node.string(node)).join('\n'));
  return <Slate editor={editor} initialValue={[{ type: 'paragraph', children: [{ text: 'Old' }] }]} onChange={keepAll}><Editable aria-label="Message" /></Slate>;
}

function Draft() {
  const [state, setState] = useState(() => EditorState.createEmpty());
  const change = next => {
    setState(next);
    keep(next.getCurrentContent().getPlainText());
  };
  return <DraftEditor ariaLabel="Message" editorState={state} onChange={change} />;
}

function lexical() {
  place.contentEditable = 'true';
  place.setAttribute('role', 'textbox');
  place.setAttribute('aria-label', 'Message');
  const editor = createLexical({ namespace: 'order', onError: error => { throw error; } });
  registerRichText(editor);
  editor.setRootElement(place);
  editor.update(() => { if (!$getRoot().getFirstChild()) $getRoot().append($createParagraphNode()); });
  editor.registerUpdateListener(({ editorState }) => editorState.read(() => keep($getRoot().getChildren().map(node => node.getTextContent()).join('\n'))));
}

const kinds = { slate: () => createRoot(place).render(<SlateEditor />), draft: () => createRoot(place).render(<Draft />), lexical };
kinds[place.dataset.kind]();
