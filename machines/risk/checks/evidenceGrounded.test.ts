import { expect, test } from 'vitest';
import { brief, runCheck, testAgent, testEvidence, testExit, testInput } from '../testInput.ts';
import { evidenceGrounded } from './evidenceGrounded.ts';

const limit = '≤ 0.50% from the market';
const seen = (...figures: [name: string, value: string][]) =>
  testEvidence({ summary: '', figures: figures.map(([name, value]) => ({ name, value })) });

test('default', () => {
  expect(brief(evidenceGrounded, testAgent())).toBe(`pass: 0.02% from the market | ${limit}`);
  expect(runCheck(evidenceGrounded, testAgent()).message).toBe(
    'EVD-QUOTE00001 (last 50,010) agrees with the market.',
  );
});

test('behavior: operators and strategies need no evidence', () => {
  expect(runCheck(evidenceGrounded, testInput()).outcome).toBe('notApplicable');
  expect(runCheck(evidenceGrounded, testInput({ origin: 'strategy' })).outcome).toBe('notApplicable');
});

test('error: no evidence, or none that is trusted, is denied', () => {
  expect(brief(evidenceGrounded, testAgent({ evidence: [] }))).toBe(`deny: no evidence | ${limit}`);
  expect(brief(evidenceGrounded, testAgent({ evidence: [testEvidence({ trusted: false })] }))).toBe(
    `deny: no evidence | ${limit}`,
  );
});

test('error: evidence without a price of the instrument is denied', () => {
  expect(
    brief(evidenceGrounded, testAgent({ evidence: [seen(['volume', '50000'], ['ETH/USDT last', '50000'])] })),
  ).toBe(`deny: no price in evidence | ${limit}`);
});

test('error: evidence that contradicts the market is denied', () => {
  expect(brief(evidenceGrounded, testAgent({ evidence: [seen(['last', '42,000'])] }))).toBe(
    `deny: 16.00% from the market | ${limit}`,
  );
  expect(runCheck(evidenceGrounded, testAgent({ evidence: [seen(['last', '42,000'])] })).message).toBe(
    'EVD-QUOTE00001 says last 42,000 but the market is at 50,000; ask the agent to look again.',
  );
});

test('behavior: exactly the limit passes', () => {
  expect(runCheck(evidenceGrounded, testAgent({ evidence: [seen(['close', '50250'])] })).outcome).toBe(
    'pass',
  );
  expect(brief(evidenceGrounded, testAgent({ evidence: [seen(['close', '50250.01'])] }))).toBe(
    `deny: 0.51% from the market | ${limit}`,
  );
});

test('error: a price that does not fit what the agent saw is denied', () => {
  expect(
    brief(evidenceGrounded, testAgent({ terms: { priceCap: '50500' }, evidence: [seen(['last', '49900'])] })),
  ).toBe('deny: price 1.21% from EVD-QUOTE00001 | ≤ 1.00% from the evidence');
  expect(
    brief(evidenceGrounded, testAgent({ terms: { stop: '49900' }, evidence: [seen(['last', '49900'])] })),
  ).toBe('deny: stop 49,900 | stop < 49,900 (EVD-QUOTE00001)');
});

test('behavior: the figure nearest to the market counts, on either side of it', () => {
  for (const figures of [
    ['49000', '49990', '50200'],
    ['51000', '50010', '49800'],
  ]) {
    const evidence = [seen(...figures.map((value): [string, string] => ['last', value]))];
    expect(brief(evidenceGrounded, testAgent({ evidence }))).toBe(`pass: 0.02% from the market | ${limit}`);
  }
});

test('behavior: exactly the collar around what the agent saw passes, for a sell too', () => {
  const evidence = [seen(['last', '50000'])];
  expect(runCheck(evidenceGrounded, testAgent({ terms: { priceCap: '50500' }, evidence })).outcome).toBe(
    'pass',
  );
  const sell = (priceCap: string) => ({
    ...testExit({ terms: { priceCap } }),
    origin: 'agent' as const,
    evidence,
  });
  expect(runCheck(evidenceGrounded, sell('49500')).outcome).toBe('pass');
  expect(brief(evidenceGrounded, sell('49499.99'))).toBe(
    'deny: price 1.01% from EVD-QUOTE00001 | ≤ 1.00% from the evidence',
  );
  expect(runCheck(evidenceGrounded, sell('60000')).outcome).toBe('pass');
});

test('behavior: the order’s own prices count also when the evidence lies at the very edge', () => {
  const evidence = [seen(['last', '49750'])];
  expect(runCheck(evidenceGrounded, testAgent({ terms: { stop: '49760' }, evidence })).outcome).toBe('deny');
});

test('behavior: an agent’s exit may rest on the portfolio alone, but not on a wrong price', () => {
  const exit = { ...testExit(), origin: 'agent' as const };
  expect(brief(evidenceGrounded, { ...exit, evidence: [seen(['quantity', '0.05'])] })).toBe(
    `pass: 1 piece of evidence | ${limit}`,
  );
  expect(runCheck(evidenceGrounded, { ...exit, evidence: [seen(['last', '42000'])] }).outcome).toBe('deny');
  expect(runCheck(evidenceGrounded, { ...exit, evidence: [] }).outcome).toBe('deny');
});

test('behavior: only an entry’s stop is compared with what the agent saw, where it has one', () => {
  const none = testAgent({ terms: { stop: null } });
  const exit = {
    ...testExit({ terms: { stop: '60000' } }),
    origin: 'agent' as const,
    evidence: none.evidence,
  };
  for (const input of [none, exit]) expect(runCheck(evidenceGrounded, input).outcome).toBe('pass');
});

test('error: denied when the quote is missing or worth nothing', () => {
  const { quote } = testInput();
  const worthless = quote && { ...quote, bid: '0', ask: '0' };
  expect(brief(evidenceGrounded, testAgent({ quote: worthless }))).toBe(`deny: unknown | ${limit}`);
  expect(brief(evidenceGrounded, testAgent({ quote: undefined }))).toBe(`deny: unknown | ${limit}`);
});
