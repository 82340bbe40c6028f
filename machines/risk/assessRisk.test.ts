import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakerLimits } from '../../domain/Limits.ts';
import { verdict as verdictSchema } from '../../domain/Verdict.ts';
import { assessRisk } from './assessRisk.ts';
import { decideRisk } from './decideRisk.ts';
import type { RiskInput } from './RiskInput.ts';
import { riskChecks } from './riskChecks.ts';
import { testTrade } from './testAccount.ts';
import { testChainInput } from './testChain.ts';
import { btc, eth, testAgent, testEvidence, testExit, testInput, testNow } from './testInput.ts';

const denials = (input: RiskInput) =>
  assessRisk(input)
    .checks.filter((check) => check.outcome === 'deny')
    .map((check) => check.code);

test('default', () => {
  for (const input of [testInput(), testExit(), testAgent()]) {
    expect(denials(input)).toEqual([]);
    expect(assessRisk(input).allowed).toBe(true);
  }
});

test('behavior: the verdict holds every check once, in the order of the table, at the time of the input', () => {
  const input = testInput();
  const verdict = assessRisk(input);
  const codes = riskChecks.map((check) => check.code);
  expect(verdict.checks.map((check) => check.code)).toEqual(codes);
  expect(new Set(codes).size).toBe(codes.length);
  expect(verdict.assessedAt).toBe(input.now);
  expect(verdictSchema.parse(verdict)).toEqual(verdict);
});

test('behavior: the denials of a ruling are those of its verdict, in the same words', () => {
  const input = testInput({ terms: { quantity: '0.21', stop: null } });
  const ruling = decideRisk(input);
  expect(ruling.denials().map(({ code }) => code)).toEqual(denials(input));
  expect(ruling.denials()).toEqual(ruling.verdict().checks.filter(({ outcome }) => outcome === 'deny'));
  expect(decideRisk(testInput()).denials()).toEqual([]);
});

test('behavior: all three looks pass when the price is the one that was shown', () => {
  for (const phase of ['decide', 'send'] as const) {
    expect(denials(testInput({ phase, shownPrice: '50000' }))).toEqual([]);
    expect(denials(testInput({ phase }))).toEqual(['authority.drift']);
  }
});

test('behavior: losses, exposure, size and a missing stop keep nobody from getting out', () => {
  const exit = testExit({
    terms: { quantity: '3' },
    account: {
      equity: '120000',
      dayStartEquity: '240000',
      peakEquity: '500000',
      holdings: [{ instrument: btc, quantity: '3', free: '3', price: '50000' }],
      openOrders: Array.from({ length: 50 }, () => ({
        instrument: eth,
        role: 'entry' as const,
        status: 'unknown' as const,
        side: 'buy' as const,
        remaining: '1',
        price: '3000',
      })),
    },
    state: { tradingState: 'reducing', killed: 'cancel' },
  });
  expect(denials(exit)).toEqual([]);
  expect(
    denials({ ...exit, terms: { ...exit.terms, side: 'buy', reduceOnly: false } }).length,
  ).toBeGreaterThan(8);
});

test('behavior: a buy marked reduce-only is judged as the entry that it is', () => {
  expect(denials(testInput({ terms: { reduceOnly: true, stop: null, quantity: '1' } }))).toEqual(
    expect.arrayContaining(['state.reduceOnly', 'price.stopRequired', 'size.notional']),
  );
});

test('error: input that cannot be read is denied instead of thrown', () => {
  const { quote } = testInput();
  for (const bid of ['', 'NaN', '1e400', '67,301.5']) {
    const verdict = assessRisk(testInput({ quote: quote && { ...quote, bid } }));
    expect(verdict.allowed).toBe(false);
    const collar = verdict.checks.find((check) => check.code === 'price.collar');
    expect(collar).toMatchObject({ outcome: 'deny', observed: 'unreadable' });
    expect(collar?.message).toMatch(
      /^This check could not be worked out \(.{1,120}\), so the order is denied/,
    );
  }
});

/** Each takes one piece of knowledge away. */
const blindfolds: readonly ((input: RiskInput) => RiskInput)[] = [
  (input) => ({ ...input, instrument: undefined }),
  (input) => ({ ...input, quote: undefined }),
  (input) => ({ ...input, bar: undefined }),
  (input) => ({ ...input, account: undefined }),
  (input) => ({ ...input, state: { ...input.state, clockSkewMs: undefined } }),
];
const entryBlindfolds: readonly ((input: RiskInput) => RiskInput)[] = [
  ...blindfolds,
  (input) => ({ ...input, book: undefined }),
  (input) => ({
    ...input,
    account: input.account && {
      ...input.account,
      holdings: [{ instrument: eth, venue: 'simulated', quantity: '1', free: '1', price: undefined }],
    },
  }),
];

