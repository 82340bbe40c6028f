import type { Timers } from './Timers.ts';

/** Does something every `everyMs` milliseconds until it is told to stop. */
export function repeat(timers: Timers, everyMs: number, signal: AbortSignal, work: () => void): void {
  const again = () => {
    if (signal.aborted) return;
    const cancel = timers.after(everyMs, () => {
      signal.removeEventListener('abort', cancel);
      work();
      again();
    });
    signal.addEventListener('abort', cancel, { once: true });
  };
  again();
}
