import type { Scheduler } from '../../domain/Clock.ts';
import { SourceError } from '../SourceError.ts';

/** Keeps requests to one host apart: one at a time, and a pause between the end of one and the start of the next. */
export class HostPacer {
  readonly #clock: Scheduler;
  readonly #queues = new Map<string, Promise<void>>();
  readonly #freeAt = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  #closed = false;

  constructor(clock: Scheduler) {
    this.#clock = clock;
  }

  /** Runs `work` when its turn has come. */
  run<T>(host: string, pauseMs: number, work: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(host) ?? Promise.resolve();
    const turn = before.then(async () => {
      const wait = (this.#freeAt.get(host) ?? 0) - this.#clock.now();
      if (wait > 0) await this.#wait(wait);
      if (this.#closed) throw new SourceError('source.closed', `${host} was not asked: the desk stops.`);
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
  /** Lets nothing more begin; who waits for a turn is told so at once. */
  close(): void {
    this.#closed = true;
    for (const wake of this.#waiting) wake();
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        this.#waiting.delete(wake);
        resolve();
      };
      const cancel = this.#clock.after(ms, wake);
      this.#waiting.add(wake);
    });
  }
}
