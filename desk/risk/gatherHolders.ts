import type { Repositories } from '../../db/Repositories.ts';
import { decimal } from '../../domain/decimal.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { Position } from '../../domain/Position.ts';
import { type HolderFill, type Holders, holdersOf } from '../../machines/risk/sums/holders.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, fromRecord, orderAddress } from '../machineStates.ts';

/** Fills of one position that are looked at; older ones have hardly a part in what is held now. */
const mostFills = 2_000;

/** Whose entries the open positions came from, by the fills since each was opened. */
export async function gatherHolders(
  desk: Desk,
  repositories: Repositories,
  positions: readonly Position[],
): Promise<Holders> {
  const proposers = new Map<OrderId, string | null>();
  const result: HolderFill[] = [];
  for (const { instrument, openedAt } of positions) {
    if (openedAt === null) continue;
    const fills = await repositories.fills.list({
      account: desk.account,
      instrument,
      since: openedAt,
      limit: mostFills,
    });
    for (const fill of fills.reverse()) {
      const proposer = proposers.get(fill.order) ?? (await proposerOf(desk, repositories, fill.order));
      proposers.set(fill.order, proposer);
      result.push(toHolderFill(fill, proposer));
    }
  }
  return holdersOf(result);
}

/** A fill as it changes who holds what, net of a fee in the base asset. */
export function toHolderFill(fill: Fill, proposer: string | null): HolderFill {
  const { instrument, side } = fill;
  const fee = fill.feeAsset === instrument.split('/')[0] ? decimal(fill.fee) : decimal('0');
  const quantity = decimal(fill.quantity);
  return {
    instrument,
    side,
    quantity: (side === 'buy' ? quantity.minus(fee) : quantity.plus(fee)).toString(),
    proposer,
  };
}

async function proposerOf(desk: Desk, { machines }: Repositories, order: OrderId): Promise<string | null> {
  const record = await machines.get({ account: desk.account, ...orderAddress(order) });
  return record === undefined ? null : (asOrder(fromRecord(record)).order.intent.proposer ?? null);
}
