import { Decimal, decimal } from '../../domain/decimal.ts';
import type { Position } from '../../domain/Position.ts';
import type { PortfolioView, PositionView } from '../../domain/views.ts';
import { VenueError } from '../../venues/VenueError.ts';
import { clearedAt } from '../breakers/clearedAt.ts';
import type { Desk } from '../Desk.ts';
import type { OrderState } from '../machineStates.ts';
import { listOpenOrders } from '../orders/listOrderStates.ts';
import { protectionTerms } from '../protection/protectionTerms.ts';
import { holdsStops } from '../protection/toReview.ts';
import { equityOf, midPrice, startOfDay, totalOf } from '../risk/equityOf.ts';
import { unitForReads } from './unitForReads.ts';

/** A portfolio without its curve over time. */
export type AccountView = Omit<PortfolioView, 'curve'>;

/**
 * The account's money and positions at present prices. `open`: its open orders, where the caller has them.
 *
 * @throws VenueError when balances or a price that equity needs are not known yet.
 */
export async function readAccount(desk: Desk, open?: readonly OrderState[]): Promise<AccountView> {
  const unit = unitForReads(desk);
  const equity = equityOf(desk);
  const latest = desk.balances.latest;
  if (!equity || !latest) {
    throw new VenueError(
      'portfolio.unknown',
      'The venue has not reported balances and prices yet, so equity is not known.',
    );
  }
  const now = desk.clock.now();
  const [positions, orders, peak, dayStart] = await Promise.all([
    unit.repositories.positions.list(desk.account),
    open ?? listOpenOrders(desk, unit.repositories),
    clearedAt(desk, unit.repositories, 'drawdown').then((lookedAt) =>
      unit.repositories.marks.peak(desk.account, Math.min(lookedAt, now)),
    ),
    unit.repositories.marks.firstSince(desk.account, startOfDay(now)),
  ]);
  const views: PositionView[] = [];
  for (const position of positions) {
    const view = await toPositionView(desk, position, equity, orders);
    if (view) views.push(view);
  }
  const cash = latest.balances.get(desk.currency) ?? { free: '0', locked: '0' };
  const first = decimal(dayStart?.equity ?? equity.toString());
  const top = Decimal.max(equity, decimal(peak ?? '0'));
  const money = (value: Decimal) => value.toDecimalPlaces(8).toString();
  return {
    mode: desk.mode,
    account: desk.account,
    currency: desk.currency,
    equity: money(equity),
    cash: money(totalOf(latest.balances, desk.currency)),
    cashFree: cash.free,
    cashLocked: cash.locked,
    realised: money(total(positions, (position) => position.realised)),
    unrealised: money(total(views, (view) => view.unrealised)),
    fees: money(total(positions, (position) => position.fees)),
    dayProfit: money(equity.minus(first)),
    dayProfitPercent: percent(equity.minus(first), first),
    drawdownPercent: percent(top.minus(equity), top),
    positions: views,
    balances: [...latest.balances].map(([asset, balance]) => ({ asset, ...balance })),
    asOf: Math.min(
      latest.at,
      ...views.map((view) => desk.market.quote(view.instrument)?.exchangeTime ?? latest.at),
    ),
  };
}

/** Null for what is left of a closed position and too small to trade. */
async function toPositionView(
  desk: Desk,
  position: Position,
  equity: Decimal,
  orders: readonly OrderState[],
): Promise<PositionView | null> {
  const instrument = desk.market.instruments.get(position.instrument);
  const quantity = decimal(position.quantity);
  if (quantity.lt(decimal(instrument?.quantityStep ?? '0')) || quantity.isZero()) return null;
  const price = midPrice(desk, position.instrument);
  const average = decimal(position.averagePrice);
  const value = quantity.times(price ?? average);
  const cost = quantity.times(average);
  const unrealised = value.minus(cost);
  const terms = await protectionTerms(unitForReads(desk), position.instrument);
  const protection = orders.find(
    ({ order: { intent }, status }) =>
      intent.instrument === position.instrument && intent.role === 'protection' && status !== 'quarantined',
  );
  const isRequired = terms !== null || desk.limits.requireStop;
  const isWatched = terms !== null && instrument !== undefined && !holdsStops(instrument);
  const live =
    protection !== undefined && ['accepted', 'triggered', 'partiallyFilled'].includes(protection.status);
  return {
    instrument: position.instrument,
    quantity: position.quantity,
    averagePrice: average.toDecimalPlaces(8).toString(),
    lastPrice: price?.toString() ?? null,
    value: value.toDecimalPlaces(8).toString(),
    percentOfEquity: percent(value, equity),
    realised: decimal(position.realised).toDecimalPlaces(8).toString(),
    unrealised: unrealised.toDecimalPlaces(8).toString(),
    unrealisedPercent: percent(unrealised, cost),
    fees: decimal(position.fees).toDecimalPlaces(8).toString(),
    protection: stateOf({ live, isPlaced: protection !== undefined, isWatched, isRequired }),
    stop: protection?.order.intent.triggerPrice ?? terms?.stop ?? null,
    target: protection ? protection.order.intent.targetPrice : (terms?.target ?? null),
    stopOrder: protection?.order.intent.id ?? null,
  };
}

function stateOf(found: {
  live: boolean;
  isPlaced: boolean;
  isWatched: boolean;
  isRequired: boolean;
}): PositionView['protection'] {
  if (found.live) return 'protected';
  if (found.isPlaced) return 'pending';
  if (found.isWatched) return 'watched';
  return found.isRequired ? 'unprotected' : 'notRequired';
}

function total<T>(items: readonly T[], of: (item: T) => string): Decimal {
  return items.reduce((sum, item) => sum.plus(decimal(of(item))), new Decimal(0));
}

function percent(part: Decimal, whole: Decimal): string {
  return whole.isZero() ? '0.00' : part.div(whole).times(100).toFixed(2);
}
