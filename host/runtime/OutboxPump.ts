import type { OutboxRow } from '../../db/Repositories.ts';
import type { Desk } from '../../desk/Desk.ts';
import { type EffectHandler, effects } from '../../desk/effects.ts';

const rereadEveryMs = 10_000;
/** A clock may jump; no appointment is further away than this. */
const longestWaitMs = 500;
/** Nobody asks to come again later than this; what says so was postponed by a clock that was ahead. */
const furthestMs = 120_000;
const firstRetryMs = 250;
const longestRetryMs = 10_000;
/** A clock is set right by less than this without anything having to wait for long. */
const smallStepMs = 1_000;
const everything = Number.MAX_SAFE_INTEGER;

/** Where the pump says what became of an effect; `done` resolves when that is stored. */
export type EffectBook = {
  done(key: string): Promise<void>;
  postponed(key: string, availableAt: number): void;
};

/**
 * Performs stored effects after commit, at least once: one at a time for an instance, all instances side by side. A
 * failure postpones the effect; it never drops it. Effects come straight from the commit that stored them; the table is
 * read at the start, after a doubtful commit, and now and then.
 */
export class OutboxPump {
  readonly #desk: Desk;
  readonly #book: EffectBook;
  readonly #handlers: Readonly<Record<string, EffectHandler>>;
  /** Effects that are not done, by key; for each instance the first that is due goes first. */
  readonly #rows = new Map<string, OutboxRow>();
  readonly #byInstance = new Map<string, Set<string>>();
  readonly #busy = new Map<string, Promise<void>>();
  /** Effects that were performed, and whether the table is known to have forgotten them. */
  readonly #performed = new Map<string, { forgotten: boolean }>();
  #alarm: { at: number; cancel: () => void } | undefined;
  #cancelReading = (): void => {};
  #reading: Promise<void> | undefined;
  #stopped = true;
  /** The latest moment that the clock has shown since it was last set back. */
  #latest = 0;

  constructor(desk: Desk, book: EffectBook, handlers: Readonly<Record<string, EffectHandler>> = effects) {
    this.#desk = desk;
    this.#book = book;
    this.#handlers = handlers;
  }

  start(): void {
    this.#stopped = false;
    for (const instance of this.#byInstance.keys()) this.#next(instance);
    this.reread();
  }

  /** Takes effects that have just been stored. */
  take(rows: readonly OutboxRow[]): void {
    for (const row of rows) {
      if (this.#rows.has(row.key) || this.#performed.has(row.key)) continue;
      this.#rows.set(row.key, row);
      const instance = instanceOf(row);
      const keys = this.#byInstance.get(instance) ?? new Set();
      this.#byInstance.set(instance, keys.add(row.key));
    }
    if (!this.#stopped) for (const instance of new Set(rows.map(instanceOf))) this.#next(instance);
  }

  /** Looks into the table for effects that it has not been handed. */
  reread(): void {
    if (this.#stopped || this.#reading) return;
    this.#cancelReading();
    for (const [key, { forgotten }] of this.#performed) if (forgotten) this.#performed.delete(key);
    const { database, account, clock, log } = this.#desk;
    this.#reading = database.read.outbox
      .due(account, everything, everything)
      .then((rows) => {
        const now = clock.now();
        const isTooFar = ({ availableAt }: OutboxRow) => availableAt > now + furthestMs;
        this.take(rows.map((row) => (isTooFar(row) ? { ...row, availableAt: now } : row)));
      })
      .catch((cause: unknown) => log.error({ cause: String(cause) }, 'The outbox could not be read'))
      .finally(() => {
        this.#reading = undefined;
        if (!this.#stopped) this.#cancelReading = clock.after(rereadEveryMs, () => this.reread());
      });
  }

  /** Takes no more effects and waits for those under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelReading();
    this.#alarm?.cancel();
    this.#alarm = undefined;
    await this.#reading;
    await Promise.all(this.#busy.values());
  }

  /** Performs the instance's next effect, or sets the alarm for it. */
  #next(instance: string): void {
    if (this.#stopped || this.#busy.has(instance)) return;
    const row = this.#firstOf(instance);
    if (!row) return;
    const now = this.#desk.clock.now();
    this.#latest = Math.max(this.#latest, now);
    if (row.availableAt > now) {
      this.#wakeAt(row.availableAt);
      return;
    }
    const work = this.#perform(row, instance).finally(() => {
      this.#busy.delete(instance);
      this.#next(instance);
    });
    this.#busy.set(instance, work);
  }

  #firstOf(instance: string): OutboxRow | undefined {
    let first: OutboxRow | undefined;
    for (const key of this.#byInstance.get(instance) ?? []) {
      const row = this.#rows.get(key);
      if (row && (!first || isBefore(row, first))) first = row;
    }
    return first;
  }

  #wakeAt(at: number): void {
    if (this.#alarm && this.#alarm.at <= at) return;
    this.#alarm?.cancel();
    const { clock } = this.#desk;
    // A whole millisecond at least: a clock may read fractions of one, and waiting for less than it can tell never ends.
    const waitMs = Math.min(longestWaitMs, Math.max(1, Math.ceil(at - clock.now())));
    const cancel = clock.after(waitMs, () => {
      this.#alarm = undefined;
      this.#mindClock();
      for (const instance of this.#byInstance.keys()) this.#next(instance);
    });
    this.#alarm = { at, cancel };
  }

  /**
   * What was postponed by a clock that has been set back since would wait until the clock is there again: all of that is
   * performed at once, since early does no harm and late does.
   */
  #mindClock(): void {
    const now = this.#desk.clock.now();
    const wasSetBack = now < this.#latest - smallStepMs;
    this.#latest = wasSetBack ? now : Math.max(this.#latest, now);
    if (!wasSetBack) return;
    for (const [key, row] of this.#rows)
      if (row.availableAt > now) this.#rows.set(key, { ...row, availableAt: now });
  }

  async #perform(row: OutboxRow, instance: string): Promise<void> {
    const { clock, log } = this.#desk;
    const { effect, key, attempts } = row;
    const handler = this.#handlers[effect];
    if (!handler) {
      log.error({ effect, key }, 'There is no handler for a stored effect; it stays in the outbox');
      this.#postpone(row, clock.now() + longestRetryMs);
      return;
    }
    try {
      const again = await handler(this.#desk, instance);
      if (again) this.#postpone(row, again.againAt);
      else this.#finish(row, instance);
    } catch (cause) {
      const delay = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attempts, 10));
      log.warn({ effect, key, attempts, cause: String(cause) }, 'An effect failed and is tried again');
      this.#postpone(row, clock.now() + delay);
    }
  }

  #finish({ key }: OutboxRow, instance: string): void {
    this.#rows.delete(key);
    const keys = this.#byInstance.get(instance);
    keys?.delete(key);
    if (keys?.size === 0) this.#byInstance.delete(instance);
    const performed = { forgotten: false };
    this.#performed.set(key, performed);
    void this.#book.done(key).then(() => {
      performed.forgotten = true;
    });
  }

  #postpone(row: OutboxRow, availableAt: number): void {
    this.#rows.set(row.key, { ...row, availableAt, attempts: row.attempts + 1 });
    this.#book.postponed(row.key, availableAt);
  }
}

function instanceOf({ payload }: OutboxRow): string {
  return String(payload.instance);
}

function isBefore(a: OutboxRow, b: OutboxRow): boolean {
  return a.availableAt < b.availableAt || (a.availableAt === b.availableAt && a.key < b.key);
}
