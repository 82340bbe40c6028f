import { z } from 'zod';
import type { EvidenceFigure } from '../domain/Evidence.ts';
import { instrumentId } from '../domain/ids.ts';
import { timeframe } from '../domain/market.ts';
import { correlate } from './bars/compareSeries.ts';
import { type BarsDigest, digestBars, warmUpBars } from './bars/digestBars.ts';
import { findInstrument } from './findInstrument.ts';
import { defineTool } from './Tool.ts';

/** Instruments that one question takes. */
export const mostCompared = 6;

/** How instruments did against each other over the same stretch of time. */
export const compareInstruments = defineTool({
  name: 'compareInstruments',
  description:
    'Two to six instruments over the same newest `count` bars, best change first: change, range and volatility per bar in percent, RSI 14, where the averages point, and the correlation of each pair (-1 to 1; null where too few bars are common).',
  input: z.strictObject({
    instruments: z
      .array(instrumentId)
      .min(2)
      .max(mostCompared)
      .refine((ids) => new Set(ids).size === ids.length, { error: 'name each instrument once' }),
    timeframe: timeframe.default('1h'),
    count: z.int().min(2).max(500).default(24),
  }),
  writes: false,
  trusted: true,
  async run({ desk }, { instruments: ids, timeframe: length, count }) {
    for (const id of ids) {
      const found = findInstrument(desk, id);
      if (found.kind === 'refused') return found;
    }
    const series = await Promise.all(
      ids.map(async (instrument) => ({
        instrument,
        bars: await desk.market.bars(instrument, length, { limit: count + warmUpBars }),
      })),
    );
    const rows = series.flatMap(({ instrument, bars }) => {
      const tick = desk.market.instruments.get(instrument)?.priceTick ?? '0.01';
      const digest = digestBars(bars, count, tick);
      return digest ? [rowOf(instrument, digest)] : [];
    });
    if (rows.length < 2) {
      const message = `${desk.venue.label} has no ${length} bars of two of ${ids.join(', ')}, so there is nothing to compare.`;
      return { kind: 'refused' as const, code: 'bars.none', message };
    }
    const ranked = rows.sort((a, b) => Number(b.changePercent) - Number(a.changePercent));
    const times = ids.flatMap((id) => desk.market.quote(id)?.exchangeTime ?? []);
    const told = ranked.map(
      ({ instrument, changePercent }) =>
        `${instrument} ${changePercent.startsWith('-') ? '' : '+'}${changePercent}%`,
    );
    return {
      kind: 'read' as const,
      source: desk.venue.label,
      // The oldest of them: the comparison is no newer than that.
      exchangeTime: times.length === ids.length ? Math.min(...times) : null,
      instruments: ids,
      figures: ranked.flatMap(figuresOf),
      summary: `${count} × ${length}: ${told.join(', ')}`,
      result: {
        timeframe: length,
        ranked,
        without: ids.filter((id) => !rows.some(({ instrument }) => instrument === id)),
        correlations: correlate(
          series.map(({ instrument, bars }) => ({ instrument, bars: bars.slice(-count) })),
        ),
      },
    };
  },
});

function rowOf(instrument: string, digest: BarsDigest) {
  const { count, from, asOf, close, changePercent, rangePercent, volatilityPercent, rsi14, trend } = digest;
  return {
    instrument,
    count,
    from,
    asOf,
    close,
    changePercent,
    rangePercent,
    volatilityPercent,
    rsi14,
    trend,
  };
}

/** Each named with its instrument, so that no price counts for another. */
function figuresOf({
  instrument,
  close,
  changePercent,
  volatilityPercent,
}: ReturnType<typeof rowOf>): EvidenceFigure[] {
  return Object.entries({ close, changePercent, volatilityPercent }).map(([name, value]) => ({
    name: `${instrument} ${name}`,
    value,
  }));
}
