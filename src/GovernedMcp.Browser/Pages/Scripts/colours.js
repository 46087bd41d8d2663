// Colours as style sheets tell them: red, green and blue up to 255, and alpha up to 1.
const colours = (() => {
  // One that is told in another space, as it looks on a screen.
  let canvas;
  const painted = colour => {
    canvas ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const channels = colour => {
    if (/^(color|color-mix|lab|lch|oklab|oklch|hsl|hwb)\(/.test(colour)) return painted(colour);
    const parts = colour.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return [parts[0], parts[1], parts[2], parts[3] ?? 1];
  };
  const known = new Map();
  const colour = told => known.get(told) ?? known.set(told, channels(told)).get(told);
  return { channels, colour };
})();
