import { loadConfig } from '../../config/loadConfig.ts';
import { deskActor } from '../../domain/actor.ts';
import type { Fill } from '../../domain/Fill.ts';
import { hashOf } from '../../domain/hash.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import { accountId, instrumentId, orderId, proposalId } from '../../domain/ids.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import type { ModelView } from '../../domain/ModelView.ts';
import type { Quote } from '../../domain/market.ts';
import type { NewsItem } from '../../domain/NewsItem.ts';
import type { OrderStory } from '../../domain/OrderStory.ts';
import type { OverridesView } from '../../domain/Override.ts';
import type {
  KillView,
  LimitsView,
  OrderView,
  PortfolioView,
  ProposalView,
  StateView,
} from '../../domain/views.ts';

/** Things of a desk as tests see them: one account, one instrument, one moment. */

export const now = 1_760_000_000_000;
export const account = accountId.parse('sim-7');
export const btc = instrumentId.parse('BTC/USDT');

/** The limits of a desk that nobody has set. */
export const { limits } = loadConfig({ home: '/nonexistent', name: null, overrides: [] });

/** Limits of which the configuration loosens one. */
export const limitsView: LimitsView = {
  limits,
  limitsHash: hashOf(limits),
  waiting: [{ key: 'maxOpenOrders', from: 20, to: 40 }],
  waitingHash: 'c'.repeat(64),
  history: [
    {
      sequence: 1,
      at: now,
      by: deskActor,
      kind: 'adopted',
      limitsHash: hashOf(limits),
      changes: [],
      reason: null,
    },
  ],
};

export const instrument: Instrument = {
  id: btc,
  base: 'BTC',
  quote: 'USDT',
  tradable: true,
  priceTick: '0.1',
  quantityStep: '0.0001',
  minQuantity: '0.0001',
  maxQuantity: '100',
  minNotional: '10',
  makerFee: '0.001',
  takerFee: '0.001',
  orderTypes: ['market', 'limit', 'stop', 'oco'],
  timeInForce: ['gtc', 'ioc', 'fok'],
};

export const quote: Quote = {
  instrument: btc,
  bid: '67300.1',
  bidQuantity: '1.2',
  ask: '67302.9',
  askQuantity: '0.8',
  last: '67301.5',
  exchangeTime: now - 400,
  marketTime: now - 400,
  receivedAt: now - 390,
};

export const fill: Fill = {
  id: '1001',
  order: orderId.parse('ORD-0123456789ABCDEF'),
  account,
  instrument: btc,
  side: 'buy',
  price: '67240.0',
  quantity: '0.1',
  fee: '6.724',
  feeAsset: 'USDT',
  liquidity: 'taker',
  at: now,
};

export function sampleOrder(overrides: Partial<OrderView> = {}): OrderView {
  return {
    id: orderId.parse('ORD-0123456789ABCDEF'),
    clientOrderId: 'ord-0123456789abcdef',
    venueOrderId: '42',
    proposal: proposalId.parse('PRP-7F3KAB12'),
    instrument: btc,
    role: 'entry',
    side: 'buy',
    type: 'limit',
    quantity: '0.148',
    price: '67240.0',
    triggerPrice: null,
    targetPrice: null,
    timeInForce: 'gtc',
    status: 'accepted',
    open: true,
    filled: '0',
    averagePrice: null,
    fees: [],
    reason: null,
    createdAt: now,
    updatedAt: now,
    fills: [],
    ...overrides,
  };
}

export function sampleProposal(overrides: Partial<ProposalView> = {}): ProposalView {
  const operator = { id: 'operator', role: 'operator', channel: 'api' } as const;
  return {
    id: proposalId.parse('PRP-7F3KAB12'),
    revision: 1,
    hash: 'a'.repeat(64),
    status: 'awaitingApproval',
    mode: 'sim',
    account,
    venue: 'simulated',
    instrument: btc,
    side: 'buy',
    type: 'limit',
    quantity: '0.148',
    limitPrice: '67240.0',
    priceCap: '67240.0',
    timeInForce: 'gtc',
    postOnly: false,
    reduceOnly: false,
    stop: '65900.0',
    target: '70400.0',
    createdAt: now,
    expiresAt: now + 272_000,
    origin: 'operator',
    by: operator,
    run: null,
    thesis: 'Trend is up.',
    evidence: [],
    verdict: {
      allowed: true,
      checks: [
        {
          code: 'capital.position',
          outcome: 'pass',
          observed: '9.91% of equity',
          limit: '≤ 10.00% of equity',
          message: 'The position stays within its share.',
        },
      ],
      assessedAt: now,
    },
    figures: {
      notional: '9951.52',
      percentOfEquity: '9.91',
      stopPercent: '-1.99',
      targetPercent: '4.70',
      rewardToRisk: '2.36',
      riskAtStop: '-213.06',
      riskPercentOfEquity: '0.21',
      fees: '9.86',
      slippage: '4.88',
      referencePrice: '67240.5',
      referenceTime: now - 1400,
    },
    live: {
      price: '67301.5',
      driftPercent: '0.09',
      maxDriftPercent: 0.3,
      quoteAgeMs: 1400,
      canApprove: true,
      blockedBecause: [],
    },
    decisions: [],
    revisions: [],
    order: null,
    ...overrides,
  };
}

export const killArmed: KillView = {
  state: 'armed',
  level: null,
  by: null,
  at: null,
  reason: null,
  report: [],
};

