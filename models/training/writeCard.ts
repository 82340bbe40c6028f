import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { featureHash } from '../trend/featureHash.ts';
import { windowBars } from '../trend/TrendFeatures.ts';
import { type TrendCard, trendCard } from '../trend/trendCard.ts';
import { defaultHorizon, flatBandShare, trendHorizons } from '../trend/trendHorizons.ts';
import { cardMarkdown, plotFile } from './cardMarkdown.ts';
import { compact } from './compact.ts';
import { measureTrend } from './evaluationSets.ts';
import { featureReference } from './featureReference.ts';
import { headline } from './headline.ts';
import { reliabilityPlot } from './reliabilityPlot.ts';
import { heldOutInstruments, seriesOf, testFrom } from './trendSeries.ts';

/**
 * Puts a trained model and its card into place: `node writeCard.ts DATA_FOLDER TRAINED_FOLDER SHIPPED_FOLDER`.
 * The card's figures come from the same evaluation that the command line offers, on what training never saw.
 */
const [dataFolder, trainedFolder, shippedFolder, flag] = process.argv.slice(2);
if (!dataFolder || !trainedFolder || !shippedFolder)
  throw new Error('Usage: writeCard.ts DATA_FOLDER TRAINED_FOLDER SHIPPED_FOLDER [--quick]');
const quick = flag === '--quick';
const trendSeries = seriesOf(quick);
// Measured in a folder of its own, so that a desk that starts meanwhile finds the old model or the new one.
const stage = join(trainedFolder, 'stage');
mkdirSync(stage, { recursive: true });

const onnx = readFileSync(join(trainedFolder, 'trend.onnx'));
const training = JSON.parse(readFileSync(join(trainedFolder, 'training.json'), 'utf8'));
const { baselines, garch, intervals, ...run } = training;
writeFileSync(join(stage, 'trend.onnx'), onnx);
writeFileSync(join(stage, 'baselines.json'), `${JSON.stringify({ garch, tables: baselines })}\n`);

const temporalPath = join(trainedFolder, 'temporal.json');
const temporal = existsSync(temporalPath) && JSON.parse(readFileSync(temporalPath, 'utf8'));
const alternatives = JSON.parse(readFileSync(join(trainedFolder, 'alternatives.json'), 'utf8'));

const draft: TrendCard = {
  name: 'trend',
  version: '1.0.0',
  caveat: 'Not measured yet.',
  onnx: {
    file: 'trend.onnx',
    sha256: createHash('sha256').update(onnx).digest('hex'),
    bytes: onnx.length,
  },
  featureHash: featureHash(),
  windowBars,
  scope: {
    instruments: [...new Set(trendSeries.map((series) => series.instrument))],
    timeframes: ['5m', '15m', '1h', '4h'],
    horizons: [...trendHorizons],
  },
  defaultHorizon,
  flatBandShare,
  intervals,
  reference: featureReference(trendSeries, dataFolder, ['5m', '15m', '1h', '4h']),
  record: {},
};
const save = (card: TrendCard) =>
  writeFileSync(join(stage, 'card.json'), `${JSON.stringify(trendCard.parse(card), undefined, 1)}\n`);
save(draft);
const measurements = await measureTrend(trendSeries, { folder: stage, dataFolder, horizons: trendHorizons });
const card: TrendCard = {
  ...draft,
  caveat: `${quick ? 'Trained quickly on little, only to see that the training works. ' : ''}${headline(measurements).caveat}`,
  record: {
    licence:
      'Model: Apache-2.0. Trained on Binance klines from the sources named under data; the data are not shipped.',
    intendedUse:
      'Context for a human or an agent on how far a price may move and, weakly, which way. Not a trading signal by itself.',
    data: trendSeries.map(({ file, instrument, timeframes }) => ({ file, instrument, timeframes })),
    heldOutInstruments,
    trainedBefore: new Date(testFrom).toISOString(),
    training: compact(run),
    ...(temporal && { temporalNetwork: compact(temporal) }),
    alternatives: compact(alternatives),
    verdict: headline(measurements).verdict,
    measurements: measurements.map(({ title, timeframe, result }) => {
      const { perInstrument, ...pooled } = result;
      return compact({
        title,
        timeframe,
        ...pooled,
        perInstrument: Object.fromEntries(
          Object.entries(perInstrument).map(([instrument, one]) => [
            instrument,
            {
              n: one.n,
              logLoss: one.logLoss.model,
              logLossGarch: one.logLoss.baselines.garch,
              advantageGarch: one.advantage.garch.logLoss,
              brier: one.brier.model,
              aucDirection: one.aucDirection,
              calibrationError: one.calibrationError,
              coverage90: one.coverage90,
            },
          ]),
        ),
      });
    }),
  },
};
save(card);
writeFileSync(join(stage, 'CARD.md'), cardMarkdown(card, measurements));
const hourly = measurements.find(
  (one) =>
    one.timeframe === '1h' &&
    one.horizonBars === defaultHorizon &&
    one.title === 'all instruments, unseen months',
);
const plotTitle = `Unseen months, 1h bars, ${defaultHorizon} ahead: ${hourly?.result.n} forecasts`;
writeFileSync(join(stage, plotFile), reliabilityPlot(plotTitle, hourly?.result.reliability ?? []));
console.log(card.caveat);
cpSync(stage, shippedFolder, { recursive: true });
