import { decimal } from '../domain/decimal.ts';
import { truncateQuantity } from '../domain/instrumentRules.ts';
import type { OrderStatus } from '../domain/Order.ts';
import type { PositionView } from '../domain/views.ts';
import type { GuardianCause } from '../machines/guardian/guardianCauses.ts';
import type { Desk } from './Desk.ts';
import { listOpenOrders } from './orders/listOrderStates.ts';
import { readAccount } from './read/readAccount.ts';
import { unitForReads } from './read/unitForReads.ts';

const maxClockSkewMs = 1_000;
const minuteMs = 60_000;
/** States in which an exit sells or is about to; one that is unknown may never have reached the venue. */
const onItsWay: ReadonlySet<OrderStatus> = new Set([
  'intended',
  'sending',
  'accepted',
  'triggered',
  'partiallyFilled',
] as const);

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
  const leaving = (await listOpenOrders(desk, desk.database.read)).filter(
    ({ order, status }) => order.intent.role === 'exit' && onItsWay.has(status),
  );
  const naked = portfolio.positions.filter(
    (position) =>
      // A stop of which nobody knows whether the venue has it is none.
      (position.protection === 'unprotected' || position.protection === 'pending') &&
      canBeProtected(desk, position) &&
      !leaving.some(({ order }) => order.intent.instrument === position.instrument),
  );
  if (naked.length > 0) {
    causes.set(
      'unprotected',
      naked.map((position) => `${position.quantity} ${position.instrument}`).join(', '),
    );
  }
}

/** What is left of a position may be less than any stop can be made of. */
function canBeProtected(desk: Desk, { instrument: id, quantity, stop }: PositionView): boolean {
  const instrument = desk.market.instruments.get(id);
  if (!instrument || stop === null) return true;
  const whole = truncateQuantity(instrument, decimal(quantity));
  return (
    whole.gte(decimal(instrument.minQuantity)) &&
    whole.times(decimal(stop)).gte(decimal(instrument.minNotional))
  );
}
