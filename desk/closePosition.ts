import type { Actor, Origin } from '../domain/actor.ts';
import { decimal } from '../domain/decimal.ts';
import type { EvidenceRef } from '../domain/Evidence.ts';
import type { InstrumentId, RunId } from '../domain/ids.ts';
import { truncateQuantity } from '../domain/instrumentRules.ts';
import type { Desk } from './Desk.ts';
import { type ProposeResult, proposeOrder } from './proposeOrder.ts';

/** Proposes to sell the whole of a position at market. It takes the same path as any order. */
export async function closePosition(
  desk: Desk,
  params: {
    instrument: InstrumentId;
    actor: Actor;
    origin: Origin;
    run?: RunId;
    evidence?: readonly EvidenceRef[];
  },
): Promise<ProposeResult> {
  const { instrument: id, ...proposer } = params;
  const instrument = desk.market.instruments.get(id);
  const position = await desk.database.read.positions.get(desk.account, id);
  const quantity = instrument && truncateQuantity(instrument, decimal(position?.quantity ?? '0'));
  if (!quantity?.gt(0)) {
    return {
      kind: 'invalid',
      problems: [{ field: 'instrument', found: id, allowed: 'an instrument with an open position' }],
    };
  }
  return proposeOrder(desk, {
    ...proposer,
    request: {
      instrument: id,
      side: 'sell',
      type: 'market',
      quantity: quantity.toString(),
      reduceOnly: true,
      thesis: `Close the whole position of ${quantity} ${instrument?.base}.`,
    },
  });
}
