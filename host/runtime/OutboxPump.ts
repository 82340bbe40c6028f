import type { OutboxRow } from '../../db/Repositories.ts';
import type { Desk } from '../../desk/Desk.ts';
import { type EffectHandler, effects } from '../../desk/effects.ts';

const batch = 50;
const idleMs = 500;
const firstRetryMs = 250;
const longestRetryMs = 30_000;
/** A clock is set right by less than this without anything having to wait for long. */
const smallStepMs = 1_000;
const catchUpBatch = 1_000;

/**
 * Performs stored effects after commit, at least once: one at a time for an instance, several instances side by
 * side. A failure postpones the effect; it never drops it.
 */
export class OutboxPump {
  readonly #desk: Desk;
  readonly #handlers: Readonly<Record<string, EffectHandler>>;
  readonly #busy = new Map<string, Promise<void>>();
  #cancel = (): void => {};
  #scanning: Promise<void> | undefined;
  #again = false;
  #stopped = true;
  /** The latest moment that the clock has shown since it was last set back. */
  #latest = 0;

  constructor(desk: Desk, handlers: Readonly<Record<string, EffectHandler>> = effects) {
    this.#desk = desk;
    this.#handlers = handlers;
  }

  start(): void {
    this.#stopped = false;
    this.kick();
  }

  /** Looks for due effects now. */
  kick(): void {
    if (this.#stopped) return;
    if (this.#scanning) {
      this.#again = true;
      return;
    }
    this.#cancel();
    this.#scanning = this.#scan()
      .catch((cause: unknown) =>
        this.#desk.log.error({ cause: String(cause) }, 'The outbox could not be read'),
      )
      .finally(() => {
        this.#scanning = undefined;
        if (this.#stopped) return;
        if (this.#again) {
          this.#again = false;
          this.kick();
        } else {
          this.#cancel = this.#desk.clock.after(idleMs, () => this.kick());
        }
      });
  }

  /** Takes no more effects and waits for those under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#scanning;
    await Promise.all(this.#busy.values());
  }

  async #scan(): Promise<void> {
    const { database, account } = this.#desk;
    const { until, limit } = this.#range();
    for (const row of await database.read.outbox.due(account, until, limit)) {
      const instance = String(row.payload.instance);
      if (this.#busy.has(instance)) continue;
      const work = this.#perform(row, instance).finally(() => {
        this.#busy.delete(instance);
        this.kick();
      });
      this.#busy.set(instance, work);
    }
  }

  /**
   * Up to when effects are due. What was postponed by a clock that has been set back since would wait until the clock
   * is there again: all of that is performed once, since early does no harm and late does.
   */
  #range(): { until: number; limit: number } {
    const now = this.#desk.clock.now();
    const before = this.#latest;
    const wasSetBack = now < before - smallStepMs;
    this.#latest = wasSetBack ? now : Math.max(before, now);
    return wasSetBack
      ? { until: before + longestRetryMs, limit: catchUpBatch }
      : { until: now, limit: batch };
  }

  async #perform(row: OutboxRow, instance: string): Promise<void> {
    const { database, clock, log } = this.#desk;

    try {
      const handler = this.#handlers[row.effect];
      if (!handler) {
        log.error(
          { effect: row.effect, key: row.key },
          'There is no handler for a stored effect; it stays in the outbox',
        );
        await this.#postpone(row.key, clock.now() + longestRetryMs);
        return;
      }
      const again = await handler(this.#desk, instance);
      if (again) await this.#postpone(row.key, again.againAt);
      else await database.transaction((repositories) => repositories.outbox.done(row.key));
    } catch (cause) {
      const delay = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(row.attempts, 10));
      log.warn(
        { effect: row.effect, key: row.key, attempts: row.attempts, cause: String(cause) },
        'An effect failed and is tried again',
      );
      await this.#postpone(row.key, clock.now() + delay).catch((fault: unknown) =>
        log.error({ key: row.key, cause: String(fault) }, 'An effect could not be postponed; it stays due'),
      );
    }
  }

  #postpone(key: string, availableAt: number): Promise<void> {
    return this.#desk.database.transaction((repositories) => repositories.outbox.postpone(key, availableAt));
  }
}
