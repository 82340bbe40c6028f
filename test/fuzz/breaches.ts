import type { EvidenceRef } from '../../domain/Evidence.ts';
import type { Limits } from '../../domain/Limits.ts';
import type { ProposalTerms } from '../../domain/Proposal.ts';
import { type Asset, assets, type FuzzOrder, type FuzzWorld } from './FuzzWorld.ts';
import { equityIn, fuzzLevels, fuzzQuote, orderPrice, units } from './fuzzDesk.ts';

/** Relative slack for the floating point that this oracle counts in; the gate's own arithmetic is exact. */
const slack = 1e-9;
const open = new Set(['accepted', 'partiallyFilled', 'unknown', 'triggered', 'pendingCancel', 'quarantined']);
const gone = new Set(['lapsed', 'notAccepted']);

/**
 * What an order of these terms would breach of the limits in this world, straight from the world's plain numbers and
 * the meaning of the limits: written without a look at the checks, their sums or their arithmetic. `code` names the
 * check that should have kept it out.
 */
export function breaches(
  world: FuzzWorld,
  limits: Limits,
  { terms, evidence, now }: { terms: ProposalTerms; evidence: readonly EvidenceRef[]; now: number },
): string[] {
  const found: string[] = [];
  const rule = (code: string, isKept: boolean) => {
    if (!isKept) found.push(code);
  };
  const asset = terms.instrument.split('/')[0] as Asset;
  const { bid, ask, last, close } = fuzzQuote(world, asset);
  const mid = (bid + ask) / 2;
  const [quantity, cap] = [Number(terms.quantity), Number(terms.priceCap)];
  const notional = quantity * cap;
  const isEntry = terms.side === 'buy';
  const coins = units(world, asset, world.coins[asset]);
  const sells = world.orders.filter(
    (order) => order.asset === asset && order.side === 'sell' && isOpen(order),
  );

  rule('state.trading', world.trading === 'active' || (!isEntry && world.trading === 'reducing'));
  rule('state.trading', !isEntry || !world.killed);
  rule('state.reconciled', world.reconciled);
  rule('state.lease', world.owns);
  rule('state.feed', world.feedLive);
  rule('state.clock', Math.abs(world.skewMs) <= limits.maxClockSkewMs);
  rule('price.age', world.quoteAgeMs <= limits.maxQuoteAgeSeconds * 1000);
  const apart = Math.max(Math.abs(mid - last), Math.abs(mid - close)) / mid;
  rule('price.references', atMost(apart * 100, limits.maxReferenceDivergencePercent));
  const worse = isEntry ? cap / Math.min(mid, close) - 1 : 1 - cap / Math.max(mid, close);
  rule('price.collar', atMost(worse * 100, limits.priceCollarPercent));
  rule('instrument.minMax', quantity >= 0.00001 && quantity <= 9_000 && notional >= 5 * (1 - slack));
  rule('instrument.precision', isWhole(quantity / 0.00001) && isWhole(cap / 0.01));
  const meets = world.orders.some(
    (order) =>
      order.asset === asset &&
      order.side !== terms.side &&
      open.has(order.status) &&
      (order.role !== 'protection' || order.status === 'triggered') &&
      (isEntry ? orderPrice(world, order) <= cap : orderPrice(world, order) >= cap),
  );
  rule('rate.selfMatch', !meets);
  const went = world.orders.filter(({ role, status }) => role !== 'protection' && !gone.has(status));
  const isTwin = (order: FuzzOrder) =>
    order.asset === asset &&
    order.side === terms.side &&
    order.ageMs < limits.duplicateWindowSeconds * 1000 &&
    ordered(world, order) === quantity;
  rule('rate.duplicate', !went.some(isTwin));
  const sound = evidence.filter(({ trusted }) => trusted);
  rule('evidence.trusted', sound.length > 0);
  const stated = (refs: readonly EvidenceRef[]) =>
    refs.flatMap(({ figures }) => figures.map(({ value }) => Number(value)));
  const doubtful = stated(evidence.filter(({ trusted }) => !trusted));
  const own = [
    quantity,
    notional,
    cap,
    ...[terms.stop, terms.target].flatMap((price) => price ?? []).map(Number),
  ];
  rule(
    'evidence.trusted',
    own.every((value) => !doubtful.includes(value) || stated(sound).includes(value)),
  );
  rule(
    'evidence.fresh',
    sound.some(({ observedAt }) => now - observedAt <= limits.maxEvidenceAgeSeconds * 1000),
  );
  if (terms.reduceOnly) rule('state.reduceOnly', !isEntry && quantity <= coins * (1 + slack));
  if (!isEntry) {
    const claimed = sells
      .filter(({ role }) => role !== 'protection')
      .reduce((sum, order) => sum + left(world, order), 0);
    rule('capital.freeBalance', quantity <= (coins - claimed) * (1 + slack));
    return found;
  }

  const seen = sound.flatMap(({ summary, figures }) =>
    summary.startsWith(terms.instrument) ? figures.map(({ value }) => Number(value)) : [],
  );
  const allowedGap = limits.maxReferenceDivergencePercent / 100;
  rule(
    'evidence.grounded',
    seen.some((price) => atMost(Math.abs(price - mid) / mid, allowedGap)),
  );
  rule('instrument.allowed', limits.instruments.includes(terms.instrument));
  rule('size.notional', atMost(notional, Number(limits.maxOrderNotionalQuote)));
  rule('size.notional', notional >= Number(limits.minOrderNotionalQuote) * (1 - slack));
  const equity = equityIn(world);
  const percent = (value: number) => (equity > 0 ? (value / equity) * 100 : Number.POSITIVE_INFINITY);
  rule('size.percentOfEquity', atMost(percent(notional), limits.maxOrderPercentOfEquity));

  const buys = world.orders.filter((order) => order.side === 'buy' && isOpen(order));
  const held = (which: (asset: Asset) => boolean) =>
    assets.filter(which).reduce((sum, other) => {
      const { bid: low, ask: high } = fuzzQuote(world, other);
      return sum + units(world, other, world.coins[other]) * ((low + high) / 2);
    }, 0);
  const buying = (which: (order: FuzzOrder) => boolean) =>
    buys.filter(which).reduce((sum, order) => sum + left(world, order) * orderPrice(world, order), 0);
  const position = held((other) => other === asset) + buying((order) => order.asset === asset) + notional;
  const gross = held(() => true) + buying(() => true) + notional;
  rule('capital.position', atMost(percent(position), limits.maxPositionPercentOfEquity));
  rule('capital.asset', atMost(percent(position), limits.maxAssetExposurePercentOfEquity));
  rule('capital.gross', atMost(percent(gross), limits.maxGrossExposurePercentOfEquity));
  rule('capital.venue', atMost(percent(gross), limits.maxVenueExposurePercentOfEquity));
  rule('capital.leverage', atMost(gross / equity, limits.maxLeverageTimesEquity));
  const groups = limits.correlatedAssets.map((group) => group.split('+'));
  const group = groups.find((members) => members.includes(asset));
  const together = (other: string) =>
    group === undefined || group.includes(other) || !groups.some((members) => members.includes(other));
  const correlated = held(together) + buying((order) => together(order.asset)) + notional;
  rule('capital.correlated', atMost(percent(correlated), limits.maxCorrelatedExposurePercentOfEquity));
  const bookedValue =
    world.bookedFor === 'agent:trader'
      ? assets.reduce((sum, other) => sum + held((one) => one === other) * world.booked[other], 0)
      : 0;
  const mine = bookedValue + buying((order) => order.proposer === 'agent:trader') + notional;
  rule('capital.strategy', atMost(percent(mine), limits.maxStrategyExposurePercentOfEquity));
  rule('capital.freeBalance', atMost(notional * 1.001, world.cash - buying(() => true) * 1.001));

  const stop = terms.stop === null ? null : Number(terms.stop);
  rule('price.stopRequired', !limits.requireStop || stop !== null);
  if (stop !== null) {
    const distance = ((cap - stop) / cap) * 100;
    rule('price.stopSide', stop < cap && stop < bid);
    rule(
      'price.stopSide',
      distance >= limits.minStopDistancePercent * (1 - slack) &&
        atMost(distance, limits.maxStopDistancePercent),
    );
    const out = take(fuzzLevels(world, asset, 'bids'), quantity, 0);
    const slip =
      out.filled < quantity * (1 - slack)
        ? Number.POSITIVE_INFINITY
        : ((mid * quantity - out.spent) / mid) * stop;
    const fees = quantity * (terms.postOnly ? cap * 0.001 : cap * 0.001) + quantity * stop * 0.001;
    const risk = (cap - stop) * quantity + fees + slip;
    rule('capital.riskAtStop', atMost(percent(risk), limits.maxRiskAtStopPercentOfEquity));
  }
  if (terms.target !== null) rule('price.stopSide', Number(terms.target) > Math.max(cap, ask));
  const asks = fuzzLevels(world, asset, 'asks');
  const depth = asks
    .filter(([price]) => price <= mid * (1 + limits.priceCollarPercent / 100) * (1 + slack))
    .reduce((sum, [, size]) => sum + size, 0);
  rule('size.bookShare', atMost((quantity / depth) * 100, limits.maxShareOfBookDepthPercent));
  const taken = take(asks, quantity, cap);
  // What may not rest has to find all of its quantity within the cap.
  const rests = terms.type === 'limit' && terms.timeInForce === 'gtc';
  const takeable = terms.postOnly ? 0 : taken.filled;
  rule('price.slippage', rests || takeable >= quantity * (1 - slack));
  if (!terms.postOnly && taken.filled > 0) {
    const slippage = ((taken.spent / taken.filled - mid) / mid) * 100;
    rule('price.slippage', atMost(slippage, limits.maxSlippagePercent));
  }

  rule(
    'capital.dailyLoss',
    ((equity - equity * world.dayStart) / (equity * world.dayStart)) * 100 >
      -limits.maxDailyLossPercentOfEquity * (1 + slack),
  );
  rule('capital.drawdown', atMost((1 - 1 / Math.max(1, world.peak)) * 100, limits.maxDrawdownPercent));
  rule(
    'rate.openOrders',
    world.orders.filter(({ status }) => open.has(status)).length + 1 <= limits.maxOpenOrders,
  );
  rule(
    'rate.ordersPerMinute',
    went.filter(({ ageMs }) => ageMs < 60_000).length + 1 <= limits.maxOrdersPerMinute,
  );
  const same = went.filter(
    (order) =>
      order.asset === asset && order.side === 'buy' && order.ageMs < limits.repeatWindowSeconds * 1000,
  );
  rule('rate.repeated', same.length + 1 <= limits.maxRepeatedExecutions);
  tradeRules(world, limits, { asset, equity, rule });
  return found;
}

