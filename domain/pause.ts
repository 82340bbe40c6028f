import type { Scheduler } from './Clock.ts';

/** Resolves `ms` milliseconds from now by that clock. */
export function pause(clock: Scheduler, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}
