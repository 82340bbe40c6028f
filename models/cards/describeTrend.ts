import { z } from 'zod';
import type { ModelScore, ModelView } from '../../domain/ModelView.ts';
import type { TrackedTrend } from '../live/createTrackedTrend.ts';
import { cardFacts } from './cardFacts.ts';

const interval = z.object({ mean: z.number(), low: z.number(), high: z.number() });
const compared = z.object({ model: z.number(), baselines: z.object({ garch: z.number() }) });

/** The part of the card's measurements that is shown; a card of one's own may lack them. */
const measurement = z.object({
  title: z.string(),
  timeframe: z.string(),
  horizonBars: z.int(),
  n: z.int(),
  logLoss: compared,
  brier: compared,
  advantage: z.object({ garch: z.object({ logLoss: interval }) }),
  aucDirection: z.number(),
  calibrationError: z.number(),
  coverage90: z.number(),
  coverage90Interval: interval.optional(),
  reliability: z.array(
    z.object({ outcome: z.string(), n: z.int().positive(), said: z.number(), came: z.number() }),
  ),
});

/** The trend model as a person is shown it. */
export function describeTrend({ card, live }: Pick<TrackedTrend, 'card' | 'live'>): ModelView {
  const { name, version, caveat, scope, onnx, record } = card;
  const measured = z.array(measurement).safeParse(record.measurements).data ?? [];
  return {
    kind: 'trend',
    ...{ name, version, caveat },
    refused: null,
    facts: [
      ...cardFacts(record, { verdict: 'Verdict', intendedUse: 'Intended use', licence: 'Licence' }),
      { term: 'Covers', text: `${scope.instruments.join(', ')}; bars of ${scope.timeframes.join(', ')}` },
      ...cardFacts(record, { trainedBefore: 'Trained on what was before' }),
      { term: 'Checksum', text: `${onnx.sha256} (${onnx.bytes} bytes), checked at the start` },
    ],
    measurements: measured.map(({ title, timeframe, horizonBars, n, ...figures }) => ({
      title: `${timeframe} bars, ${horizonBars} ahead: ${title}`,
      n,
      scores: scoresOf(figures),
    })),
    reliability: measured
      .filter(({ horizonBars }) => horizonBars === card.defaultHorizon)
      .filter(({ title }, _, all) => title === all[0]?.title)
      .map(({ timeframe, horizonBars, reliability }) => ({
        title: `${timeframe} bars, ${horizonBars} ahead`,
        bins: reliability,
      })),
    live: live(),
  };
}

function scoresOf(
  figures: Omit<z.infer<typeof measurement>, 'title' | 'timeframe' | 'horizonBars' | 'n'>,
): ModelScore[] {
  const { logLoss, brier, advantage, coverage90Interval } = figures;
  const { mean, low, high } = advantage.garch.logLoss;
  return [
    { name: 'Log loss', value: logLoss.model },
    { name: 'Log loss of a random walk (GARCH)', value: logLoss.baselines.garch },
    { name: 'Better by', value: mean, low, high },
    { name: 'Brier', value: brier.model },
    { name: 'Brier of a random walk (GARCH)', value: brier.baselines.garch },
    { name: 'Direction AUC', value: figures.aucDirection },
    { name: 'Calibration error', value: figures.calibrationError },
    {
      name: '90% interval held',
      value: figures.coverage90,
      ...(coverage90Interval && { low: coverage90Interval.low, high: coverage90Interval.high }),
    },
  ];
}
