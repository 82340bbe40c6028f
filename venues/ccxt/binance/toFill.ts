import { decimal } from '../../../domain/decimal.ts';
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
    ...toFee(raw.commission, raw.commissionAsset, { instrument, buys: raw.isBuyer }),
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
    ...toFee(raw.n ?? '0', raw.N ?? '', { instrument, buys: raw.S === 'BUY' }),
    liquidity: raw.m ? 'maker' : 'taker',
    at: raw.T,
  };
}

/**
 * A fee of nothing is in no asset, and REST and the stream name different ones for it: it is given in what was received,
 * so that both tell of the same fill.
 */
function toFee(
  fee: string,
  feeAsset: string,
  { instrument, buys }: { instrument: InstrumentId; buys: boolean },
): { fee: string; feeAsset: string } {
  const [base = '', quote = ''] = instrument.split('/');
  return { fee, feeAsset: decimal(fee).isZero() ? (buys ? base : quote) : feeAsset };
}
