import { join } from 'node:path';
import { timeframeMs } from '../../domain/market.ts';
import { evaluateTrend, type TrendEvaluation } from '../evaluation/evaluateTrend.ts';
import { defaultHorizon } from '../trend/trendHorizons.ts';
import { heldOutInstruments, type TrainingSeries, testFrom } from './trendSeries.ts';

/** A measurement of the card: what it covers, and how it came out. */
export type CardMeasurement = {
  title: string;
  timeframe: string;
  horizonBars: number;
  result: TrendEvaluation;
};

const timeframes = ['5m', '15m', '1h', '4h'] as const;

/**
 * Measures the model in `folder` on what it never saw: the test months of the instruments it was trained on, the
 * test months of the held-out instruments, and, apart, the earlier months of the held-out instruments (which
 * share their days with training rows of other instruments).
 */
export async function measureTrend(
  trendSeries: readonly TrainingSeries[],
  { folder, dataFolder, horizons }: { folder: string; dataFolder: string; horizons: readonly number[] },
): Promise<CardMeasurement[]> {
  const measurements: CardMeasurement[] = [];
  for (const timeframe of timeframes) {
    const series = trendSeries.filter((one) => one.timeframes.includes(timeframe) && one.until === undefined);
    const files = (held: boolean) =>
      series
        .filter((one) => heldOutInstruments.includes(one.instrument) === held)
        .map((one) => join(dataFolder, one.file));
    for (const horizonBars of horizons) {
      const shared = { folder, timeframe, horizonBars };
      const add = async (title: string, request: Parameters<typeof evaluateTrend>[0]) => {
        const result = await evaluateTrend(request);
        measurements.push({ title, timeframe, horizonBars, result });
      };
      await add('all instruments, unseen months', {
        ...shared,
        files: [...files(false), ...files(true)],
        from: testFrom,
      });
      await add('unseen instruments, unseen months', { ...shared, files: files(true), from: testFrom });
      if (timeframe !== '1h') continue;
      for (const year of horizonBars === defaultHorizon ? [2023, 2024] : [])
        await add(`unseen instruments, ${year}`, {
          ...shared,
          files: files(true),
          from: Date.UTC(year, 0, 1),
          to: Date.UTC(year + 1, 0, 1),
        });
      await add('unseen instruments, earlier months', {
        ...shared,
        files: files(true),
        to: testFrom - 12 * timeframeMs[timeframe],
      });
    }
  }
  return measurements;
}
