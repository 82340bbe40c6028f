import type { ForecastRecord, LiveRecord } from '../../domain/ForecastRecord.ts';
import { mean } from '../evaluation/trendScores.ts';
import { featureNames } from '../trend/TrendFeatures.ts';
import type { FeatureReference, TrendCard } from '../trend/trendCard.ts';
import { populationStability } from './populationStability.ts';

/** Rows that a stability index needs before its own noise is small against the limit. */
const fewestRows = 100;
/** The limits are those of whole weeks: a single day looks unlike any mixture of years. */
const shortestMs = 6.5 * 86_400_000;

/** How far what the model read lies from its training data; null where the card or the record says too little. */
export function measureDrift(card: TrendCard, records: readonly ForecastRecord[]): LiveRecord['drift'] {
  const parts = Object.entries(card.reference ?? {}).flatMap(([timeframe, reference]) => {
    const rows = records.filter(({ forecast }) => forecast.timeframe === timeframe);
    const times = rows.map(({ forecast }) => forecast.asOf);
    if (rows.length < fewestRows || Math.max(...times) - Math.min(...times) < shortestMs) return [];
    const indices = stabilityIndices(
      rows.map((row) => row.features),
      reference.edges,
    );
    return [{ weight: rows.length, indices, limit: reference.limit }];
  });
  if (parts.length === 0) return null;
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const weighted = (figure: (part: (typeof parts)[number]) => number) =>
    parts.reduce((sum, part) => sum + (part.weight * figure(part)) / total, 0);
  const overall = weighted(({ indices }) => meanIndex(indices));
  const limit = weighted((part) => part.limit);
  const worst = Math.max(...parts.flatMap(({ indices }) => indices.filter(Number.isFinite)));
  const feature = parts.map(({ indices }) => indices.indexOf(worst)).find((at) => at >= 0) ?? -1;
  return {
    mean: overall,
    limit,
    worst: featureNames()[feature] ?? '',
    worstIndex: worst,
    drifted: overall > limit,
  };
}

/** The stability index of each feature; NaN for one that takes hardly any values. */
export function stabilityIndices(
  rows: readonly ArrayLike<number>[],
  edges: NonNullable<FeatureReference[keyof FeatureReference]>['edges'],
): number[] {
  return edges.map((line, feature) =>
    populationStability(
      rows.map((row) => row[feature] ?? Number.NaN),
      line,
    ),
  );
}

/** Mean over the features that have an index. */
export function meanIndex(indices: readonly number[]): number {
  return mean(indices.filter(Number.isFinite));
}
