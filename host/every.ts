import type { Log } from '../desk/Log.ts';

/** Work that is repeated until it is stopped; one run at a time, and a failure is logged and tried next time. */
export type Loop = { stop(): Promise<void> };

/** Repeats `work` with a pause of `pauseMs()` between the end of one run and the start of the next. */
export function every(pauseMs: () => number, what: string, log: Log, work: () => Promise<unknown>): Loop {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      await work();
    } catch (cause) {
      log.warn({ cause: String(cause) }, `${what} failed and is tried again`);
    }
    if (!stopped) timer = setTimeout(start, pauseMs());
  };
  const start = (): Promise<void> => {
    running = running.then(run);
    return running;
  };
  timer = setTimeout(start, pauseMs());
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
