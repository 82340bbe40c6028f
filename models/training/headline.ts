import type { CardMeasurement } from './evaluationSets.ts';

/** The card's verdict in words, from its figures: one sentence for every forecast, a paragraph for the card. */
export function headline(measurements: readonly CardMeasurement[]): { caveat: string; verdict: string } {
  const main = measurements.find(
    (one) =>
      one.title === 'all instruments, unseen months' && one.timeframe === '1h' && one.horizonBars === 4,
  )?.result;
  if (!main) throw new Error('The card needs the measurement of 1h, 4 bars ahead.');
  const { logLoss, advantage, aucDirection, calibrationError, coverage90, tradingRule, n } = main;
  const edge = advantage.garch.logLoss;
  const beats = edge.low > 0;
  const direction =
    aucDirection < 0.53
      ? 'it hardly knows which way'
      : aucDirection < 0.56
        ? 'it knows little about which way'
        : 'it has some idea of which way';
  const caveat = beats
    ? `Weak: it knows a little about how far the price moves, and ${direction} (direction AUC ${aucDirection.toFixed(2)} where 0.50 is a coin; log loss ${logLoss.model.toFixed(3)} against ${logLoss.baselines.garch.toFixed(3)} for a volatility-scaled random walk, 1h bars, unseen months).`
    : `No edge: on unseen months it was not better than a volatility-scaled random walk (log loss ${logLoss.model.toFixed(3)} against ${logLoss.baselines.garch.toFixed(3)}).`;
  const rule = tradingRule.model;
  const verdict = [
    `On ${n} hourly forecasts, 4 bars ahead, in months and partly instruments that training never saw, log loss is ${logLoss.model.toFixed(4)} against ${logLoss.baselines.garch.toFixed(4)} for a volatility-scaled random walk (difference ${edge.mean.toFixed(4)}, 95% interval ${edge.low.toFixed(4)} to ${edge.high.toFixed(4)}).`,
    beats
      ? `The gain is real but small, and it is knowledge of volatility more than of direction: among the prices that did move, up was told from down with an AUC of ${aucDirection.toFixed(3)} (0.5 is a coin).`
      : 'There is no edge to speak of.',
    `Calibration error ${calibrationError.toFixed(3)}; the 90% interval held ${(coverage90 * 100).toFixed(1)}% of outcomes.`,
    rule.trades === 0
      ? 'A rule that trades only where the expected return exceeds 0.2% of costs found no trade.'
      : `A rule that trades only where the expected return exceeds 0.2% of costs made ${rule.trades} trades with ${rule.meanNetPercent.toFixed(2)}% each after costs (95% interval ${rule.interval.low.toFixed(2)} to ${rule.interval.high.toFixed(2)}) over three months, which is no ground to trade on it.`,
    ...withoutEdge(measurements),
    ...badlyCalibrated(measurements),
  ].join(' ');
  return { caveat, verdict };
}

/** Names what was measured without a gain whose interval excludes zero. */
function withoutEdge(measurements: readonly CardMeasurement[]): string[] {
  const without = measurements.filter(
    ({ title, result }) =>
      title === 'all instruments, unseen months' && result.advantage.garch.logLoss.low <= 0,
  );
  if (without.length === 0) return [];
  const names = without.map(({ timeframe, horizonBars }) => `${timeframe} bars ${horizonBars} ahead`);
  return [`No edge could be shown for ${names.join(', ')}.`];
}

/** A calibration error above this is named. */
const calibrationLimit = 0.02;

/** Names what said probabilities that came true less exactly than they should, and whether chance explains it. */
function badlyCalibrated(measurements: readonly CardMeasurement[]): string[] {
  const off = measurements.filter(
    ({ title, result }) =>
      title === 'all instruments, unseen months' && result.calibrationError > calibrationLimit,
  );
  if (off.length === 0) return [];
  const names = off.map(
    ({ timeframe, horizonBars, result: { calibrationError, calibrationErrorByChance: chance } }) =>
      `${timeframe} bars ${horizonBars} ahead (${calibrationError.toFixed(3)}; by chance alone ${chance.mean.toFixed(3)} to ${chance.high.toFixed(3)})`,
  );
  return [`The calibration error exceeds ${calibrationLimit} for ${names.join(', ')}.`];
}
