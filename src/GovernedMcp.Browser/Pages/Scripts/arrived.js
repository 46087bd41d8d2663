// Waits until the content of the document is there. One that is left while it still arrives never says so, only that it is complete.
const arrived = () => document.readyState === 'loading' && new Promise(done => {
  document.addEventListener('DOMContentLoaded', done, { once: true });
  document.addEventListener('readystatechange', () => document.readyState === 'complete' && done());
});
