// uses: press
// Where to click to hit an element: `{ outcome: 'ok', x, y }`, or why not.
({ locator }) => press(find.one(locator))
