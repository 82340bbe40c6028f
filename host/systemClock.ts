import type { Scheduler } from '../domain/Clock.ts';

/** The machine's own clock. */
export const systemClock: Scheduler = {
  now: () => Date.now(),
  after(ms, work) {
    if (ms <= 0) {
      const turn = setImmediate(work);
      return () => clearImmediate(turn);
    }
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
