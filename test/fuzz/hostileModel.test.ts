import { expect, test } from 'vitest';
import type { Limits } from '../../domain/Limits.ts';
import { defaultLimits } from '../fixtures/openTestDesk.ts';
import { readTestEnvironment } from '../fixtures/readTestEnvironment.ts';
import { fuzzGate } from './fuzzGate.ts';

const { fuzzDraws, fuzzSeed } = readTestEnvironment();

/** The limits that a user gets, and each of those that are seldom reached under them, so tight that they are. */
function limitSets(): Limits[] {
  const base = defaultLimits();
  const tight: Partial<Limits>[] = [
    { maxPositionPercentOfEquity: 1 },
    { maxAssetExposurePercentOfEquity: 1 },
    { maxGrossExposurePercentOfEquity: 2 },
    { maxVenueExposurePercentOfEquity: 2 },
    { maxLeverageTimesEquity: 0.02 },
    { maxCorrelatedExposurePercentOfEquity: 2, correlatedAssets: ['BTC+ETH'] },
    { maxStrategyExposurePercentOfEquity: 1 },
    { maxRiskAtStopPercentOfEquity: 0.03 },
    { maxOrderPercentOfEquity: 1 },
    { maxOrderNotionalQuote: '900' },
    { maxOpenOrders: 1 },
    { maxOrdersPerMinute: 1 },
    { maxRepeatedExecutions: 1, repeatWindowSeconds: 900 },
    { maxStopOuts: 0, maxStopOutsPerInstrument: 0, stopOutWindowSeconds: 260_000 },
    { cooldownAfterStopSeconds: 260_000 },
    { maxLossStreak: 0, lossStreakWindowSeconds: 260_000 },
    { maxTradeDrawdownPercentOfEquity: 0.2, tradeDrawdownWindowSeconds: 260_000 },
    {
      maxInstrumentLossPercentOfEquity: 0.2,
      minTradesToJudgeInstrument: 1,
      instrumentLossWindowSeconds: 260_000,
    },
    { maxDailyLossPercentOfEquity: 0.1 },
    { priceCollarPercent: 0.1 },
    { largeOrderNotionalQuote: '500', minApproversForLargeOrders: 2 },
  ];
  return [base, ...tight.map((changes) => ({ ...base, ...changes }))];
}

/** What the oracle knows nothing of, or less than the check. */
const beyondOracle = new Set(['size.unitSanity', 'instrument.typeSupported', 'evidence.grounded']);

test(`behavior: of ${fuzzDraws} proposals of a hostile model none gets past the gate that breaches a limit`, {
  timeout: 3_600_000,
}, async () => {
  const report = await fuzzGate(limitSets(), { draws: fuzzDraws, seed: fuzzSeed });
  expect(report.breaches.slice(0, 3)).toEqual([]);
  expect(report.draws).toBe(fuzzDraws);
  // Fuzz that everything is denied of would prove nothing.
  expect(report.allowed / fuzzDraws).toBeGreaterThan(0.05);
  expect(report.cleared / report.allowed).toBeGreaterThan(0.1);
  expect(report.stopped / report.allowed).toBeGreaterThan(0.1);
  // Whatever one check alone keeps out, the oracle calls a breach too: without that check it would be found.
  const judged = [...report.alone].filter(([code]) => !beyondOracle.has(code));
  // Of thousands a few lie so near an edge that the oracle, which counts in floating point, cannot tell.
  expect(judged.filter(([, { denied, seen }]) => seen < denied * 0.999)).toEqual([]);
  expect(judged.length).toBeGreaterThan(30);
});
