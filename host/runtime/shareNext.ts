/**
 * Asks once for all who want to know: whoever comes while a question is under way gets the answer to the next one, so
 * that no answer is older than its question.
 */
export function shareNext<T>(ask: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | undefined;
  let next: Promise<T> | undefined;
  const begin = (): Promise<T> => {
    const answer = ask();
    running = answer.then(
      () => undefined,
      () => undefined,
    );
    void running.then(() => {
      running = undefined;
    });
    return answer;
  };
  return () => {
    if (!running) return begin();
    next ??= running.then(() => {
      next = undefined;
      return begin();
    });
    return next;
  };
}
