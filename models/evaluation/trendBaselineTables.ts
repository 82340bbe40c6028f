import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Timeframe, timeframeMs } from '../../domain/market.ts';
import type { Probabilities } from './TrendSample.ts';

const shares = z.tuple([z.number(), z.number(), z.number()]);
const bySign = z.strictObject({ down: shares, none: shares, up: shares });
const table = z.strictObject({
  majority: shares,
  lastSign: bySign,
  momentum: bySign,
  garchOutcomes: z.array(z.number()).min(2),
  randomWalkOutcomes: z.array(z.number()).min(2),
});
const file = z.strictObject({
  garch: z.record(z.string(), z.strictObject({ alpha: z.number(), beta: z.number() })),
  tables: z.record(z.string(), table),
});

/** What the baselines learned from the training rows: shares of outcomes, and sorted standardised outcomes. */
export type TrendBaselineTable = z.infer<typeof table> & { garch: { alpha: number; beta: number } };

/** Reads `baselines.json` beside a card; the answer is for a timeframe and a horizon, or the nearest timeframe's. */
export async function readTrendBaselines(
  folder: string,
): Promise<(timeframe: Timeframe, horizon: number) => TrendBaselineTable> {
  const path = join(folder, 'baselines.json');
  const { garch, tables } = file.parse(JSON.parse(await readFile(path, 'utf8')));
  return (timeframe, horizon) => {
    const nearest = (Object.keys(timeframeMs) as Timeframe[])
      .filter((name) => tables[`${name}/${horizon}`] && garch[name])
      .sort((a, b) => distance(a, timeframe) - distance(b, timeframe))[0];
    const found = nearest && tables[`${nearest}/${horizon}`];
    const parameters = nearest && garch[nearest];
    if (!found || !parameters) throw new RangeError(`${path} has no baselines for ${horizon} bars ahead.`);
    return { ...found, garch: parameters };
  };
}

/** Probabilities when outcomes are `ratio` times the standardised ones and `band` typical moves count as flat. */
export function scaledProbabilities(outcomes: readonly number[], ratio: number, band: number): Probabilities {
  const down = shareBelow(outcomes, -band / ratio);
  const notUp = shareBelow(outcomes, band / ratio);
  return [down, notUp - down, 1 - notUp];
}

/** Value below which a share `level` of the sorted outcomes lies, interpolated. */
export function quantileOf(outcomes: readonly number[], level: number): number {
  const place = level * (outcomes.length - 1);
  const low = outcomes[Math.floor(place)] ?? Number.NaN;
  const high = outcomes[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/** Share of the sorted outcomes below `value`, interpolated, never 0 or 1. */
function shareBelow(outcomes: readonly number[], value: number): number {
  let [low, high] = [0, outcomes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((outcomes[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [outcomes[low - 1], outcomes[low]];
  const part =
    before === undefined || after === undefined || after === before ? 0 : (value - before) / (after - before);
  const share = (low - 1 + part) / (outcomes.length - 1);
  return Math.min(0.999, Math.max(0.001, share));
}

function distance(a: Timeframe, b: Timeframe): number {
  return Math.abs(Math.log(timeframeMs[a] / timeframeMs[b]));
}
