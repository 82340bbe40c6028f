import { realTimers } from './realTimers.ts';
import type { Timers } from './Timers.ts';

export type KeepWatchingParams = {
  /** Waits for the next message, subscribing first where needed; ccxt rejects it when the connection breaks. */
  watch: () => Promise<unknown>;
  onFailure: (error: unknown) => void;
  /** Ends the watching. */
  signal: AbortSignal;
  /** First wait after a failure in milliseconds; doubles up to 60 times itself. */
  backoffMs: number;
  /** Where it waits; real time unless given. */
  timers?: Timers;
};

/** Watches again at once after every message, and after a failure when a growing pause is over, until told to stop. */
export async function keepWatching({
  watch,
  onFailure,
  signal,
  backoffMs,
  timers = realTimers,
}: KeepWatchingParams): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const began = performance.now();
    try {
      await watch();
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      onFailure(error);
      // A watch whose messages are read elsewhere ends by failing alone: one that held for long is a success.
      if (performance.now() - began > backoffMs * 60) failures = 0;
      const wait = backoffMs * Math.min(60, 2 ** failures);
      failures += 1;
      await new Promise<void>((resolve) => {
        const end = () => {
          cancel();
          resolve();
        };
        const cancel = timers.after(wait, () => {
          signal.removeEventListener('abort', end);
          resolve();
        });
        signal.addEventListener('abort', end, { once: true });
      });
    }
  }
}
