import type { InstrumentId } from '../../../domain/ids.ts';
import type { VenueFill } from '../../Venue.ts';
import type { RawExecution, RawTrade } from './answers.ts';
import { parentOf } from './orderLegs.ts';
import { executionClientId } from './toOrderReport.ts';

/** A fill as REST gives it, which knows only the exchange's order id; `clientOrderId` is what that id stands for. */
export function tradeToFill(
  raw: RawTrade,
  instrument: InstrumentId,
  clientOrderId: string | null,
): VenueFill {
  return {
    id: raw.id,
    clientOrderId,
    venueOrderId: raw.orderId,
    instrument,
    side: raw.isBuyer ? 'buy' : 'sell',
    price: raw.price,
    quantity: raw.qty,
    fee: raw.commission,
    feeAsset: raw.commissionAsset,
    liquidity: raw.isMaker ? 'maker' : 'taker',
    at: raw.time,
  };
}

/** The fill in an execution report; undefined where nothing traded. */
export function executionToFill(raw: RawExecution, instrument: InstrumentId): VenueFill | undefined {
  if (raw.x !== 'TRADE' || raw.t === undefined || raw.t === null) return undefined;
  const client = executionClientId(raw);
  return {
    id: raw.t,
    clientOrderId: raw.g === -1 ? client : parentOf(client),
    venueOrderId: raw.i,
    instrument,
    side: raw.S === 'BUY' ? 'buy' : 'sell',
    price: raw.L,
    quantity: raw.l,
    fee: raw.n ?? '0',
    feeAsset: raw.N ?? '',
    liquidity: raw.m ? 'maker' : 'taker',
    at: raw.T,
  };
}
