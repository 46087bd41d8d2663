// Waits until the page has drawn what it was told: two frames, or a moment where no frames are drawn.
async () => {
  const frame = () => new Promise(done => { requestAnimationFrame(done); setTimeout(done, 60); });
  await frame();
  await frame();
  return {};
}
