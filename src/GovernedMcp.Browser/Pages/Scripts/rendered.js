// uses: picking
// Leaves the field that was written in last, as who goes on does, and waits until the page has drawn what it was told: two frames, or a moment where no frames are drawn.
async () => {
  const frame = () => new Promise(done => { requestAnimationFrame(done); setTimeout(done, 60); });
  picking.active()?.blur?.();
  await frame();
  await frame();
  return {};
}
