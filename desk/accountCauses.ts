import { type Decimal, decimal } from '../domain/decimal.ts';
import { truncateQuantity } from '../domain/instrumentRules.ts';
import type { OrderStatus } from '../domain/Order.ts';
import type { PositionView } from '../domain/views.ts';
import type { GuardianCause } from '../machines/guardian/guardianCauses.ts';
import { orderTotals } from '../machines/order/orderTotals.ts';
import { failedSends } from './breakers/failedSends.ts';
import { feedAge } from './breakers/feedAge.ts';
import { lossStreak } from './breakers/lossStreak.ts';
import { modelTokensToday } from './breakers/modelUse.ts';
import type { Desk } from './Desk.ts';
import type { OrderState } from './machineStates.ts';
import { isForeign } from './orders/findOrder.ts';
import { listOrderStates, watchOpenOrders } from './orders/listOrderStates.ts';
import { readAccount } from './read/readAccount.ts';

/** States in which an order is certainly at the venue. */
const atVenue: ReadonlySet<OrderStatus> = new Set(['accepted', 'triggered', 'partiallyFilled'] as const);
/** States in which an exit sells or is about to. */
const onItsWay: ReadonlySet<OrderStatus> = new Set(['intended', 'sending', ...atVenue] as const);

/** What is wrong with the account or its surroundings now, each with its numbers in words. */
export async function accountCauses(desk: Desk): Promise<Map<GuardianCause, string>> {
  const causes = new Map<GuardianCause, string>();
  addSurroundings(desk, causes);
  await addOrders(desk, causes);
  const tokens = await modelTokensToday(desk);
  const { maxModelTokensPerDay } = desk.limits;
  if (tokens >= maxModelTokensPerDay)
    causes.set('modelSpend', `${tokens} tokens today (limit ${maxModelTokensPerDay})`);
  if (desk.balances.latest) await addLosses(desk, causes);
  return causes;
}

function addSurroundings(desk: Desk, causes: Map<GuardianCause, string>): void {
  const { limits, runtime } = desk;
  const { feed } = desk.market;
  const age = feedAge(desk);
  if (feed.state === 'stale' || feed.state === 'reconnecting') causes.set('staleFeed', feed.reason);
  else if (age !== null && age > limits.maxFeedAgeSeconds * 1000)
    causes.set('staleFeed', `no price for ${Math.floor(age / 1000)} s (limit ${limits.maxFeedAgeSeconds} s)`);
  const skew = Math.abs(desk.venue.clockOffsetMs);
  if (skew > limits.maxClockSkewMs)
    causes.set('clockSkew', `${Math.round(skew)} ms from the venue's (limit ${limits.maxClockSkewMs} ms)`);
  if (!runtime.ownsLease(desk.account))
    causes.set(
      'lostLease',
      'the home or the account’s lease is held by another one, or the database has not confirmed the lease lately',
    );
}

async function addOrders(desk: Desk, causes: Map<GuardianCause, string>): Promise<void> {
  const { maxFailedSends, failedSendWindowSeconds, maxLossStreak } = desk.limits;
  const failed = await failedSends(desk);
  if (failed > maxFailedSends)
    causes.set(
      'errorRate',
      `more than ${maxFailedSends} orders rejected or of unknown fate within ${failedSendWindowSeconds} s`,
    );
  const streak = await lossStreak(desk);
  if (streak > maxLossStreak)
    causes.set('lossStreak', `${streak} losing trades in a row (limit ${maxLossStreak})`);
  const quarantined = await listOrderStates(desk, desk.database.read, { states: ['quarantined'] });
  const foreign = quarantined.filter(({ order }) => isForeign(order.intent));
  if (foreign.length > 0)
    causes.set(
      'foreignOrder',
      foreign
        .map(({ order }) => order.intent.id)
        .sort()
        .join(', '),
    );
}

async function addLosses(desk: Desk, causes: Map<GuardianCause, string>): Promise<void> {
  const { limits } = desk;
  const open = await watchOpenOrders(desk);
  const portfolio = await readAccount(desk, open);
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
  const covering = open.filter(covers);
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

/** What of a position no live stop, watch or exit covers; null where it is less than any stop can be made of. */
function uncovered(desk: Desk, position: PositionView, covering: readonly OrderState[]): Decimal | null {
  const { instrument: id, quantity, stop, protection } = position;
  const instrument = desk.market.instruments.get(id);
  if (protection === 'notRequired' || protection === 'watched' || !instrument) return null;
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
