import { Exact } from '../../../domain/Exact.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import { openOrderStatuses } from '../../../domain/Order.ts';
import { BucketMap } from './BucketMap.ts';
import { type Buy, type Buys, isEmpty, noBuys, withBuy } from './buys.ts';
import { type Ladder, withoutPrice, withPrice } from './ladder.ts';
import type { OrderRow } from './OrderRow.ts';
import { SendLog } from './SendLog.ts';

/**
 * Everything that the gate asks of an account's orders, as sums over a set of rows: those that may still trade, and
 * those that went out lately (as far back as `sumsWindowMs`). Immutable, so a transaction that rolls back needs
 * nothing undone: its sums are dropped.
 *
 * To keep them in memory: build them once with `sumsOf(rows)`; hold the row of every order that is in them by its
 * id; at each change call `withOrder(sums, rowBefore, rowAfter)`. A new order has no row before. An order that is
 * closed and older than the window has none after, and its row can be forgotten. The order being judged is left out
 * by `withOrder(sums, row, undefined)`. The sums of the same rows are the same whatever the way to them.
 *
 * @example
 * let sums = sumsOf(rows.values());
 * sums = withOrder(sums, rows.get(row.id), row);
 */
export type AccountSums = {
  /** Orders that may still trade, unknown ones included. */
  readonly openOrders: number;
  /** Every open buy, and the same by venue and by proposer. */
  readonly buys: Buys;
  readonly buysAt: ReadonlyMap<string, Buys>;
  readonly buysOf: ReadonlyMap<string, Buys>;
  readonly instruments: ReadonlyMap<InstrumentId, InstrumentSums>;
  /** Entries and exits that went out. */
  readonly sent: SendLog;
  /** By proposal: what its orders have filled and may still fill, base units. */
  readonly claimed: BucketMap<Exact>;
};

export type InstrumentSums = {
  readonly buys: Buys;
  /** What open sells other than protections may still take, base units. */
  readonly selling: Exact;
  /** Prices at which own orders rest in the book, by side. */
  readonly resting: { readonly buy: Ladder; readonly sell: Ladder };
  readonly sent: { readonly buy: SendLog; readonly sell: SendLog };
};

const zero = Exact.zero;

export const noInstrumentSums: InstrumentSums = {
  buys: noBuys,
  selling: zero,
  resting: { buy: [], sell: [] },
  sent: { buy: SendLog.empty, sell: SendLog.empty },
};

export function emptySums(): AccountSums {
  return {
    openOrders: 0,
    buys: noBuys,
    buysAt: new Map(),
    buysOf: new Map(),
    instruments: new Map(),
    sent: SendLog.empty,
    claimed: BucketMap.empty(),
  };
}

/** The sums of a set of orders, in any sequence. */
export function sumsOf(rows: Iterable<OrderRow>): AccountSums {
  let sums = emptySums();
  for (const row of rows) sums = withOrder(sums, undefined, row);
  return sums;
}

/**
 * The sums after one order has changed. `before` is the row that they were built with; undefined for a new order, as
 * `after` is for one that is to be left out.
 *
 * @throws RangeError when a row holds something that is no decimal.
 */
export function withOrder(
  sums: AccountSums,
  before: OrderRow | undefined,
  after: OrderRow | undefined,
): AccountSums {
  const { gone, come } = changedParts(before && partsOf(before), after && partsOf(after));
  const without = gone === undefined ? sums : apply(sums, gone, -1);
  return come === undefined ? without : apply(without, come, 1);
}

type Change = { gone?: Parts | undefined; come?: Parts | undefined };

/** Most changes of an order move no sum at all, and hardly any changes what went out. */
function changedParts(gone: Parts | undefined, come: Parts | undefined): Change {
  if (gone === undefined || come === undefined) return { gone, come };
  if (!hasSamePlace(gone.row, come.row) || !isSame(gone.sent, come.sent)) return { gone, come };
  const countsAlike =
    gone.open === come.open &&
    isSame(gone.claimed, come.claimed) &&
    isSame(gone.resting, come.resting) &&
    isSame(gone.selling, come.selling) &&
    isSame(gone.buy?.remaining, come.buy?.remaining) &&
    isSame(gone.buy?.notional, come.buy?.notional);
  if (countsAlike) return {};
  return { gone: { ...gone, sent: undefined }, come: { ...come, sent: undefined } };
}

/** Whether two rows of an order count in the same groups, and at the same time. */
function hasSamePlace(one: OrderRow, other: OrderRow): boolean {
  return (
    one.id === other.id &&
    one.createdAt === other.createdAt &&
    one.instrument === other.instrument &&
    one.side === other.side &&
    one.venue === other.venue &&
    one.proposer === other.proposer &&
    one.proposal === other.proposal
  );
}

