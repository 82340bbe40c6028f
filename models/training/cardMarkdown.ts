import { z } from 'zod';
import { type TrendBaseline, trendBaselines } from '../evaluation/TrendSample.ts';
import type { RuleResult } from '../evaluation/tradingRule.ts';
import type { TrendCard } from '../trend/trendCard.ts';
import type { CardMeasurement } from './evaluationSets.ts';
import { markdownTable } from './markdownTable.ts';

/** Where the calibration plot lies, beside the card. */
export const plotFile = 'calibration.svg';

/** The card for people: the same figures as card.json, as tables. */
export function cardMarkdown(card: TrendCard, measurements: readonly CardMeasurement[]): string {
  const hourly = measurements.find(
    (one) => one.timeframe === '1h' && one.horizonBars === card.defaultHorizon,
  );
  return `${[
    `# Model card: ${card.name} ${card.version}`,
    '',
    String(card.record.verdict),
    '',
    '- **Answers**: probability of up, flat and down, and quantiles of the return, for the next ' +
      `${card.scope.horizons.join(', ')} bars. Flat: a move of less than ${card.flatBandShare} times the typical move (root mean square over ${card.windowBars} bars, scaled by the root of the horizon).`,
    `- **Scope**: ${card.scope.instruments.join(', ')}; ${card.scope.timeframes.join(', ')}. Elsewhere it answers only when asked to, and says so.`,
    `- **Intended use**: ${String(card.record.intendedUse)}`,
    `- **Licence**: ${String(card.record.licence)}`,
    `- **Trained before** ${String(card.record.trainedBefore)}; held-out instruments ${JSON.stringify(card.record.heldOutInstruments)}. Parameters and calibration were chosen by walk-forward validation before that date; the figures below chose nothing.`,
    `- **Checksum** of ${card.onnx.file}: \`${card.onnx.sha256}\` (${card.onnx.bytes} bytes); features \`${card.featureHash.slice(0, 16)}…\``,
    '',
    '## Against the baselines',
    '',
    'Log loss and Brier score (lower is better); advantage is GARCH minus model with its 95% interval, bootstrapped over blocks of days.',
    '',
    ...comparison(measurements),
    '',
    'Advantage in log loss over each baseline, with its 95% interval; a walk without GARCH scales by the typical move alone.',
    '',
    ...advantages(measurements, 'logLoss'),
    '',
    'The same in Brier score.',
    '',
    ...advantages(measurements, 'brier'),
    '',
    '## Calibration and intervals',
    '',
    'By chance: the calibration error that forecasts like these would show though every probability were true, and what one such record in twenty exceeds; outcomes of overlapping horizons and of prices that move together are far fewer than forecasts.',
    '',
    ...intervals(measurements),
    '',
    '## Reliability (1h bars, default horizon)',
    '',
    `![How often what was said came](${plotFile})`,
    '',
    ...(hourly ? reliability(hourly) : []),
    '',
    '## How it was chosen',
    '',
    ...choice(card),
    '',
    '## Per instrument (1h bars, default horizon)',
    '',
    ...(hourly ? perInstrument(hourly) : []),
    '',
    '## A simple rule after costs',
    '',
    'Trades one horizon at a time where the expected return exceeds 0.2%; momentum and last sign trade always. Percent per trade after 0.2% costs.',
    '',
    ...rules(measurements),
  ].join('\n')}\n`;
}

function comparison(measurements: readonly CardMeasurement[]): string[] {
  return markdownTable(
    [
      'what',
      'bars',
      'ahead',
      'n',
      'model',
      'GARCH walk',
      'majority',
      'last sign',
      'momentum',
      'advantage',
      'Brier model',
      'Brier GARCH',
    ],
    measurements.map(({ title, timeframe, horizonBars, result }) => {
      const { logLoss, brier, advantage } = result;
      const { mean, low, high } = advantage.garch.logLoss;
      return [
        title,
        timeframe,
        horizonBars,
        result.n,
        logLoss.model.toFixed(4),
        logLoss.baselines.garch.toFixed(4),
        logLoss.baselines.majority.toFixed(4),
        logLoss.baselines.lastSign.toFixed(4),
        logLoss.baselines.momentum.toFixed(4),
        `${mean.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`,
        brier.model.toFixed(4),
        brier.baselines.garch.toFixed(4),
      ];
    }),
  );
}

function advantages(measurements: readonly CardMeasurement[], score: 'logLoss' | 'brier'): string[] {
  const names: Record<TrendBaseline, string> = {
    majority: 'majority',
    lastSign: 'last sign',
    momentum: 'momentum',
    randomWalk: 'random walk',
    garch: 'GARCH walk',
  };
  return markdownTable(
    ['what', 'bars', 'ahead', ...trendBaselines.map((name) => names[name])],
    measurements.map(({ title, timeframe, horizonBars, result }) => [
      title,
      timeframe,
      horizonBars,
      ...trendBaselines.map((name) => {
        const { mean, low, high } = result.advantage[name][score];
        return `${mean.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`;
      }),
    ]),
  );
}

function intervals(measurements: readonly CardMeasurement[]): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  return markdownTable(
    [
      'what',
      'bars',
      'ahead',
      'calibration error',
      'by chance',
      '90% interval held',
      'calm',
      'middle',
      'wild',
      'advantage calm',
      'middle',
      'wild',
      'direction AUC',
      'flat AUC',
      'quantile loss %',
      'GARCH',
    ],
    measurements.map(({ title, timeframe, horizonBars, result }) => [
      title,
      timeframe,
      horizonBars,
      result.calibrationError.toFixed(4),
      `${result.calibrationErrorByChance.mean.toFixed(4)} (to ${result.calibrationErrorByChance.high.toFixed(4)})`,
      `${percent(result.coverage90)} (${percent(result.coverage90Interval.low)} to ${percent(result.coverage90Interval.high)})`,
      percent(result.coverage90ByVolatility.calm),
      percent(result.coverage90ByVolatility.middle),
      percent(result.coverage90ByVolatility.wild),
      result.advantageByVolatility.calm.toFixed(4),
      result.advantageByVolatility.middle.toFixed(4),
      result.advantageByVolatility.wild.toFixed(4),
      result.aucDirection.toFixed(3),
      result.aucFlat.toFixed(3),
      result.quantileLossPercent.model.toFixed(4),
      result.quantileLossPercent.garch.toFixed(4),
    ]),
  );
}

function reliability({ result }: CardMeasurement): string[] {
  return markdownTable(
    ['outcome', 'said between', 'n', 'said', 'came'],
    result.reliability.map((bin) => [
      bin.outcome,
      `${bin.from} and ${bin.to}`,
      bin.n,
      bin.said.toFixed(3),
      bin.came.toFixed(3),
    ]),
  );
}

const chosen = z.object({
  training: z.object({
    trials: z.array(z.object({ parameters: z.record(z.string(), z.number()), logLoss: z.number() })),
    trainingSamples: z.number(),
    calibrationSamples: z.number(),
  }),
  temporalNetwork: z
    .object({
      block: z.array(z.string()),
      samples: z.number(),
      logLoss: z.object({ network: z.number(), trees: z.number(), average: z.number() }),
      networkMinusTrees: z.object({ mean: z.number(), low: z.number(), high: z.number() }),
    })
    .optional(),
  alternatives: z
    .object({
      recalibration: z.record(
        z.string(),
        z.object({ together: z.number(), perHorizon: z.number(), halfTilt: z.number() }),
      ),
      funding: z
        .object({
          instrument: z.string(),
          samples: z.number(),
          logLoss: z.object({ without: z.number(), with: z.number() }),
          withoutMinusWith: z.object({ mean: z.number(), low: z.number(), high: z.number() }),
        })
        .optional(),
    })
    .optional(),
});

function choice(card: TrendCard): string[] {
  const { training, temporalNetwork: network, alternatives } = chosen.parse(card.record);
  const lines = [
    `Gradient-boosted trees, ${training.trainingSamples} training samples; calibration on ${training.calibrationSamples} walk-forward forecasts. Walk-forward log loss of what was tried, before any test month:`,
    '',
    ...markdownTable(
      ['parameters', 'log loss'],
      training.trials.map(({ parameters, logLoss }) => [
        Object.entries(parameters)
          .map(([name, value]) => `${name} ${value}`)
          .join(', '),
        logLoss.toFixed(5),
      ]),
    ),
  ];
  if (network) lines.push('', networkSentence(network));
  if (alternatives?.funding) lines.push('', fundingSentence(alternatives.funding));
  if (alternatives) lines.push('', ...recalibrations(alternatives.recalibration));
  return lines;
}

type Chosen = z.infer<typeof chosen>;

function networkSentence(network: NonNullable<Chosen['temporalNetwork']>): string {
  const { mean, low, high } = network.networkMinusTrees;
  return `A small temporal network (dilated causal convolutions over 48 bars) on 1h and 4h bars of ${network.block.join(' to ')}: log loss ${network.logLoss.network.toFixed(4)} against ${network.logLoss.trees.toFixed(4)} for trees trained on the same rows (network minus trees ${mean.toFixed(4)}, 95% interval ${low.toFixed(4)} to ${high.toFixed(4)}), ${network.logLoss.average.toFixed(4)} for their average. The trees are shipped: the average gains less than it costs.`;
}

function fundingSentence({
  instrument,
  samples,
  logLoss,
  withoutMinusWith: gain,
}: NonNullable<NonNullable<Chosen['alternatives']>['funding']>): string {
  return `Funding as features (the last rate paid, and means over a day, a week and a month) on hourly bars of ${instrument}, the one instrument whose rates go back years: walk-forward log loss ${logLoss.with.toFixed(5)} with, ${logLoss.without.toFixed(5)} without (gain ${gain.mean.toFixed(5)}, 95% interval ${gain.low.toFixed(5)} to ${gain.high.toFixed(5)}, ${samples} forecasts). ${gain.low > 0 ? 'It pays there; it is not shipped, since for the other instruments there is too little of it to train on.' : 'It does not pay beyond chance and is not shipped.'}`;
}

function recalibrations(errors: NonNullable<Chosen['alternatives']>['recalibration']): string[] {
  return [
    'Calibration error of single quarters before the test months (mean over them), with the calibration fitted on what lies before each: for all horizons together, as shipped; for each horizon by itself; and together with direction believed half as much. None of the three is better throughout. A quarter in which prices mostly rose or mostly fell looks badly calibrated at long horizons; over all the earlier months of the unseen instruments the error is far smaller (see the table above).',
    '',
    ...markdownTable(
      ['bars/ahead', 'together', 'per horizon', 'half the tilt'],
      Object.entries(errors).map(([key, one]) => [
        key,
        one.together.toFixed(4),
        one.perHorizon.toFixed(4),
        one.halfTilt.toFixed(4),
      ]),
    ),
  ];
}

function perInstrument({ result }: CardMeasurement): string[] {
  return markdownTable(
    ['instrument', 'n', 'model', 'GARCH walk', 'advantage', 'direction AUC', '90% interval held'],
    Object.entries(result.perInstrument).map(([instrument, one]) => {
      const { mean, low, high } = one.advantage.garch.logLoss;
      return [
        instrument,
        one.n,
        one.logLoss.model.toFixed(4),
        one.logLoss.baselines.garch.toFixed(4),
        `${mean.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`,
        one.aucDirection.toFixed(3),
        `${(one.coverage90 * 100).toFixed(1)}%`,
      ];
    }),
  );
}

function rules(measurements: readonly CardMeasurement[]): string[] {
  const show = ({ trades, meanNetPercent, interval }: RuleResult) =>
    trades === 0
      ? 'no trade'
      : `${trades} × ${meanNetPercent.toFixed(3)}% (${interval.low.toFixed(2)} to ${interval.high.toFixed(2)})`;
  return markdownTable(
    ['what', 'bars', 'ahead', 'model', 'momentum', 'last sign'],
    measurements.map(({ title, timeframe, horizonBars, result }) => [
      title,
      timeframe,
      horizonBars,
      show(result.tradingRule.model),
      show(result.tradingRule.momentum),
      show(result.tradingRule.lastSign),
    ]),
  );
}
