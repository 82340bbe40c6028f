import type { Exact } from '../../../domain/Exact.ts';
import type { OrderId } from '../../../domain/ids.ts';

/** One order that went out. */
export type Send = { readonly at: number; readonly order: OrderId; readonly quantity: Exact };

/**
 * Orders that went out, oldest first. Immutable: adding the newest and dropping the oldest, which is nearly every
 * change, shares the storage of the log before it, so that both cost the same however long the log is.
 */
export class SendLog {
  static readonly empty = new SendLog([], 0, 0);
  readonly #shared: Send[];
  readonly #from: number;
  readonly #to: number;

  private constructor(shared: Send[], from: number, to: number) {
    this.#shared = shared;
    this.#from = from;
    this.#to = to;
  }

  get length(): number {
    return this.#to - this.#from;
  }

  /** How many went out later than `time`. */
  countAfter(time: number): number {
    return this.#to - this.#firstAfter(time);
  }

  /** The newest one later than `time` of exactly this quantity. */
  newestOf(quantity: Exact, time: number): Send | undefined {
    for (let index = this.#to - 1; index >= this.#from; index--) {
      const send = this.#shared[index];
      if (send === undefined || send.at <= time) return undefined;
      if (send.quantity.equals(quantity)) return send;
    }
    return undefined;
  }

  with(send: Send): SendLog {
    const last = this.#shared[this.#to - 1];
    if (this.length === 0 || last === undefined) return new SendLog([send], 0, 1);
    if (isBefore(last, send)) {
      // Whoever appends first may write behind the shared end; a second one from the same log copies.
      const free = this.#shared.length === this.#to && this.#from * 2 <= this.#to;
      const shared = free ? this.#shared : this.toArray();
      shared.push(send);
      return free ? new SendLog(shared, this.#from, this.#to + 1) : new SendLog(shared, 0, shared.length);
    }
    const sends = this.toArray();
    const place = sends.findLastIndex((other) => isBefore(other, send)) + 1;
    return new SendLog(sends.toSpliced(place, 0, send), 0, sends.length + 1);
  }

  without(order: OrderId): SendLog {
    if (this.#shared[this.#from]?.order === order && this.length > 0) {
      return this.length === 1 ? SendLog.empty : new SendLog(this.#shared, this.#from + 1, this.#to);
    }
    const sends = this.toArray();
    const index = sends.findLastIndex((send) => send.order === order);
    return index < 0 ? this : new SendLog(sends.toSpliced(index, 1), 0, sends.length - 1);
  }

  toArray(): Send[] {
    return this.#shared.slice(this.#from, this.#to);
  }

  /** Position of the first one later than `time`. */
  #firstAfter(time: number): number {
    let low = this.#from;
    let high = this.#to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const send = this.#shared[middle];
      if (send !== undefined && send.at > time) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** By time, and by id where the time is the same, so that the same orders give the same log. */
function isBefore(a: Send, b: Send): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
