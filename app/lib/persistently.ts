const retryMs = 2000;

/** Loads a part of the page and goes on trying while the desk does not answer; the place of the part shows its skeleton. */
export function persistently<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    for (;;) {
      try {
        return await load();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  };
}
