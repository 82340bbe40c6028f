import type { Scheduler } from '../../../domain/Clock.ts';
import type { VirtualClock } from '../VirtualClock.ts';

/**
 * What a desk runs in. It can be killed or stopped at every point where it waits for something: nothing that reaches
 * a dead process is ever taken up, and what reaches a stopped one waits until it goes on.
 */
export class Process {
  readonly number: number;
  /** The machine's clock as this process reads it: the true time and an error. Waiting is not touched by the error. */
  readonly clock: Scheduler;
  readonly #time: VirtualClock;
  readonly #clockError: () => number;
  #alive = true;
  #stopped: (() => void)[] | undefined;
  /** When this process last had the database tell who owns its account, and whether that was itself. */
  asked: { moment: number; owns: boolean } | undefined;
  /** How many people's requests to rearm are under way in it. */
  rearming = 0;
  #fuse: { waits: number; burn: () => void } | undefined;
  #beforeAsking: (() => void) | undefined;

  constructor(params: { number: number; time: VirtualClock; clockError: () => number }) {
    this.number = params.number;
    this.#time = params.time;
    this.#clockError = params.clockError;
    this.clock = {
      now: () => this.#time.now() + this.#clockError(),
      after: (ms, work) => (this.#alive ? this.#time.after(ms, () => this.wake(work)) : () => {}),
    };
  }

  get alive(): boolean {
    return this.#alive;
  }

  get stopped(): boolean {
    return this.#stopped !== undefined;
  }

  kill(): void {
    this.#alive = false;
    this.#stopped = undefined;
  }

  /** Does something at the point where the process will have waited this many times from now on. */
  atWait(waits: number, burn: () => void): void {
    this.#fuse = { waits, burn };
  }

  /** Does something right before the process next asks the database who owns its account. */
  whenAsking(burn: () => void): void {
    this.#beforeAsking = burn;
  }

  /** The process is about to ask who owns its account. */
  asks(): void {
    const burn = this.#beforeAsking;
    this.#beforeAsking = undefined;
    burn?.();
  }

  stop(): void {
    if (this.#alive) this.#stopped ??= [];
  }

  resume(): void {
    const waiting = this.#stopped ?? [];
    this.#stopped = undefined;
    for (const work of waiting) this.wake(work);
  }

  /** Brings something in from outside. */
  wake(work: () => void): void {
    if (!this.#alive) return;
    if (this.#stopped) this.#stopped.push(work);
    else work();
  }

  /** A point at which the process waits for the outside, and may be killed or stopped. */
  async wait(ms = 0): Promise<void> {
    const fuse = this.#fuse;
    if (fuse) {
      fuse.waits -= 1;
      if (fuse.waits <= 0) {
        this.#fuse = undefined;
        fuse.burn();
      }
    }
    if (!this.#alive) return never();
    if (ms === 0 && !this.#stopped) return;
    return new Promise((resolve) => {
      if (ms === 0) this.wake(resolve);
      else this.#time.after(ms, () => this.wake(resolve));
    });
  }
}

/** What a dead process waits for. */
export function never<T>(): Promise<T> {
  return new Promise(() => {});
}
