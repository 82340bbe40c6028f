import type { Scheduler } from '../../domain/Clock.ts';

type Appointment = { at: number; order: number; work: (() => void) | undefined };

/**
 * Time that stands still until it is told to go on. Appointments are kept in the order of their time, and of their
 * making where times are equal; between two of them `settle` lets everything that they set off come to rest.
 */
export class VirtualClock implements Scheduler {
  readonly #heap: Appointment[] = [];
  readonly #settle: () => Promise<void>;
  #now: number;
  #made = 0;

  constructor(params: { now: number; settle: () => Promise<void> }) {
    this.#now = params.now;
    this.#settle = params.settle;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, work: () => void): () => void {
    this.#made += 1;
    const appointment: Appointment = { at: this.#now + Math.max(0, Math.round(ms)), order: this.#made, work };
    this.#push(appointment);
    return () => {
      appointment.work = undefined;
    };
  }

  /** Lets time pass, appointment by appointment. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + Math.round(ms);
    await this.#settle();
    for (let next = this.#heap[0]; next !== undefined && next.at <= until; next = this.#heap[0]) {
      this.#pop();
      if (next.work === undefined) continue;
      this.#now = Math.max(this.#now, next.at);
      next.work();
      await this.#settle();
    }
    this.#now = until;
  }

  /** Time that passes without anybody waking up, as for a machine that was asleep; what fell due comes afterwards. */
  leap(ms: number): void {
    this.#now += Math.round(ms);
  }

  #push(appointment: Appointment): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(appointment);
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || isBefore(parent, appointment)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = appointment;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      const right = heap[2 * index + 2];
      if (left === undefined) break;
      const smaller = right !== undefined && isBefore(right, left) ? 2 * index + 2 : 2 * index + 1;
      const child = smaller === 2 * index + 1 ? left : right;
      if (child === undefined || isBefore(last, child)) break;
      heap[index] = child;
      index = smaller;
    }
    heap[index] = last;
  }
}

function isBefore(a: Appointment, b: Appointment): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
