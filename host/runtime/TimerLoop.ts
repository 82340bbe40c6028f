import type { TimerRow } from '../../db/Repositories.ts';
import type { Desk } from '../../desk/Desk.ts';
import { deskActor } from '../../domain/actor.ts';
import type { MachineId } from '../../machines/registry.ts';

const batch = 100;
const everyMs = 250;

/** Turns stored deadlines into events when they are due, also those that passed while the desk was down. */
export class TimerLoop {
  readonly #desk: Desk;
  #cancel = (): void => {};
  #running: Promise<void> = Promise.resolve();
  #stopped = true;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  start(): void {
    this.#stopped = false;
    this.#schedule();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#running;
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#cancel = this.#desk.clock.after(everyMs, () => {
      this.#running = this.#fire()
        .catch((cause: unknown) =>
          this.#desk.log.error({ cause: String(cause) }, 'Stored timers could not be read'),
        )
        .finally(() => this.#schedule());
    });
  }

  async #fire(): Promise<void> {
    const { database, account, clock } = this.#desk;
    const next = await database.read.timers.next(account);
    if (next === undefined || next > clock.now()) return;
    for (const row of await database.read.timers.due(account, clock.now(), batch)) {
      // One that cannot be delivered must not hold up the others; it stays due.
      await this.#deliver(row).catch((cause: unknown) =>
        this.#desk.log.error(
          { timer: row.id, cause: String(cause) },
          'A stored timer could not be delivered',
        ),
      );
    }
  }

  async #deliver({ id, machine, instance, event }: TimerRow): Promise<void> {
    await this.#desk.runtime.transact(this.#desk.account, async (unit) => {
      await unit.repositories.timers.clear(id);
      await unit.tell({ machine: machine as MachineId, instance }, { ...event, at: unit.now }, deskActor);
    });
  }
}
