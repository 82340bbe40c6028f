/** More often than this nobody can read a number that changes. */
const minIntervalMs = 66;
const hiddenIntervalMs = 250;

/**
 * Makes a function that runs `work` in an animation frame soon after it is called: once however often it is called,
 * and at most fifteen times a second, or four times in a hidden page.
 */
export function onNextFrame(work: () => void): () => void {
  let scheduled = false;
  let ranAt = 0;

  function run(): void {
    scheduled = false;
    ranAt = performance.now();
    work();
  }

  return () => {
    if (scheduled) return;
    scheduled = true;
    if (document.visibilityState === 'hidden') {
      setTimeout(run, hiddenIntervalMs);
      return;
    }
    const wait = minIntervalMs - (performance.now() - ranAt);
    if (wait <= 0) requestAnimationFrame(run);
    else setTimeout(() => requestAnimationFrame(run), wait);
  };
}
