import type { ForecastRecord, ForecastScore, LiveRecord } from '../../domain/ForecastRecord.ts';
import { timeframeMs } from '../../domain/market.ts';
import { bootstrapMean } from '../evaluation/bootstrapMean.ts';
import { mean } from '../evaluation/trendScores.ts';
import { cardMeasurement, type TrendCard } from '../trend/trendCard.ts';
import { measureDrift } from './measureDrift.ts';

/** The stretch that the live record looks at. */
export const liveDays = 14;

/** Fewer scored forecasts than this, or fewer independent stretches of time, say nothing. */
const fewestScored = 60;
const fewestBlocks = 6;
/** Worse than the card by this much in Brier score, even at the low end of the 95% interval, is degraded. */
const worseLimit = 0.01;
/** An interval that is to hold 90% and holds less than this is degraded. */
const coverageFloor = 0.8;

type Scored = { record: ForecastRecord; score: ForecastScore };

/** Sums up how the model did on what was scored, against what its card promises for the same timeframes and horizons. */
export function summariseLive(
  card: TrendCard,
  records: readonly ForecastRecord[],
  waiting: number,
): LiveRecord {
  const scored = records.flatMap((record): Scored[] =>
    record.outcome !== null && record.outcome !== 'void' ? [{ record, score: record.outcome }] : [],
  );
  const brier = compareBrier(card, scored);
  const covered = scored.flatMap(({ score }) => (score.inside90 === null ? [] : [score.inside90 ? 1 : 0]));
  const coverage90 = covered.length > 0 ? mean(covered) : null;
  const drift = measureDrift(card, records);
  const enough = scored.length >= fewestScored && blocksOf(scored).distinct >= fewestBlocks;
  const worse = enough && ((brier !== null && brier.low > worseLimit) || (coverage90 ?? 1) < coverageFloor);
  // What the model reads is known before what came of it: a market unlike its training needs no scores.
  const degraded = worse || drift?.drifted === true;
  const state: LiveRecord['state'] = degraded ? 'degraded' : enough ? 'asCard' : 'tooFew';
  const facts = {
    model: card.name,
    modelVersion: card.version,
    days: liveDays,
    ...{ scored: scored.length, waiting, state, brier, coverage90, drift },
  };
  return { ...facts, summary: sentence(facts, daysOf(scored)) };
}

function compareBrier(card: TrendCard, scored: readonly Scored[]): LiveRecord['brier'] {
  const promised = promises(card);
  const pairs = scored.flatMap((one) => {
    const { timeframe, horizonMs } = one.record.forecast;
    const promise = promised.get(`${timeframe}/${horizonMs / timeframeMs[timeframe]}`);
    return promise === undefined ? [] : [{ ...one, promise }];
  });
  if (pairs.length === 0) return null;
  const difference = bootstrapMean(
    pairs.map(({ score, promise }) => score.brier - promise),
    blocksOf(pairs).blocks,
  );
  return {
    live: mean(pairs.map(({ score }) => score.brier)),
    card: mean(pairs.map(({ promise }) => promise)),
    worseBy: difference.mean,
    low: difference.low,
    high: difference.high,
  };
}

/** The card's Brier score by timeframe and horizon, in months that training never saw. */
function promises(card: TrendCard): Map<string, number> {
  const found = cardMeasurement.array().safeParse(card.record.measurements);
  return new Map(
    (found.data ?? [])
      .filter(({ title }) => title === 'all instruments, unseen months')
      .map(({ timeframe, horizonBars, brier }) => [`${timeframe}/${horizonBars}`, brier.model]),
  );
}

/** Forecasts that overlap in time stand and fall together: a block is four of the longest horizon, or two hours. */
function blocksOf(scored: readonly Pick<Scored, 'record'>[]): { blocks: number[]; distinct: number } {
  const longest = Math.max(0, ...scored.map(({ record }) => record.forecast.horizonMs));
  const blockMs = Math.max(2 * 3_600_000, longest * 4);
  const blocks = scored.map(({ record }) => Math.floor(record.dueAt / blockMs));
  return { blocks, distinct: new Set(blocks).size };
}

/** How many days the scored forecasts stretch over, 1 to `liveDays`. */
function daysOf(scored: readonly Scored[]): number {
  const times = scored.map(({ record }) => record.dueAt);
  const days = Math.round((Math.max(...times) - Math.min(...times)) / 86_400_000);
  return Math.min(liveDays, Math.max(1, days));
}

function sentence(live: Omit<LiveRecord, 'summary'>, days: number): string {
  const { model, scored, waiting, state, brier, coverage90, drift } = live;
  if (state === 'tooFew')
    return `The ${model} model has ${scored} scored forecasts of the last ${liveDays} days here (${waiting} wait for their horizon): too few to say whether it does as its card says.`;
  const points = brier && Math.abs(brier.worseBy * 100).toFixed(1);
  const range = brier && `${(brier.low * 100).toFixed(1)} to ${(brier.high * 100).toFixed(1)}`;
  const parts = [
    brier
      ? `The ${model} model has been ${points} Brier points ${brier.worseBy > 0 ? 'worse' : 'better'} than its card for ${days} ${days === 1 ? 'day' : 'days'} (${scored} forecasts, 95% interval of worse ${range})`
      : `The ${model} model has ${scored} scored forecasts of the last ${liveDays} days${scored > 0 ? ', of kinds that its card does not measure' : ''}`,
    coverage90 === null ? '' : `its 90% interval held ${(coverage90 * 100).toFixed(0)}%`,
    drift?.drifted
      ? `the market looks unlike the one that it was trained on (stability index ${drift.mean.toFixed(2)}, limit ${drift.limit.toFixed(2)}, most in ${drift.worst})`
      : '',
  ];
  const text = parts.filter(Boolean).join('; ');
  return state === 'degraded' ? `${text}. It is degraded: nothing should lean on it now.` : `${text}.`;
}
