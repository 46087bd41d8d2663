// uses: press, still
// Where to press what was open before it was pressed, and was folded up by that; `open`: it is open, or gone.
() => {
  const { opens, pressed } = window[Symbol.for('governed-mcp.open')] ?? {};
  return opens?.isConnected && opens.getAttribute('aria-expanded') === 'false' ? still(() => press({ element: pressed })) : { outcome: 'open' };
}
