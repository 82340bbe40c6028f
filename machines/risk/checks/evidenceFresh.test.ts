import { expect, test } from 'vitest';
import { brief, runCheck, testAgent, testEvidence, testExit, testInput, testNow } from '../testInput.ts';
import { evidenceFresh } from './evidenceFresh.ts';

const seenAt = (exchangeTime: number | null, observedAt = testNow) => ({
  evidence: [testEvidence({ exchangeTime, observedAt })],
});

test('default', () => {
  expect(brief(evidenceFresh, testAgent())).toBe('pass: 2.5 s old | ≤ 300.0 s old');
});

test('error: old evidence is denied, by the source’s time rather than ours', () => {
  expect(brief(evidenceFresh, testAgent(seenAt(testNow - 400_000)))).toBe(
    'deny: 400.0 s old | ≤ 300.0 s old',
  );
  expect(brief(evidenceFresh, testAgent(seenAt(null, testNow - 400_000)))).toBe(
    'deny: 400.0 s old | ≤ 300.0 s old',
  );
});

test('behavior: exactly the limit passes, and untrusted text does not make it fresh', () => {
  expect(runCheck(evidenceFresh, testAgent(seenAt(testNow - 300_000))).outcome).toBe('pass');
  expect(runCheck(evidenceFresh, testAgent(seenAt(testNow - 300_001))).outcome).toBe('deny');
  const evidence = [testEvidence({ exchangeTime: testNow - 400_000 }), testEvidence({ trusted: false })];
  expect(runCheck(evidenceFresh, testAgent({ evidence })).outcome).toBe('deny');
});

test('behavior: the newest piece counts, and an agent’s exit is held to it too', () => {
  const evidence = [testEvidence({ exchangeTime: testNow - 400_000 }), testEvidence()];
  expect(brief(evidenceFresh, testAgent({ evidence }))).toBe('pass: 2.5 s old | ≤ 300.0 s old');
  const exit = { ...testExit(), origin: 'agent' as const, evidence: evidence.slice(0, 1) };
  expect(runCheck(evidenceFresh, exit).outcome).toBe('deny');
});

test('behavior: later looks and other proposers are not held to it', () => {
  expect(runCheck(evidenceFresh, testAgent({ phase: 'decide', ...seenAt(0) })).outcome).toBe('notApplicable');
  expect(runCheck(evidenceFresh, testInput()).outcome).toBe('notApplicable');
});

test('error: no evidence is denied', () => {
  expect(brief(evidenceFresh, testAgent({ evidence: [] }))).toBe('deny: no evidence | ≤ 300.0 s old');
});
