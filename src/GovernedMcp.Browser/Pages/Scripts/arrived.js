// Waits until the content of the document is there. One that is left while it still arrives never says so, only that it is complete.
// A link or button that is but a picture has no size before that came: it is waited for too, within the first seconds of a document.
const arrived = async () => {
  if (document.readyState === 'loading') await new Promise(done => {
    document.addEventListener('DOMContentLoaded', done, { once: true });
    document.addEventListener('readystatechange', () => document.readyState === 'complete' && done());
  });
  while (performance.now() < 4000 && [...document.images].some(arrived.awaited)) await new Promise(done => setTimeout(done, 20));
};
/** A picture on its way that is all there is to see of a link or button. */
arrived.awaited = image => {
  if (image.complete || image.loading === 'lazy' || !image.getClientRects().length || image.width && image.height) return false;
  const control = image.closest('a[href],button,[role=button],[role=link]');
  return control !== null && !/\S/.test(control.textContent);
};
