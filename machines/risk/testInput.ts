import { accountId, evidenceId, instrumentId, proposalId } from '../../domain/ids.ts';
import type { Decision } from '../../domain/Proposal.ts';
import type { CheckResult } from '../../domain/Verdict.ts';
import { printAnswer } from './answers.ts';
import type { RiskCheck } from './RiskCheck.ts';
import { riskFacts } from './RiskFacts.ts';
import type { RiskAuthority, RiskInput } from './RiskInput.ts';
import { type TestAccount, testAccount, testOrderId } from './testAccount.ts';

/** Changes to the valid input of the tests: parts are merged, everything else is replaced. */
export type TestChanges = Partial<Omit<RiskInput, 'terms' | 'limits' | 'state' | 'account'>> & {
  terms?: Partial<RiskInput['terms']>;
  limits?: Partial<RiskInput['limits']>;
  state?: Partial<RiskInput['state']>;
  account?: TestAccount | undefined;
};

export const btc = instrumentId.parse('BTC/USDT');
export const eth = instrumentId.parse('ETH/USDT');
export const testNow = 1_760_000_000_000;

/** An operator's limit buy of 0.01 BTC at 50,000 (500 USDT) with a stop at 49,000, which passes every check. */
export function testInput(changes: TestChanges = {}): RiskInput {
  const { terms, limits, state, account, ...others } = changes;
  const { phase = 'propose' } = changes;
  return {
    ...base(),
    authority: phase === 'propose' ? null : testAuthority(phase === 'send' ? { judged: testOrderId(1) } : {}),
    clientOrderId: phase === 'propose' ? null : { value: 'cs-ord-0000000000000001', used: false },
    ...others,
    terms: { ...base().terms, ...terms },
    limits: { ...base().limits, ...limits },
    state: { ...base().state, ...state },
    account: 'account' in changes && account === undefined ? undefined : testAccount(account),
  };
}

/** A sell of the same size out of a holding of 0.05 BTC, which passes every check. */
export function testExit(changes: TestChanges = {}): RiskInput {
  return testInput({
    ...changes,
    terms: { side: 'sell', reduceOnly: true, stop: null, target: null, ...changes.terms },
    ...('account' in changes && changes.account === undefined
      ? { account: undefined }
      : {
          account: {
            holdings: [{ instrument: btc, quantity: '0.05', free: '0.05', price: '50000' }],
            ...changes.account,
          },
        }),
  });
}

/** An agent's version of the valid entry, with one trusted piece of evidence that agrees with the market. */
export function testAgent(changes: TestChanges = {}): RiskInput {
  const by = { id: 'agent:trader', role: 'agent', channel: 'chat' } as const;
  return testInput({ origin: 'agent', by, evidence: [testEvidence()], ...changes });
}

export function testEvidence(
  changes: Partial<RiskInput['evidence'][number]> = {},
): RiskInput['evidence'][number] {
  return {
    id: evidenceId.parse('EVD-QUOTE00001'),
    tool: 'fetchPrices',
    source: 'Simulated venue',
    observedAt: testNow - 2_000,
    exchangeTime: testNow - 2_500,
    trusted: true,
    summary: 'BTC/USDT last 50,010',
    figures: [{ name: 'last', value: '50010' }],
    ...changes,
  };
}

/** One approval by the approver of the first revision, which is the one that stands. */
export function testAuthority(changes: Partial<RiskAuthority> = {}): RiskAuthority {
  return {
    revision: 1,
    hash: 'b'.repeat(64),
    decisions: [testApproval()],
    order: null,
    judged: testOrderId(1),
    ...changes,
  };
}

export function testApproval(changes: Partial<Decision> = {}): Decision {
  return {
    decision: 'approve',
    by: { id: 'approver', role: 'approver', channel: 'web' },
    at: testNow - 1_000,
    revision: 1,
    hash: 'b'.repeat(64),
    reason: null,
    ...changes,
  };
}

/** Runs one check by itself. Whatever it finds it has to say in a whole sentence. */
export function runCheck(check: RiskCheck, input: RiskInput): CheckResult {
  const result = printAnswer(check.code, check.assess(riskFacts(input)));
  if (!/^\S.+[.?]$/s.test(result.message))
    throw new Error(`${check.code} says no sentence: ${result.message}`);
  return result;
}

