import type { Timeframe } from '../../../domain/market.ts';
import { evaluateTrend, type TrendEvaluation } from '../../../models/evaluation/evaluateTrend.ts';
import { shippedTrendFolder } from '../../../models/trend/createTrendModel.ts';
import { loadTrendCard } from '../../../models/trend/loadTrendCard.ts';
import { type Cli, print } from '../Cli.ts';

type Options = { bars: string[]; timeframe?: Timeframe; horizon?: number; folder?: string };

/**
 * Scores the trend model as shipped, or of a folder, on recorded bars, against every baseline. The figures are for the
 * horizon asked for, the shortest where none is, as neighbouring outcomes overlap the least there and a file says the
 * most; the model's other horizons come beside them, in short.
 */
export async function modelsEvaluateTrend(cli: Cli, options: Options): Promise<number> {
  const { card } = await loadTrendCard(options.folder ?? shippedTrendFolder);
  const { horizons } = card.scope;
  const { horizon = Math.min(...horizons) } = options;
  const result = await evaluated(options, horizon);
  const otherHorizons: Record<string, ReturnType<typeof inShort>> = {};
  for (const other of horizons)
    if (other !== horizon) otherHorizons[other] = inShort(await evaluated(options, other));
  print(cli, { ...result, otherHorizons }, () => [
    `${result.model} ${result.modelVersion}, ${result.horizonBars} bars ahead: ${result.n} scored, ${result.skipped} skipped at gaps`,
    `log loss          ${result.logLoss.model.toFixed(4)}`,
    ...Object.entries(result.logLoss.baselines).map(
      ([name, value]) => `  ${name.padEnd(15)} ${value.toFixed(4)}`,
    ),
    `Brier             ${result.brier.model.toFixed(4)}`,
    ...Object.entries(result.brier.baselines).map(
      ([name, value]) => `  ${name.padEnd(15)} ${value.toFixed(4)}`,
    ),
    `calibration error ${calibration(result)}`,
    `90% interval held ${(result.coverage90 * 100).toFixed(1)}%`,
    ...Object.entries(otherHorizons).map(
      ([bars, one]) =>
        `${bars} bars ahead: log loss ${one.logLoss.model.toFixed(4)} (GARCH walk ${one.logLoss.baselines.garch.toFixed(4)}), calibration error ${calibration(one)}, 90% interval held ${(one.coverage90 * 100).toFixed(1)}%`,
    ),
  ]);
  return 0;
}

function evaluated({ bars, timeframe, folder }: Options, horizonBars: number): Promise<TrendEvaluation> {
  return evaluateTrend({
    ...{ files: bars, horizonBars },
    ...(timeframe && { timeframe }),
    ...(folder !== undefined && { folder }),
  });
}

function inShort({ n, skipped, logLoss, brier, ...rest }: TrendEvaluation) {
  const { calibrationError, calibrationErrorByChance, coverage90, coverage90ByVolatility } = rest;
  return {
    ...{ n, skipped, logLoss, brier, calibrationError, calibrationErrorByChance },
    ...{ coverage90, coverage90ByVolatility },
  };
}

function calibration({
  calibrationError,
  calibrationErrorByChance: { mean, high },
}: Pick<TrendEvaluation, 'calibrationError' | 'calibrationErrorByChance'>): string {
  return `${calibrationError.toFixed(4)} (were every probability true, such bars would show ${mean.toFixed(4)} on average and one record in twenty more than ${high.toFixed(4)})`;
}
