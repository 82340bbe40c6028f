import type { Desk } from '../desk/Desk.ts';

/** Work that is repeated until it is stopped; one run at a time, and a failure is logged and tried next time. */
export type Loop = { stop(): Promise<void> };

/** Repeats `work` with a pause of `pauseMs()` between the end of one run and the start of the next. */
export function every(
  { clock, log }: Pick<Desk, 'clock' | 'log'>,
  pauseMs: () => number,
  what: string,
  work: () => Promise<unknown>,
): Loop {
  let cancel = (): void => {};
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    cancel();
    try {
      await work();
    } catch (cause) {
      log.warn({ cause: String(cause) }, `${what} failed and is tried again`);
    }
    if (!stopped) cancel = clock.after(pauseMs(), start);
  };
  const start = (): Promise<void> => {
    running = running.then(run);
    return running;
  };
  cancel = clock.after(pauseMs(), start);
  return {
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