function tradeRules(
  { trades }: FuzzWorld,
  limits: Limits,
  { asset, equity, rule }: { asset: Asset; equity: number; rule: (code: string, isKept: boolean) => void },
): void {
  const within = (seconds: number) =>
    trades.filter(({ ageMs }) => ageMs < seconds * 1000).sort((a, b) => b.ageMs - a.ageMs);
  const stops = within(limits.stopOutWindowSeconds).filter(({ stopOut }) => stopOut);
  rule('protection.stopLossGuard', stops.length <= limits.maxStopOuts);
  const ownStops = stops.filter((trade) => trade.asset === asset);
  rule('protection.stopLossGuard', ownStops.length <= limits.maxStopOutsPerInstrument);
  const cooldownMs = limits.cooldownAfterStopSeconds * 1000;
  const cools = trades.some((trade) => trade.asset === asset && trade.stopOut && trade.ageMs < cooldownMs);
  rule('protection.cooldown', !cools);
  const recent = within(limits.lossStreakWindowSeconds);
  const lastGain = recent.findLastIndex(({ profit }) => profit >= 0);
  rule('protection.lossStreak', recent.length - 1 - lastGain <= limits.maxLossStreak);
  let [sum, high, fall] = [0, 0, 0];
  for (const { profit } of within(limits.tradeDrawdownWindowSeconds)) {
    sum += profit;
    high = Math.max(high, sum);
    fall = Math.max(fall, high - sum);
  }
  rule('protection.tradeDrawdown', atMost((fall / equity) * 100, limits.maxTradeDrawdownPercentOfEquity));
  const own = within(limits.instrumentLossWindowSeconds).filter((trade) => trade.asset === asset);
  const loss = own.reduce((total, { profit }) => total - profit, 0);
  rule(
    'protection.instrumentLoss',
    own.length < limits.minTradesToJudgeInstrument ||
      atMost((loss / equity) * 100, limits.maxInstrumentLossPercentOfEquity),
  );
}

function isOpen({ status }: FuzzOrder): boolean {
  return open.has(status);
}

function ordered(world: FuzzWorld, { asset, worth }: FuzzOrder): number {
  return Math.max(0.00001, units(world, asset, worth));
}

/** What of an order may still trade. */
function left(world: FuzzWorld, order: FuzzOrder): number {
  return ordered(world, order) * (1 - order.filled);
}

function take(levels: readonly [number, number][], quantity: number, worst: number) {
  let [filled, spent] = [0, 0];
  for (const [price, size] of levels) {
    if (worst > 0 && price > worst) break;
    const taken = Math.min(size, quantity - filled);
    filled += taken;
    spent += taken * price;
  }
  return { filled, spent };
}

function atMost(value: number, limit: number): boolean {
  return value <= limit * (1 + slack) || value <= limit + slack;
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6 * Math.max(1, Math.abs(value)) * slack * 1e6 + 1e-6;
}
