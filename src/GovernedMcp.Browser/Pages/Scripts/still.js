// Looks again until what is to be pressed stays for a frame where it is: a page that is being laid out may have it elsewhere before anybody saw it there.
const still = async look => {
  const frame = () => new Promise(done => { requestAnimationFrame(() => setTimeout(done)); setTimeout(done, 60); });
  let found = look();
  for (let tries = 0; found.outcome === 'ok' && tries < 15; tries++) {
    await frame();
    const now = look();
    if (now.x === found.x && now.y === found.y) return now;
    found = now;
  }
  return found;
};
