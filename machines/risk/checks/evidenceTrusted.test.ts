import { expect, test } from 'vitest';
import { brief, runCheck, testAgent, testEvidence, testExit, testInput } from '../testInput.ts';
import { evidenceTrusted } from './evidenceTrusted.ts';

const limit = '≥ 1 trusted, no number from untrusted text';
const rumour = (value: string) =>
  testEvidence({ tool: 'readNews', trusted: false, figures: [{ name: 'figure', value }] });

test('default', () => {
  expect(brief(evidenceTrusted, testAgent())).toBe(`pass: 1 of 1 trusted | ${limit}`);
  expect(brief(evidenceTrusted, testAgent({ evidence: [testEvidence(), rumour('7')] }))).toBe(
    `pass: 1 of 2 trusted | ${limit}`,
  );
});

test('error: untrusted evidence alone is denied', () => {
  expect(brief(evidenceTrusted, testAgent({ evidence: [rumour('7')] }))).toBe(
    `deny: 0 of 1 trusted | ${limit}`,
  );
  expect(runCheck(evidenceTrusted, { ...testExit(), origin: 'agent', evidence: [rumour('7')] }).outcome).toBe(
    'deny',
  );
  expect(brief(evidenceTrusted, testAgent({ evidence: [] }))).toBe(`deny: 0 of 0 trusted | ${limit}`);
});

test('error: a number that stands only in untrusted text is denied', () => {
  for (const [value, observed] of [
    ['0.0100 BTC', 'quantity 0.01'],
    ['500 USDT', 'notional 500'],
    ['50,000', 'price 50,000'],
    ['49000', 'stop 49,000'],
    ['53,000.00', 'target 53,000'],
  ] as const) {
    expect(brief(evidenceTrusted, testAgent({ evidence: [testEvidence(), rumour(value)] }))).toBe(
      `deny: ${observed} from untrusted text | ${limit}`,
    );
  }
});

test('error: one such number among several is enough, and the numbers of a text do not count as sound', () => {
  const figures = ['7', 'soon', '49000'].map((value) => ({ name: 'figure', value }));
  const evidence = [testEvidence(), testEvidence({ trusted: false, figures })];
  expect(brief(evidenceTrusted, testAgent({ evidence }))).toBe(
    `deny: stop 49,000 from untrusted text | ${limit}`,
  );
});

test('behavior: an order without stop and target has no such numbers', () => {
  const input = testAgent({ terms: { stop: null, target: null }, evidence: [testEvidence(), rumour('7')] });
  expect(runCheck(evidenceTrusted, input).outcome).toBe('pass');
});

test('behavior: a number that trusted evidence states too may stand', () => {
  const evidence = [
    testEvidence({ figures: ['49000', '50010'].map((value) => ({ name: 'support', value })) }),
    rumour('49000'),
  ];
  expect(runCheck(evidenceTrusted, testAgent({ evidence })).outcome).toBe('pass');
});

test('behavior: operators and strategies need no evidence', () => {
  expect(runCheck(evidenceTrusted, testInput({ evidence: [rumour('49000')] })).outcome).toBe('notApplicable');
});
