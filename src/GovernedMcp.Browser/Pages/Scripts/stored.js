// The session storage of the page: what it holds, or, given entries, with these in it.
entries => {
  for (const [name, value] of Object.entries(entries ?? {})) sessionStorage.setItem(name, value);
  return { entries: Object.fromEntries(Object.entries(sessionStorage)) };
}