const quantity = fc.integer({ min: 1, max: 20_000 }).map((steps) => (steps / 100_000).toFixed(5));
const price = fc.integer({ min: 4_950_000, max: 5_050_000 }).map((ticks) => (ticks / 100).toFixed(2));
const entry = fc
  .record({
    quantity,
    priceCap: price,
    origin: fc.constantFrom('agent' as const, 'strategy' as const, 'operator' as const),
    phase: fc.constantFrom('propose' as const, 'decide' as const, 'send' as const),
    equity: fc.integer({ min: 1, max: 1_000_000 }).map(String),
    tradingState: fc.constantFrom('active' as const, 'reducing' as const, 'halted' as const),
    held: fc.boolean(),
  })
  .map(({ quantity, priceCap, origin, phase, equity, tradingState, held }) =>
    testInput({
      origin,
      by: { id: origin, role: origin, channel: 'api' },
      phase,
      shownPrice: phase === 'propose' ? null : '50000',
      evidence: origin === 'agent' ? [testEvidence()] : [],
      terms: { quantity, priceCap },
      state: { tradingState },
      account: {
        equity,
        holdings: held ? [{ instrument: eth, quantity: '1', free: '1', price: '3000' }] : [],
      },
    }),
  );

test('behavior: allowed exactly when no check denies, for any order', () => {
  let allowed = 0;
  fc.assert(
    fc.property(entry, (input) => {
      const verdict = assessRisk(input);
      if (verdict.allowed) allowed += 1;
      expect(verdict.allowed).toBe(verdict.checks.every((check) => check.outcome !== 'deny'));
      expect(verdict.checks.map((check) => check.code)).toEqual(riskChecks.map((check) => check.code));
      for (const check of verdict.checks) expect(check.message).toMatch(/^\S.*[.?]$/s);
    }),
    { seed: 7, numRuns: 300 },
  );
  expect(allowed).toBeGreaterThan(30);
});

test('behavior: a missing piece denies, whatever else the order looks like', () => {
  fc.assert(
    fc.property(entry, fc.constantFrom(...entryBlindfolds), (input, blindfold) => {
      expect(assessRisk(blindfold(input)).allowed).toBe(false);
    }),
    { seed: 7, numRuns: 300 },
  );
  for (const blindfold of blindfolds) expect(assessRisk(blindfold(testExit())).allowed).toBe(false);
});

test('error: market data of another instrument counts as missing', () => {
  const { quote, book } = testInput();
  expect(denials(testInput({ quote: quote && { ...quote, instrument: eth } }))).toContain('price.age');
  expect(denials(testInput({ book: book && { ...book, instrument: eth } }))).toEqual([
    'price.slippage',
    'size.bookShare',
    'capital.riskAtStop',
  ]);
});

test('error: a limit or a time that is no number denies', () => {
  const twin = { at: testNow - 3_600_000, instrument: btc, side: 'buy' as const, quantity: '0.01' };
  const quiet = { profit: '-1', stopOut: false };
  const trades = [
    testTrade(1, 0),
    testTrade(2, testNow - 3_600_000, quiet),
    testTrade(3, testNow - 3_500_000, quiet),
  ];
  const history = { recentOrders: [twin], trades };
  const terms = { type: 'market', timeInForce: 'ioc', priceCap: '50100' } as const;
  const shown = { phase: 'decide' as const, shownPrice: '50000', account: history, terms };
  const unread = [
    ...breakerLimits,
    'instruments',
    'requireStop',
    'proposalExpirySeconds',
    'sendWithinSeconds',
  ];
  const valid = [testAgent({ account: history }), testInput(shown), testChainInput()];
  expect(valid.flatMap(denials)).toEqual([]);
  for (const key of Object.keys(testInput().limits).filter((name) => !unread.includes(name))) {
    const broken = { [key]: key.endsWith('Quote') ? 'NaN' : Number.NaN };
    const judged = valid.map((input) => assessRisk({ ...input, limits: { ...input.limits, ...broken } }));
    expect([key, judged.some((verdict) => !verdict.allowed)]).toEqual([key, true]);
  }
  expect(assessRisk(testInput({ now: Number.NaN })).allowed).toBe(false);
  const { quote } = testInput();
  expect(denials(testInput({ quote: quote && { ...quote, exchangeTime: Number.NaN } }))).toEqual([
    'price.age',
  ]);
});

test('behavior: the same input gives the same verdict', () => {
  fc.assert(
    fc.property(entry, (input) => {
      const { account, ...plain } = input;
      expect(assessRisk({ ...structuredClone(plain), account })).toEqual(assessRisk(input));
    }),
    { seed: 7, numRuns: 50 },
  );
});
