import { Decimal, decimal } from '../../domain/decimal.ts';
import type { RiskView } from '../../domain/views.ts';
import { reasonsOf } from '../../machines/guardian/guardianMachine.ts';
import { failedSends } from '../breakers/failedSends.ts';
import { lossStreak } from '../breakers/lossStreak.ts';
import { modelTokensToday } from '../breakers/modelUse.ts';
import type { Desk } from '../Desk.ts';
import { guardianAddress } from '../machineStates.ts';
import { listOpenOrders } from '../orders/listOrderStates.ts';
import { readTradingState, shownTradingState } from '../risk/readTradingState.ts';
import { readAccount } from './readAccount.ts';
import { readKill } from './readKill.ts';
import { unitForReads } from './unitForReads.ts';

type CountedLimit = 'maxOpenOrders' | 'maxLossStreak' | 'maxFailedSends' | 'maxModelTokensPerDay';

/**
 * Trading state, kill switch, limits and how much of each is used now.
 *
 * @throws VenueError when balances or prices are not known yet.
 */
export async function readRisk(desk: Desk): Promise<RiskView> {
  const unit = unitForReads(desk);
  const [state, kill, portfolio, orders, guardian, streak, failed, tokens] = await Promise.all([
    readTradingState(desk, unit),
    readKill(desk, unit),
    readAccount(desk),
    listOpenOrders(desk, unit.repositories),
    unit.get(guardianAddress(desk.account)),
    lossStreak(desk),
    failedSends(desk),
    modelTokensToday(desk),
  ]);
  const { limits } = desk;
  const invested = portfolio.positions.reduce(
    (sum, position) => sum.plus(decimal(position.value)),
    new Decimal(0),
  );
  const largest = portfolio.positions.reduce(
    (top, position) => Math.max(top, Number(position.percentOfEquity)),
    0,
  );
  const gross = decimal(portfolio.equity).isZero()
    ? 0
    : invested.div(decimal(portfolio.equity)).times(100).toNumber();
  const loss = Math.max(0, -Number(portfolio.dayProfitPercent));
  const share = (name: string, label: string, observed: number, limit: number) => ({
    name,
    label,
    observed: `${observed.toFixed(2)}%`,
    limit: `${limit.toFixed(2)}%`,
    usedPercent: Math.min(100, (observed / limit) * 100),
  });
  const count = (name: CountedLimit, label: string, observed: number) => ({
    name,
    label,
    observed: String(observed),
    limit: String(limits[name]),
    usedPercent: Math.min(100, (observed / limits[name]) * 100),
  });
  const openEntries = orders.filter(({ order }) => order.intent.role === 'entry');
  return {
    tradingState: shownTradingState(state),
    reasons: [
      ...(state.killed ? [`The kill switch is on (${state.killed}).`] : []),
      ...(guardian ? reasonsOf(guardian) : []),
      ...(state.reconciled ? [] : ['The desk is comparing its books with the venue.']),
      ...(state.feedLive ? [] : [`Market data is ${desk.market.feed.state}: ${desk.market.feed.reason}`]),
      ...(state.databaseHealthy ? [] : ['The database does not answer or does not store.']),
      ...(state.ownsLease ? [] : ['Another process owns this account.']),
    ],
    kill,
    limits,
    limitsHash: desk.limitsHash,
    usage: [
      share('maxDailyLossPercentOfEquity', 'Loss today', loss, limits.maxDailyLossPercentOfEquity),
      share(
        'maxDrawdownPercent',
        'Drawdown from peak',
        Number(portfolio.drawdownPercent),
        limits.maxDrawdownPercent,
      ),
      share('maxGrossExposurePercentOfEquity', 'Invested', gross, limits.maxGrossExposurePercentOfEquity),
      share('maxPositionPercentOfEquity', 'Largest position', largest, limits.maxPositionPercentOfEquity),
      count('maxOpenOrders', 'Open orders', orders.length),
      count('maxLossStreak', 'Losing trades in a row', streak),
      count('maxFailedSends', 'Orders that failed of late', failed),
      count('maxModelTokensPerDay', 'Model tokens today', tokens),
    ],
    exposure: {
      openEntryOrders: openEntries.length,
      openProtectionOrders: orders.filter(({ order }) => order.intent.role === 'protection').length,
      openPositions: portfolio.positions.length,
      positionNotional: invested.toDecimalPlaces(2).toString(),
      estimatedFlattenCost: flattenCost(desk, portfolio.positions).toDecimalPlaces(2).toString(),
    },
  };
}

/** Taker fees and half the spread of selling every position now. */
function flattenCost(desk: Desk, positions: readonly { instrument: string; value: string }[]): Decimal {
  return positions.reduce((sum, { instrument: id, value }) => {
    const instrument = [...desk.market.instruments.values()].find((candidate) => candidate.id === id);
    const quote = instrument && desk.market.quote(instrument.id);
    const mid = quote && decimal(quote.bid).plus(decimal(quote.ask)).div(2);
    const halfSpread = quote && mid ? mid.minus(decimal(quote.bid)).div(mid) : new Decimal(0);
    return sum.plus(decimal(value).times(decimal(instrument?.takerFee ?? '0').plus(halfSpread)));
  }, new Decimal(0));
}
