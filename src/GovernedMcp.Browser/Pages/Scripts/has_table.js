// uses: tables, pairs, cards
// Whether a document has a table of a name, and what its tables are called.
name => {
  const { element, outcome, names } = tables.byName(name, cards.listed);
  return { outcome: element ? 'ok' : outcome, names: names ?? [name] };
}
