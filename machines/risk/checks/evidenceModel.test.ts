import { expect, test } from 'vitest';
import { modelStateFigure } from '../../../domain/Evidence.ts';
import { brief, runCheck, testAgent, testEvidence, testExit, testInput } from '../testInput.ts';
import { evidenceModel } from './evidenceModel.ts';

const forecastBy = (state: string) =>
  testEvidence({
    source: 'trend 1.0.0',
    figures: [
      { name: 'up', value: '0.6' },
      { name: modelStateFigure, value: state },
    ],
  });

test('default', () => {
  expect(brief(evidenceModel, testAgent({ evidence: [testEvidence(), forecastBy('asCard')] }))).toBe(
    'pass: 0 of 1 forecasts | none degraded',
  );
});

test('error: a forecast of a degraded model is denied, by name', () => {
  const input = testAgent({ evidence: [testEvidence(), forecastBy('asCard'), forecastBy('degraded')] });
  expect(brief(evidenceModel, input)).toBe('deny: 1 of 2 forecasts | none degraded');
  expect(runCheck(evidenceModel, input).message).toContain('trend 1.0.0');
});

test('behavior: without forecasts, and with too few scored to say, it passes', () => {
  expect(brief(evidenceModel, testAgent())).toBe('pass: 0 of 0 forecasts | none degraded');
  expect(runCheck(evidenceModel, testAgent({ evidence: [forecastBy('tooFew')] })).outcome).toBe('pass');
  const news = [{ name: 'service', value: 'degraded' }];
  const evidence = [testEvidence({ figures: [...forecastBy('asCard').figures, ...news] })];
  expect(brief(evidenceModel, testAgent({ evidence }))).toBe('pass: 0 of 1 forecasts | none degraded');
});

test('behavior: people and exits are not held to it', () => {
  const evidence = [forecastBy('degraded')];
  expect(runCheck(evidenceModel, { ...testInput(), evidence }).outcome).toBe('notApplicable');
  expect(runCheck(evidenceModel, { ...testExit(), origin: 'agent', evidence }).outcome).toBe('notApplicable');
});
