import type { Timeframe } from '../../../domain/market.ts';
import { evaluateTrend } from '../../../models/evaluation/evaluateTrend.ts';
import { type Cli, print } from '../Cli.ts';

/** Scores the trend model as shipped, or of a folder, on recorded bars, against every baseline. */
export async function modelsEvaluateTrend(
  cli: Cli,
  options: { bars: string[]; timeframe?: Timeframe; folder?: string },
): Promise<number> {
  const { bars, timeframe, folder } = options;
  const result = await evaluateTrend({
    files: bars,
    ...(timeframe && { timeframe }),
    ...(folder !== undefined && { folder }),
  });
  print(cli, result, () => [
    `${result.model} ${result.modelVersion}, ${result.horizonBars} bars ahead: ${result.n} scored, ${result.skipped} skipped at gaps`,
    `log loss          ${result.logLoss.model.toFixed(4)}`,
    ...Object.entries(result.logLoss.baselines).map(
      ([name, value]) => `  ${name.padEnd(15)} ${value.toFixed(4)}`,
    ),
    `Brier             ${result.brier.model.toFixed(4)}`,
    ...Object.entries(result.brier.baselines).map(
      ([name, value]) => `  ${name.padEnd(15)} ${value.toFixed(4)}`,
    ),
    `calibration error ${result.calibrationError.toFixed(4)}`,
    `90% interval held ${(result.coverage90 * 100).toFixed(1)}%`,
  ]);
  return 0;
}
