// uses: forms, verdict, asking
// What the page says after a form was sent: whether the form is still there, what it objects to, notices, what it says became of it, and lines of text for a reference.
ask => {
  // Before anything is sent, what runs in this document keeps the form and those beside it; what runs in a frame of another origin keeps nothing.
  const ours = this?.run && this !== globalThis ? this : {};
  const found = forms.root(ask);
  if (ask.begins) Object.assign(ours, { sent: found.element, others: new Set(forms.listed().map(one => one.element).filter(one => one !== found.element)) });
  // One that stood beside it may go by its name, or its place, when it is gone: that is no form that was sent.
  else if (found.element && ours.others?.has(found.element)) found.element = ours.sent?.isConnected && dom.visible(ours.sent) ? ours.sent : null;
  const fields = found.element ? forms.fields(found.element) : [];
  // Counts how often the form was another part of this document, or of a frame in it, than at the look before, and knows the frame.
  if (found.element && found.element !== ours.drawn) Object.assign(ours, { drawn: found.element, drawing: (ours.drawing ?? 0) + 1, frame: found.element.ownerDocument.defaultView?.frameElement });
  const documents = [document, ours.frame?.isConnected ? dom.frameDocument(ours.frame) : null].filter(Boolean), comes = documents.some(one => one.readyState === 'loading');
  const lines = documents.flatMap(one => (one.body ? dom.text(one.body, null, '\n').split('\n') : []));
  // Every value that was filled in is in it again, but for those that no page gives back: of a form of secrets alone, none. What was left empty a portal may fill in.
  const held = new Set(fields.flatMap(field => [field.values.join(', '), ...field.values]).map(dom.fold));
  const kept = Boolean(ask.given?.length) && ask.given.filter(text => text && !held.has(dom.fold(text))).length <= fields.filter(field => field.secret).length && (fields.every(field => field.secret) || ask.given.some(text => held.has(dom.fold(text))));
  // Nothing of it stands where one writes; what is chosen always stands at something.
  const gone = texts => texts.every(text => !text || !ask.given.includes(text));
  const emptied = Boolean(ask.given?.some(text => text && !held.has(dom.fold(text)))) && fields.every(field => /^(select|multiselect|radio|checkbox|switch)$/.test(field.widget) || gone(field.values));
  // By what number a form calls the record that it is of, where nobody sees it; empty or 0 where it is of none.
  const records = found.element ? dom.all('input[type=hidden]', found.element).filter(element => element.name && /^([1-9]\d{0,11}|0)?$/.test(element.value)).map(({ name, value }) => ({ name, value })).slice(0, 100) : [];
  const heard = ask.given && document.readyState !== 'loading' ? verdict.read(ask.given) : null;
  const complaints = some => some.map(field => dom.clip(`${field.label}: ${field.message}`, 300)).slice(0, 20);
  // Another form, which goes to where this page came from and holds out of sight what was filled in, asks for the rest of it.
  const holds = (value, text) => text.length > 3 && [value, value.replace(/(?:%[\da-f]{2})+/gi, part => { try { return decodeURIComponent(part); } catch { return part; } })].some(one => one.includes(text));
  const others = ask.given ? [...document.forms].filter(form => form !== found.element && form.method === 'post' && new URL(form.getAttribute('action') || location.href, document.baseURI).pathname === location.pathname && dom.visible(form)) : [];
  const carries = others.some(form => [...form.elements].some(one => one.type === 'hidden' && ask.given.some(text => holds(one.value, text))));
  // One that shows it, and has more to write that is empty, may do so too.
  const written = form => [...form.elements].filter(one => one.matches('input:not([type]),input[type=text],textarea') && dom.visible(one)).map(one => one.value);
  const extended = others.map(written).some(texts => texts.includes('') && ask.given.some(text => text.length > 3 && texts.includes(text)));
  // A form of nothing but what nobody sees; and those that have something to write or to choose, each with what it holds out of sight. What is long is mostly a token, anew on each page.
  const unseen = form => [...form.elements].filter(one => one.type === 'hidden' && one.name && one.value.length < 20).map(one => `${one.name.toLowerCase()}=${one.value}`).slice(0, 40);
  const bare = ask.given && found.element?.tagName === 'FORM' && !fields.length ? unseen(found.element) : [];
  const demands = ask.given ? [...document.forms].filter(form => form.method === 'post' && [...form.elements].some(one => one.matches('input:not([type=hidden],[type=submit],[type=button],[type=image],[type=reset],[type=checkbox]),textarea,select') && dom.visible(one))).slice(0, 40).map(unseen) : [];
  const summary = ask.summary ? find.many(ask.summary).filter(dom.visible).map(element => dom.clip(dom.text(element), 600)) : [];
  const notices = dom.all('[role=alert],[role=status],[aria-live=assertive],[aria-live=polite],h1').filter(dom.visible).map(element => dom.clip(dom.text(element), 300)).filter(Boolean);
  return {
    form: Boolean(found.element) && (fields.length > 0 || dom.visible(found.element)), blank: !lines.some(line => line.trim()), loading: comes, kept, carries, extended, bare, demands, parts: ask.given ? fields.flatMap(field => [field.name, dom.fold(field.label)]).filter(Boolean) : [], emptied, records, unlisted: found.element ? forms.hiddenNames(found.element).join() : '', document: performance.timeOrigin, drawing: ours.drawing ?? 0, url: location.href, summary: summary.filter(Boolean),
    ...(heard ? { said: heard.said, troubles: heard.troubles.map(line => ({ ...line, refuses: verdict.refuses(line.text, ask.names ?? [], ask.given) })), beside: verdict.beside(fields).slice(0, 20) } : {}), objections: complaints(fields.filter(field => field.objected)), messages: complaints(fields.filter(field => field.message)),
    lines: ask.given ? [...new Set(lines.map(dom.squeeze))].filter(line => line.length > 2 && line.length <= 300).slice(0, 400) : [],
    question: ask.given ? asking.question() : null, ...(ask.given ? asking.ways() : {}), notices: notices.slice(0, 10), unseen: dom.hidden.texts,
    captured: (ask.captures ?? []).map(pattern => {
      const [before, after] = pattern.split('{text}');
      const line = lines.find(one => one.includes(before) && (!after || one.indexOf(after, one.indexOf(before) + before.length) >= 0));
      if (line === undefined || before === undefined) return null;
      const rest = line.slice(line.indexOf(before) + before.length);
      return dom.clip(dom.squeeze(after ? rest.slice(0, rest.indexOf(after)) : rest), 120);
    }),
  };
}