export const portfolio: PortfolioView = {
  mode: 'sim',
  account,
  currency: 'USDT',
  equity: '100421.17',
  cash: '90000',
  cashFree: '80000',
  cashLocked: '10000',
  realised: '120.5',
  unrealised: '300.67',
  fees: '12.2',
  dayProfit: '421.17',
  dayProfitPercent: '0.42',
  drawdownPercent: '0.10',
  positions: [
    {
      instrument: btc,
      quantity: '0.155',
      averagePrice: '65300',
      lastPrice: '67301.5',
      value: '10431.73',
      percentOfEquity: '10.39',
      realised: '0',
      unrealised: '310.23',
      unrealisedPercent: '3.06',
      fees: '10.1',
      protection: 'protected',
      stop: '64000',
      target: null,
      stopOrder: orderId.parse('ORD-FEDCBA9876543210'),
    },
  ],
  balances: [{ asset: 'USDT', free: '80000', locked: '10000' }],
  curve: [{ at: now, equity: '100421.17' }],
  asOf: now,
};

export const state: Omit<StateView, 'session'> = {
  version: '0.1.0',
  mode: 'sim',
  modeNotice: 'SIM: generated market, simulated fills, no real money',
  liveTrading: 'impossible (no keys)',
  account,
  venue: { id: 'simulated', label: 'Simulated venue', simulated: true },
  market: {
    kind: 'generated',
    label: 'Generated market, seed 7',
    feed: { state: 'live', since: now, reason: '' },
  },
  analyst: { provider: 'offline', label: 'Offline analyst (rules)', ruleBased: true },
  database: { label: 'PGlite (embedded)', durable: false },
  documents: { label: 'In the SQL database' },
  chain: { configured: false, label: 'No chain configured' },
  reconciled: true,
  tradingState: 'active',
  looserLimitsWaiting: 0,
  instruments: [instrument],
  pendingProposals: 1,
  clockOffsetMs: 0,
  startedAt: now,
  now,
};

export function journalEntry(sequence: number, overrides: Partial<JournalEntry> = {}): JournalEntry {
  return {
    account,
    type: 'proposal.assessed',
    subject: 'PRP-7F3KAB12',
    actor: { id: 'desk', role: 'desk', channel: 'desk' },
    at: now,
    data: {},
    sequence,
    previous: 'p',
    hash: 'h',
    ...overrides,
  };
}

export const model: ModelView = {
  kind: 'trend',
  name: 'trend',
  version: '1.0.0',
  caveat: 'Weak.',
  refused: null,
  facts: [{ term: 'Intended use', text: 'Context.' }],
  measurements: [
    { title: 'unseen months', n: 100, scores: [{ name: 'Log loss', value: 1.06, low: 1.05, high: 1.07 }] },
  ],
  reliability: [{ title: 'unseen months', bins: [{ outcome: 'up', n: 100, said: 0.3, came: 0.32 }] }],
  live: {
    model: 'trend',
    modelVersion: '1.0.0',
    days: 14,
    scored: 240,
    waiting: 12,
    state: 'degraded',
    brier: { live: 0.68, card: 0.64, worseBy: 0.04, low: 0.02, high: 0.06 },
    coverage90: 0.75,
    drift: null,
    summary:
      'The trend model has been 4.0 Brier points worse than its card for 14 days (500 forecasts). It is degraded.',
  },
};

/** The start of a story. */
export const orderStory: OrderStory = {
  account,
  proposal: proposalId.parse('PRP-7F3KAB12'),
  orders: [{ id: orderId.parse('ORD-0123456789ABCDEF'), clientOrderId: 'ord-0123456789abcdef' }],
  lines: [
    {
      at: now,
      kind: 'asked',
      text: 'PRP-7F3KAB12 was proposed by operator (api), origin operator.',
      details: ['thesis: it goes up'],
      by: { id: 'operator', role: 'operator', channel: 'api' },
      proof: { sequence: 2, hash: 'e'.repeat(64), intact: true },
    },
  ],
};

/** One proposal that was declined and would have lost. */
export const overrides: OverridesView = {
  currency: 'USDT',
  asOf: now,
  overrides: [
    {
      proposal: proposalId.parse('PRP-7F3KAB12'),
      kind: 'declined',
      instrument: btc,
      side: 'buy',
      origin: 'agent',
      by: { id: 'agent:trader', role: 'agent', channel: 'chat' },
      decidedBy: { id: 'approver', role: 'approver', channel: 'web' },
      decidedAt: now,
      reason: 'too early',
      asked: {
        revision: 1,
        type: 'market',
        quantity: '0.148',
        state: 'stopped',
        entryPrice: '67240',
        exitPrice: '65890.2',
        fees: '19.70',
        profit: '-219.47',
        reason: null,
      },
      edited: null,
      difference: '219.47',
      final: true,
      right: 'decider',
    },
  ],
  proposers: [
    {
      ...{ id: 'agent:trader', origin: 'agent', proposals: 1, right: 0, wrong: 1, unknown: 0 },
      ...{ made: '-219.47', madeSoFar: '0' },
    },
  ],
  deciders: [
    {
      ...{ id: 'approver', origin: null, proposals: 1, right: 1, wrong: 0, unknown: 0 },
      ...{ made: '219.47', madeSoFar: '0' },
    },
  ],
  gate: {
    ...{ id: 'gate', origin: null, proposals: 0, right: 0, wrong: 0, unknown: 0 },
    ...{ made: '0', madeSoFar: '0' },
  },
  assumes: ['Hypothetical: none of these orders was sent.'],
};

export const newsItem: NewsItem = {
  ...{
    id: 'NWS-0123456789abcdef',
    kind: 'news',
    source: 'feed:A',
    sourceName: 'A',
    language: 'en',
    assets: ['BTC'],
  },
  ...{ untrustedTitle: 'Bitcoin rises', untrustedSummary: 'Much more', url: 'https://a.example/1' },
  ...{ publishedAt: now - 60_000, fetchedAt: now, also: [] },
};
