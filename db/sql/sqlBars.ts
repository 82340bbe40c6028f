import { and, asc, between, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import type { BarSeries, BarSeriesExtent } from '../../domain/bars/BarSeries.ts';
import { type BarLength, barLength, barLengthMs } from '../../domain/bars/barLengths.ts';
import { instrumentId } from '../../domain/ids.ts';
import type { Bar } from '../../domain/market.ts';
import { chunkStart, decodeChunk, encodeChunk, toChunks } from '../bars/barChunks.ts';
import { cutBars } from '../bars/cutBars.ts';
import { mergeBars } from '../bars/mergeBars.ts';
import { DatabaseError } from '../DatabaseError.ts';
import type { AddedBars, BarRepository, StoredBarRange } from '../Repositories.ts';
import { barChunks } from '../schema.ts';
import type { SqlSession } from './SqlSession.ts';

/** Chunks that are read and written at once. */
const chunksAtOnce = 32;

type Row = { start: number; text: string; count: number };

export function sqlBars(session: SqlSession): BarRepository {
  const of = ({ source, instrument, length }: BarSeries) =>
    and(eq(barChunks.source, source), eq(barChunks.instrument, instrument), eq(barChunks.length, length));
  const columns = { start: barChunks.start, text: barChunks.bars, count: barChunks.count };

  /** The chunks that a range may need; for the last so many bars, only as many chunks as hold them. */
  async function startsOf(series: BarSeries, { from, to, limit }: StoredBarRange) {
    const lengthMs = barLengthMs[series.length];
    const least = from === undefined ? undefined : gte(barChunks.start, chunkStart(from, lengthMs));
    const most = to === undefined ? undefined : lte(barChunks.start, to);
    if (limit === undefined) return and(of(series), least, most);
    const rows = await session
      .select({ start: barChunks.start, count: barChunks.count })
      .from(barChunks)
      .where(and(of(series), least, most))
      .orderBy(from === undefined ? desc(barChunks.start) : asc(barChunks.start));
    const starts: number[] = [];
    let bars = 0;
    for (const row of rows) {
      // The first chunk may lie partly outside the range, so it does not count.
      if (starts.length > 0) bars += row.count;
      starts.push(row.start);
      if (bars >= limit) break;
    }
    if (starts.length === 0) return undefined;
    return and(of(series), between(barChunks.start, Math.min(...starts), Math.max(...starts)));
  }

  return {
    async list(series, range = {}) {
      const where = await startsOf(series, range);
      if (where === undefined) return [];
      const rows = await session.select(columns).from(barChunks).where(where).orderBy(asc(barChunks.start));
      return cutBars(decode(rows, series.length), range);
    },

    async add(series, bars, { replace = false } = {}) {
      const lengthMs = barLengthMs[series.length];
      const { source, instrument, length } = series;
      // Whoever else adds to the same series waits, so that neither writes over what the other has added.
      await session.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${`bars ${source} ${instrument} ${length}`}, 0))`,
      );
      const total: AddedBars = { added: 0, same: 0, different: [] };
      const chunks = toChunks(bars, lengthMs);
      for (let index = 0; index < chunks.length; index += chunksAtOnce) {
        const part = chunks.slice(index, index + chunksAtOnce);
        const starts = part.map((chunk) => chunk.start);
        const known = new Map(
          (
            await session
              .select(columns)
              .from(barChunks)
              .where(and(of(series), inArray(barChunks.start, starts)))
          ).map((row) => [row.start, decode([row], length)]),
        );
        const merged = part.map(({ start, bars: found }) => ({
          start,
          ...mergeBars(known.get(start) ?? [], found, replace),
        }));
        for (const { added, same, different } of merged) {
          total.added += added;
          total.same += same;
          total.different.push(...different);
        }
        const changed = merged.filter(
          ({ added, different }) => added > 0 || (replace && different.length > 0),
        );
        if (changed.length === 0) continue;
        await session
          .insert(barChunks)
          .values(changed.map((chunk) => toRow(series, chunk)))
          .onConflictDoUpdate({
            target: [barChunks.source, barChunks.instrument, barChunks.length, barChunks.start],
            set: {
              count: sql`excluded.bar_count`,
              first: sql`excluded.first_open`,
              last: sql`excluded.last_open`,
              bars: sql`excluded.bars`,
            },
          });
      }
      return total;
    },

    async extents() {
      const rows = await session
        .select({
          source: barChunks.source,
          instrument: barChunks.instrument,
          length: barChunks.length,
          bars: sql<string>`sum(${barChunks.count})`,
          first: sql<string>`min(${barChunks.first})`,
          last: sql<string>`max(${barChunks.last})`,
        })
        .from(barChunks)
        .groupBy(barChunks.source, barChunks.instrument, barChunks.length)
        .orderBy(barChunks.source, barChunks.instrument, barChunks.length);
      return rows.map(
        (row): BarSeriesExtent => ({
          source: row.source,
          instrument: instrumentId.parse(row.instrument),
          length: barLength.parse(row.length),
          bars: Number(row.bars),
          first: Number(row.first),
          last: Number(row.last),
        }),
      );
    },
  };
}

function toRow(series: BarSeries, { start, bars }: { start: number; bars: Bar[] }) {
  return {
    ...series,
    start,
    count: bars.length,
    first: bars[0]?.ts ?? start,
    last: bars.at(-1)?.ts ?? start,
    bars: encodeChunk({ start, bars }, barLengthMs[series.length]),
  };
}

function decode(rows: readonly Row[], length: BarLength): Bar[] {
  const bars: Bar[] = [];
  for (const row of rows) {
    const before = bars.length;
    decodeChunk(row, barLengthMs[length], bars);
    if (bars.length - before === row.count) continue;
    throw new DatabaseError(
      'db.brokenBars',
      `The stored bars from ${new Date(row.start).toISOString()} on are damaged: ${bars.length - before} were found of ${row.count}. No price was taken from them. Restore the database, or remove that chunk and pull the bars again.`,
    );
  }
  return bars;
}
