import { RequestFailed } from './http.ts';
import { createStore, type Store, useStore } from './store.ts';

/** A view of the desk as last fetched. `data` stays when a later fetch fails, together with the error. */
export type Loaded<T> = {
  data: T | undefined;
  error: RequestFailed | undefined;
  loadedAt: number | null;
};

export type Resource<T> = Store<Loaded<T>> & { refresh(): void };

const retryMs = 5000;

/** A view that is fetched again on `refresh`; calls within 40 ms, or during a fetch, become one fetch. */
export function createResource<T>(fetcher: () => Promise<T>): Resource<T> {
  const store = createStore<Loaded<T>>({ data: undefined, error: undefined, loadedAt: null });
  let running = false;
  let wanted = false;
  let due = false;

  async function run(): Promise<void> {
    due = false;
    if (running) {
      wanted = true;
      return;
    }
    running = true;
    try {
      const data = await fetcher();
      store.set({ data, error: undefined, loadedAt: Date.now() });
    } catch (error) {
      const failed =
        error instanceof RequestFailed ? error : new RequestFailed('fault', 'This part of the page failed.');
      store.set((before) => ({ ...before, error: failed }));
      // What failed once is asked for again by itself; a lost stream or session has its own way back.
      if (failed.kind === 'fault' || failed.kind === 'refused') setTimeout(refresh, retryMs);
    } finally {
      running = false;
      if (wanted) {
        wanted = false;
        refresh();
      }
    }
  }

  function refresh(): void {
    if (due) return;
    due = true;
    setTimeout(run, 40);
  }

  return { ...store, refresh };
}

export function useResource<T>(resource: Resource<T>): Loaded<T> {
  return useStore(resource);
}
