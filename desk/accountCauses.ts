import { type Decimal, decimal } from '../domain/decimal.ts';
import { truncateQuantity } from '../domain/instrumentRules.ts';
import type { OrderStatus } from '../domain/Order.ts';
import type { PositionView } from '../domain/views.ts';
import type { GuardianCause } from '../machines/guardian/guardianCauses.ts';
import { orderTotals } from '../machines/order/orderTotals.ts';
import type { Desk } from './Desk.ts';
import type { OrderState } from './machineStates.ts';
import { listOpenOrders } from './orders/listOrderStates.ts';
import { readAccount } from './read/readAccount.ts';
import { unitForReads } from './read/unitForReads.ts';

const maxClockSkewMs = 1_000;
const minuteMs = 60_000;
/** States in which an order is certainly at the venue. */
const atVenue: ReadonlySet<OrderStatus> = new Set(['accepted', 'triggered', 'partiallyFilled'] as const);
/** States in which an exit sells or is about to. */
const onItsWay: ReadonlySet<OrderStatus> = new Set(['intended', 'sending', ...atVenue] as const);

/** What is wrong with the account or its surroundings now, each with its numbers in words. */
export async function accountCauses(desk: Desk): Promise<Map<GuardianCause, string>> {
  const causes = new Map<GuardianCause, string>();
  const { feed } = desk.market;
  if (feed.state === 'stale' || feed.state === 'reconnecting') causes.set('staleFeed', feed.reason);
  const skew = Math.abs(desk.venue.clockOffsetMs);
  if (skew > maxClockSkewMs)
    causes.set('clockSkew', `${Math.round(skew)} ms from the venue's (limit ${maxClockSkewMs} ms)`);
  if (!desk.runtime.ownsLease(desk.account))
    causes.set(
      'lostLease',
      'the home or the account’s lease is held by another one, or the database has not confirmed the lease lately',
    );
  await addRunaway(desk, causes);
  if (desk.balances.latest) await addLosses(desk, causes);
  return causes;
}

/** More orders in a minute than any approval could have meant: twice the gate's own limit. */
async function addRunaway(desk: Desk, causes: Map<GuardianCause, string>): Promise<void> {
  const limit = desk.limits.maxOrdersPerMinute * 2;
  const since = desk.clock.now() - minuteMs;
  const recent = await unitForReads(desk).repositories.machines.list({
    account: desk.account,
    machine: 'order@1',
    limit: limit + 1,
  });
  const count = recent.filter((record) => record.createdAt > since).length;
  if (count > limit) causes.set('runaway', `more than ${limit} orders in a minute`);
}

async function addLosses(desk: Desk, causes: Map<GuardianCause, string>): Promise<void> {
  const { limits } = desk;
  const portfolio = await readAccount(desk);
  const loss = decimal(portfolio.dayProfitPercent).neg();
  if (loss.gte(limits.maxDailyLossPercentOfEquity)) {
    causes.set('dailyLoss', `${loss.toFixed(2)}% lost today (limit ${limits.maxDailyLossPercentOfEquity}%)`);
  }
  if (decimal(portfolio.drawdownPercent).gte(limits.maxDrawdownPercent)) {
    causes.set(
      'drawdown',
      `${portfolio.drawdownPercent}% below the peak (limit ${limits.maxDrawdownPercent}%)`,
    );
  }
  const covering = (await listOpenOrders(desk, desk.database.read)).filter(covers);
  const naked = portfolio.positions.flatMap((position) => {
    const left = uncovered(desk, position, covering);
    return left ? [`${left} ${position.instrument}`] : [];
  });
  if (naked.length > 0) {
    causes.set('unprotected', naked.join(', '));
  }
}

/** Whether the venue sells for this order when it has to; of a stop that is unknown nobody can say that it does. */
function covers({ order: { intent }, status }: OrderState): boolean {
  if (intent.side !== 'sell') return false;
  return intent.role === 'protection' ? atVenue.has(status) : onItsWay.has(status);
}

/** What of a position neither a live stop nor an exit covers; null where it is less than any stop can be made of. */
function uncovered(desk: Desk, position: PositionView, covering: readonly OrderState[]): Decimal | null {
  const { instrument: id, quantity, stop, protection } = position;
  const instrument = desk.market.instruments.get(id);
  if (protection === 'notRequired' || !instrument) return null;
  const covered = covering
    .filter(({ order }) => order.intent.instrument === id)
    .map(({ order }) => decimal(order.intent.quantity).minus(decimal(orderTotals(order.fills).filled)))
    .reduce((sum, rest) => sum.plus(rest), decimal('0'));
  const left = truncateQuantity(instrument, decimal(quantity).minus(covered));
  const tooLittle =
    left.lte(0) ||
    left.lt(decimal(instrument.minQuantity)) ||
    (stop !== null && left.times(decimal(stop)).lt(decimal(instrument.minNotional)));
  return tooLittle ? null : left;
}