function isSame(one: Exact | undefined, other: Exact | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other);
}

/** What one order adds to each of the sums. */
type Parts = {
  row: OrderRow;
  open: boolean;
  buy: Buy | undefined;
  selling: Exact | undefined;
  resting: Exact | undefined;
  sent: Exact | undefined;
  claimed: Exact;
};

function partsOf(row: OrderRow): Parts {
  const open = openOrderStatuses.has(row.status);
  const quantity = Exact.of(row.quantity);
  const filled = Exact.of(row.filled);
  const left = quantity.minus(filled);
  const remaining = open && left.isPositive() ? left : zero;
  const buys = row.side === 'buy' && !remaining.isZero();
  return {
    row,
    open,
    buy: buys
      ? {
          instrument: row.instrument,
          remaining,
          notional: row.price === undefined ? undefined : Exact.of(row.price).times(remaining),
        }
      : undefined,
    selling: row.side === 'sell' && row.role !== 'protection' && !remaining.isZero() ? remaining : undefined,
    resting: open && row.restingPrice !== undefined ? Exact.of(row.restingPrice) : undefined,
    sent: wentOut(row) ? quantity : undefined,
    claimed: filled.plus(remaining),
  };
}

/** What never left or never arrived is no order that could be repeated; a protection is the desk's own doing. */
function wentOut({ role, status }: OrderRow): boolean {
  return (role === 'entry' || role === 'exit') && status !== 'lapsed' && status !== 'notAccepted';
}

function apply(sums: AccountSums, parts: Parts, sign: 1 | -1): AccountSums {
  const { row, buy } = parts;
  return {
    openOrders: parts.open ? sums.openOrders + sign : sums.openOrders,
    buys: buy === undefined ? sums.buys : withBuy(sums.buys, buy, sign),
    buysAt: buy === undefined ? sums.buysAt : withGroup(sums.buysAt, row.venue, buy, sign),
    buysOf:
      buy === undefined || row.proposer === null
        ? sums.buysOf
        : withGroup(sums.buysOf, row.proposer, buy, sign),
    instruments: withInstrument(sums.instruments, parts, sign),
    sent: withSend(sums.sent, parts, sign),
    claimed: withClaim(sums.claimed, parts, sign),
  };
}

function withGroup(
  groups: ReadonlyMap<string, Buys>,
  name: string,
  buy: Buy,
  sign: 1 | -1,
): ReadonlyMap<string, Buys> {
  const after = withBuy(groups.get(name) ?? noBuys, buy, sign);
  const next = new Map(groups);
  if (isEmpty(after)) next.delete(name);
  else next.set(name, after);
  return next;
}

function withInstrument(
  instruments: AccountSums['instruments'],
  parts: Parts,
  sign: 1 | -1,
): AccountSums['instruments'] {
  const { row, buy, selling, resting, sent } = parts;
  if (buy === undefined && selling === undefined && resting === undefined && sent === undefined)
    return instruments;
  const before = instruments.get(row.instrument) ?? noInstrumentSums;
  const move = sign === 1 ? withPrice : withoutPrice;
  const after: InstrumentSums = {
    buys: buy === undefined ? before.buys : withBuy(before.buys, buy, sign),
    selling:
      selling === undefined ? before.selling : before.selling.plus(sign === 1 ? selling : selling.neg()),
    resting:
      resting === undefined
        ? before.resting
        : { ...before.resting, [row.side]: move(before.resting[row.side], resting) },
    sent: { ...before.sent, [row.side]: withSend(before.sent[row.side], parts, sign) },
  };
  const next = new Map(instruments);
  if (isUnused(after)) next.delete(row.instrument);
  else next.set(row.instrument, after);
  return next;
}

function isUnused({ buys, selling, resting, sent }: InstrumentSums): boolean {
  return (
    isEmpty(buys) &&
    selling.isZero() &&
    resting.buy.length + resting.sell.length + sent.buy.length + sent.sell.length === 0
  );
}

function withSend(log: SendLog, { row, sent }: Parts, sign: 1 | -1): SendLog {
  if (sent === undefined) return log;
  return sign === 1
    ? log.with({ at: row.createdAt, order: row.id, quantity: sent })
    : log.without({ at: row.createdAt, order: row.id });
}

function withClaim(claims: AccountSums['claimed'], { row, claimed }: Parts, sign: 1 | -1) {
  if (row.proposal === null || claimed.isZero()) return claims;
  const before = claims.get(row.proposal) ?? zero;
  const after = sign === 1 ? before.plus(claimed) : before.minus(claimed);
  return claims.with(row.proposal, after.isZero() ? undefined : after);
}
