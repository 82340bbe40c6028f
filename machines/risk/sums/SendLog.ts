import type { Exact } from '../../../domain/Exact.ts';
import type { OrderId } from '../../../domain/ids.ts';

/** One order that went out. */
export type Send = { readonly at: number; readonly order: OrderId; readonly quantity: Exact };

/** What logs share: sends that are only ever appended to, and where those of a quantity stand. */
type Storage = { readonly sends: Send[]; readonly byQuantity: Map<string, number[]> };

/** So many may be left out before the log is written anew. */
const mostLeftOut = 16;

/**
 * Orders that went out, oldest first. Immutable: adding the newest, dropping the oldest and leaving one out share the
 * storage of the log before, so that each costs the same however long the log is.
 */
export class SendLog {
  static readonly empty = new SendLog(store([]), 0, 0, []);
  readonly #storage: Storage;
  readonly #from: number;
  readonly #to: number;
  /** Places between the ends that do not count. */
  readonly #leftOut: readonly number[];

  private constructor(storage: Storage, from: number, to: number, leftOut: readonly number[]) {
    this.#storage = storage;
    this.#from = from;
    this.#to = to;
    this.#leftOut = leftOut;
  }

  static #of(sends: readonly Send[]): SendLog {
    return sends.length === 0 ? SendLog.empty : new SendLog(store(sends), 0, sends.length, []);
  }

  get length(): number {
    return this.#to - this.#from - this.#leftOut.length;
  }

  /** How many went out later than `time`. */
  countAfter(time: number): number {
    const first = this.#firstFrom((send) => send.at > time);
    return this.#to - first - this.#leftOut.filter((place) => place >= first).length;
  }

  /** The newest one later than `time` of exactly this quantity. */
  newestOf(quantity: Exact, time: number): Send | undefined {
    const places = this.#storage.byQuantity.get(quantity.toString()) ?? [];
    const place = places.findLast((at) => at < this.#to && !this.#leftOut.includes(at));
    const send = place === undefined || place < this.#from ? undefined : this.#storage.sends[place];
    return send !== undefined && send.at > time ? send : undefined;
  }

  with(send: Send): SendLog {
    const { sends } = this.#storage;
    const last = sends[this.#to - 1];
    if (this.length > 0 && last !== undefined && last.at <= send.at) {
      // Whoever appends first may write behind the shared end; a second one from the same log copies.
      const free = sends.length === this.#to && this.#from * 2 <= this.#to;
      if (!free) return SendLog.#of([...this.toArray(), send]);
      append(this.#storage, send);
      return new SendLog(this.#storage, this.#from, this.#to + 1, this.#leftOut);
    }
    const all = this.toArray();
    return SendLog.#of(all.toSpliced(all.findLastIndex((other) => other.at <= send.at) + 1, 0, send));
  }

  without(gone: Pick<Send, 'at' | 'order'>): SendLog {
    const place = this.#placeOf(gone);
    if (place === undefined) return this;
    const leftOut = new Set([...this.#leftOut, place]);
    let from = this.#from;
    while (leftOut.delete(from)) from += 1;
    if (from === this.#to) return SendLog.empty;
    const log = new SendLog(this.#storage, from, this.#to, [...leftOut]);
    return leftOut.size > mostLeftOut ? SendLog.#of(log.toArray()) : log;
  }

  /** By time, and by id where the time is the same, so that the same orders give the same list. */
  toArray(): Send[] {
    return this.#storage.sends
      .slice(this.#from, this.#to)
      .filter((_, index) => !this.#leftOut.includes(this.#from + index))
      .sort((a, b) => a.at - b.at || (a.order < b.order ? -1 : 1));
  }

  #placeOf({ at, order }: Pick<Send, 'at' | 'order'>): number | undefined {
    const { sends } = this.#storage;
    for (let place = this.#firstFrom((send) => send.at >= at); place < this.#to; place++) {
      if (sends[place]?.order === order && !this.#leftOut.includes(place)) return place;
      if (sends[place]?.at !== at) return undefined;
    }
    return undefined;
  }

  /** The first place where something holds that holds for all later ones too; the end where it never does. */
  #firstFrom(holds: (send: Send) => boolean): number {
    let low = this.#from;
    let high = this.#to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const send = this.#storage.sends[middle];
      if (send !== undefined && holds(send)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function store(sends: readonly Send[]): Storage {
  const storage: Storage = { sends: [], byQuantity: new Map() };
  for (const send of sends) append(storage, send);
  return storage;
}

function append({ sends, byQuantity }: Storage, send: Send): void {
  const quantity = send.quantity.toString();
  const places = byQuantity.get(quantity);
  if (places === undefined) byQuantity.set(quantity, [sends.length]);
  else places.push(sends.length);
  sends.push(send);
}
