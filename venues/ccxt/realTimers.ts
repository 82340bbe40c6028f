import type { Timers } from './Timers.ts';

/** Appointments in real time, which keep no process alive. */
export const realTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms).unref();
    return () => clearTimeout(timer);
  },
};
