import { decimal } from '../../../domain/decimal.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import type { OrderType } from '../../../domain/Order.ts';
import type { OrderReport, VenueOrderStatus } from '../../Venue.ts';
import { VenueError } from '../../VenueError.ts';
import type { RawExecution, RawOrder } from './answers.ts';

const types: Readonly<Record<string, OrderType>> = {
  MARKET: 'market',
  LIMIT: 'limit',
  LIMIT_MAKER: 'postOnly',
  STOP_LOSS: 'stop',
  STOP_LOSS_LIMIT: 'stopLimit',
  TAKE_PROFIT: 'takeProfit',
  TAKE_PROFIT_LIMIT: 'takeProfit',
};

const statuses: Readonly<Record<string, VenueOrderStatus>> = {
  NEW: 'open',
  PENDING_NEW: 'open',
  PENDING_CANCEL: 'open',
  PARTIALLY_FILLED: 'partiallyFilled',
  FILLED: 'filled',
  CANCELED: 'cancelled',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
  EXPIRED_IN_MATCH: 'expired',
};

/** An order as REST gives it. Throws `VenueError` for a status or type that is not known. */
export function toOrderReport(raw: RawOrder, instrument: InstrumentId): OrderReport {
  return {
    instrument,
    clientOrderId: raw.clientOrderId,
    venueOrderId: raw.orderId,
    status: statusOf(raw.status, raw.type, raw.isWorking),
    side: raw.side === 'BUY' ? 'buy' : 'sell',
    type: typeOf(raw.type),
    quantity: raw.origQty,
    filled: raw.executedQty,
    price: priceOrNull(raw.price),
    triggerPrice: priceOrNull(raw.stopPrice),
    at: raw.updateTime ?? raw.transactTime ?? raw.time ?? 0,
  };
}

/** An order as the account stream gives it. Throws likewise. */
export function executionToReport(raw: RawExecution, instrument: InstrumentId): OrderReport {
  return {
    instrument,
    clientOrderId: executionClientId(raw),
    venueOrderId: raw.i,
    status: statusOf(raw.X, raw.o, raw.w),
    side: raw.S === 'BUY' ? 'buy' : 'sell',
    type: typeOf(raw.o),
    quantity: raw.q,
    filled: raw.z,
    price: priceOrNull(raw.p),
    triggerPrice: priceOrNull(raw.P),
    at: raw.T,
  };
}

/** On a cancel `c` names the cancel request, and `C` the order. */
export function executionClientId(raw: RawExecution): string {
  return raw.C === undefined || raw.C === null || raw.C === '' ? raw.c : raw.C;
}

function statusOf(raw: string, type: string, isWorking: boolean | undefined): VenueOrderStatus {
  const status = statuses[raw];
  if (status === undefined) throw unreadable('status', raw);
  const waitsForTrigger = type.startsWith('STOP_LOSS') || type.startsWith('TAKE_PROFIT');
  return status === 'open' && waitsForTrigger && isWorking === true ? 'triggered' : status;
}

function typeOf(raw: string): OrderType {
  const type = types[raw];
  if (type === undefined) throw unreadable('type', raw);
  return type;
}

function priceOrNull(value: string): string | null {
  return decimal(value).isZero() ? null : value;
}

function unreadable(what: string, found: string): VenueError {
  return new VenueError(
    'venue.badAnswer',
    `The venue reports an order with ${what} ${found}, which is not known`,
  );
}
