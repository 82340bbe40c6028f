import { serverNow } from '../data/desk.ts';
import { createStore, useStore } from '../data/store.ts';

/** One ticking clock for the whole page, in server time; half a second is fine enough for ages. */
const now = createStore(0);
let users = 0;
let timer: ReturnType<typeof setInterval> | undefined;

const ticking = {
  ...now,
  subscribe(listener: () => void) {
    const leave = now.subscribe(listener);
    users += 1;
    timer ??= setInterval(() => now.set(serverNow()), 500);
    if (now.get() === 0) queueMicrotask(() => now.set(serverNow()));
    return () => {
      leave();
      users -= 1;
      if (users === 0) {
        clearInterval(timer);
        timer = undefined;
      }
    };
  },
};

/** Server time in epoch ms, rounded down to `stepMs` so that a card re-renders only when its text would change. */
export function useNow(stepMs = 500): number {
  return useStore(ticking, (value) => Math.floor(value / stepMs) * stepMs);
}
