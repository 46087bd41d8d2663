// uses: press, still
// Where to click to hit an element: `{ outcome: 'ok', x, y }`, or why not.
({ locator }) => still(() => press(find.one(locator)))
