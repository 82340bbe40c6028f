import { guardianAddress } from '../../../desk/machineStates.ts';
import { orderIdOf } from '../../../desk/orders/clientOrderId.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import { account } from '../desk/account.ts';
import { simulatedSymbols } from '../exchange/simulatedSymbols.ts';
import type { World } from '../World.ts';
import { boughtSince } from './boughtSince.ts';
import { isDoubtful } from './isDoubtful.ts';

/** How long a position may stand without its stop while the desk is up and goes on opening others. */
const graceMs = 90_000;

/** What of a position neither a stop nor an exit at the venue would sell. */
export type Uncovered = { instrument: InstrumentId; quantity: number; held: number };

/**
 * What the desk holds and no open sell of its own at the venue covers, as far as a venue would trade it. Where somebody
 * trades by hand too, only the books tell which coins are the desk's; coins that are not there cannot be covered.
 */
export async function uncoveredPositions(world: World): Promise<Uncovered[]> {
  const { exchange } = world;
  const booked = new Map(
    (await world.database.read.positions.list(account)).map(({ instrument, quantity }) => [
      instrument,
      quantity,
    ]),
  );
  const open = exchange
    .openReports()
    .filter(({ side, clientOrderId }) => side === 'sell' && orderIdOf(clientOrderId))
    // A target whose stop ended when it traded in part protects nothing.
    .filter(({ type, triggerPrice }) => type !== 'oco' || triggerPrice !== null);
  const balances = exchange.balances();
  return simulatedSymbols.flatMap(({ id, base, quantityStep, minNotional }) => {
    const balance = balances.get(base);
    const there = Number(balance?.free ?? 0) + Number(balance?.locked ?? 0);
    const { own: traded, foreign } = tradedOf(world, id, base);
    // Nobody has said where the stop of an order belongs that the desk did not make and took in.
    const own = world.byHand.length > 0 ? Number(booked.get(id) ?? 0) - foreign : traded;
    const held = Math.min(own, there);
    const selling = open
      .filter(({ instrument }) => instrument === id)
      .reduce((sum, { quantity, filled }) => sum + Number(quantity) - Number(filled), 0);
    const quantity = held - selling;
    const value = quantity * Number(exchange.quote(id).bid);
    // Less than a step more than the venue would trade is the dust that no stop can be made of.
    const isReal = quantity >= 2 * Number(quantityStep) && value > Number(minNotional) * 1.2;
    return isReal ? [{ instrument: id, quantity, held }] : [];
  });
}

/** What the desk's own executions add up to, net of fees in the coin, and what others bought for the account. */
function tradedOf({ exchange }: World, id: InstrumentId, base: string): { own: number; foreign: number } {
  const sum = { own: 0, foreign: 0 };
  for (const { instrument, clientOrderId, side, quantity, fee, feeAsset } of exchange.fills()) {
    if (instrument !== id) continue;
    const net =
      (side === 'buy' ? Number(quantity) : -Number(quantity)) - (feeAsset === base ? Number(fee) : 0);
    if (orderIdOf(clientOrderId)) sum.own += net;
    else if (side === 'buy') sum.foreign += net;
  }
  return sum;
}

/**
 * Every position is protected, or the desk takes no more risk; and where nothing hinders it, the desk mends what is
 * missing, whatever risk it takes.
 */
export class ProtectionWatch {
  readonly #world: World;
  readonly #since = new Map<InstrumentId, number>();
  #upSince: number | undefined;
  #calmSince = 0;
  #told = false;

  constructor(world: World) {
    this.#world = world;
  }

  async look(): Promise<void> {
    const { time, desk, exchange, wokeAt, faults, disturbedAt } = this.#world;
    const now = time.now();
    this.#upSince = desk ? (this.#upSince ?? now) : undefined;
    if (!faults.none) this.#calmSince = now;
    const uncovered = await uncoveredPositions(this.#world);
    for (const id of [...this.#since.keys()]) {
      if (!uncovered.some(({ instrument }) => instrument === id)) this.#since.delete(id);
    }
    for (const { instrument, quantity } of uncovered) {
      const since = this.#since.get(instrument) ?? now;
      this.#since.set(instrument, since);
      // Between two looks the coins of an earlier order may have got their stop, and others may have come.
      const own = exchange.fills().filter(({ clientOrderId }) => orderIdOf(clientOrderId));
      const from = Math.max(since, boughtSince(own, instrument, quantity));
      const lasting = now - Math.max(from, wokeAt, this.#upSince ?? now) > graceMs;
      if (!lasting || this.#told) continue;
      const isCalm = now - Math.max(this.#calmSince, disturbedAt) > graceMs;
      if ((await this.#isCautious()) && !(isCalm && (await this.#isMendable(instrument)))) continue;
      this.#told = true;
      this.#world.violate(
        'protected',
        `${quantity.toFixed(6)} ${instrument} have been without a stop for ${(now - from) / 1_000} s`,
      );
    }
  }

  async #isMendable(instrument: InstrumentId): Promise<boolean> {
    const { latch } = this.#world;
    return latch?.level !== 'flatten' && !(await isDoubtful(this.#world, instrument));
  }

  async #isCautious(): Promise<boolean> {
    if (this.#world.latch) return true;
    const guardian = await this.#world.database.read.machines.get({ account, ...guardianAddress(account) });
    return guardian?.state !== 'active';
  }
}
