import type { Scheduler } from '../../domain/Clock.ts';
import { pause } from '../../domain/pause.ts';

/** Keeps requests to one host apart: one at a time, and a pause between the end of one and the start of the next. */
export class HostPacer {
  readonly #clock: Scheduler;
  readonly #queues = new Map<string, Promise<void>>();
  readonly #freeAt = new Map<string, number>();

  constructor(clock: Scheduler) {
    this.#clock = clock;
  }

  /** Runs `work` when its turn has come. */
  run<T>(host: string, pauseMs: number, work: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(host) ?? Promise.resolve();
    const turn = before.then(async () => {
      const wait = (this.#freeAt.get(host) ?? 0) - this.#clock.now();
      if (wait > 0) await pause(this.#clock, wait);
      try {
        return await work();
      } finally {
        this.#freeAt.set(host, this.#clock.now() + pauseMs);
      }
    });
    this.#queues.set(
      host,
      turn.then(
        () => {},
        () => {},
      ),
    );
    return turn;
  }
}