function base() {
  const terms: RiskInput['terms'] = {
    proposal: proposalId.parse('PRP-TEST0001'),
    mode: 'sim',
    account: accountId.parse('main'),
    venue: 'simulated',
    instrument: btc,
    side: 'buy',
    type: 'limit',
    quantity: '0.01',
    priceCap: '50000',
    timeInForce: 'gtc',
    postOnly: false,
    reduceOnly: false,
    stop: '49000',
    target: '53000',
    expiresAt: testNow + 300_000,
    limitsHash: 'a'.repeat(64),
  };
  const limits: RiskInput['limits'] = {
    instruments: [btc, eth],
    maxOrderNotionalQuote: '10000',
    minOrderNotionalQuote: '10',
    maxOrderPercentOfEquity: 10,
    maxPositionPercentOfEquity: 20,
    maxGrossExposurePercentOfEquity: 60,
    maxAssetExposurePercentOfEquity: 25,
    maxStrategyExposurePercentOfEquity: 40,
    maxVenueExposurePercentOfEquity: 55,
    correlatedAssets: ['BTC+ETH', 'SOL'],
    maxCorrelatedExposurePercentOfEquity: 45,
    maxLeverageTimesEquity: 1,
    maxRiskAtStopPercentOfEquity: 0.5,
    maxDailyLossPercentOfEquity: 2,
    maxDrawdownPercent: 10,
    maxShareOfBookDepthPercent: 20,
    priceCollarPercent: 1,
    maxReferenceDivergencePercent: 0.5,
    maxSlippagePercent: 0.2,
    maxDriftPercent: 0.3,
    minStopDistancePercent: 0.2,
    maxStopDistancePercent: 15,
    requireStop: true,
    maxQuoteAgeSeconds: 10,
    maxEvidenceAgeSeconds: 300,
    proposalExpirySeconds: 300,
    sendWithinSeconds: 10,
    maxOpenOrders: 20,
    maxOrdersPerMinute: 5,
    duplicateWindowSeconds: 30,
    maxRepeatedExecutions: 4,
    repeatWindowSeconds: 300,
    minApprovers: 1,
    minApproversForLargeOrders: 2,
    largeOrderNotionalQuote: '5000',
    cooldownAfterStopSeconds: 600,
    maxStopOuts: 3,
    maxStopOutsPerInstrument: 1,
    stopOutWindowSeconds: 86_400,
    maxLossStreak: 4,
    lossStreakWindowSeconds: 86_400,
    maxTradeDrawdownPercentOfEquity: 4,
    tradeDrawdownWindowSeconds: 172_800,
    maxInstrumentLossPercentOfEquity: 1,
    minTradesToJudgeInstrument: 2,
    instrumentLossWindowSeconds: 86_400,
    chainIds: [],
    chainRouters: [],
    chainTokens: [],
    maxChainSlippagePercent: 1,
    maxChainRoundTripLossPercent: 5,
    maxChainDeadlineSeconds: 120,
    maxChainGasCostQuote: '20',
    runawayOrdersPerMinute: 20,
    maxFailedSends: 5,
    failedSendWindowSeconds: 300,
    maxFeedAgeSeconds: 30,
    maxClockSkewMs: 1000,
    maxModelTokensPerDay: 1_000_000,
  };
  return {
    now: testNow,
    phase: 'propose',
    origin: 'operator',
    by: { id: 'operator', role: 'operator', channel: 'web' },
    terms,
    limits,
    limitsHash: 'a'.repeat(64),
    instrument: {
      id: btc,
      base: 'BTC',
      quote: 'USDT',
      tradable: true,
      priceTick: '0.01',
      quantityStep: '0.00001',
      minQuantity: '0.00001',
      maxQuantity: '9000',
      minNotional: '5',
      makerFee: '0.001',
      takerFee: '0.001',
      orderTypes: ['market', 'limit', 'postOnly', 'stop', 'stopLimit', 'takeProfit', 'oco'],
      timeInForce: ['gtc', 'ioc', 'fok'],
    },
    quote: {
      instrument: btc,
      bid: '49995',
      bidQuantity: '1',
      ask: '50005',
      askQuantity: '1',
      last: '50000',
      exchangeTime: testNow - 1_400,
      marketTime: testNow - 1_400,
      receivedAt: testNow - 1_300,
    },
    bar: {
      ts: testNow - 40_000,
      open: '49980',
      high: '50020',
      low: '49970',
      close: '50000',
      volume: '12',
    },
    book: {
      instrument: btc,
      bids: [
        ['49995', '1'],
        ['49990', '2'],
        ['49950', '5'],
      ],
      asks: [
        ['50005', '1'],
        ['50010', '2'],
        ['50050', '5'],
      ],
      exchangeTime: testNow - 1_000,
      receivedAt: testNow - 900,
    },
    state: {
      tradingState: 'active',
      killed: null,
      reconciled: true,
      feedLive: true,
      databaseHealthy: true,
      ownsLease: true,
      clockSkewMs: 12,
    },
    evidence: [],
    shownPrice: null,
  } satisfies Omit<RiskInput, 'account' | 'authority' | 'clientOrderId'>;
}

/** `outcome: observed | limit` of one check, for tests that read as a line. */
export function brief(check: RiskCheck, input: RiskInput): string {
  const result = runCheck(check, input);
  return `${result.outcome}: ${result.observed} | ${result.limit}`;
}
