import { and, asc, between, eq, inArray, lt, sql } from 'drizzle-orm';
import { instrumentId } from '../../domain/ids.ts';
import type { PublicTrade, TradeSeries } from '../../domain/trades/PublicTrade.ts';
import { DatabaseError } from '../DatabaseError.ts';
import type { AddedTrades, TradeRepository } from '../Repositories.ts';
import { tradeChunks } from '../schema.ts';
import { mergeTrades } from '../trades/mergeTrades.ts';
import {
  chunkMs,
  decodeTrades,
  encodeTrades,
  type TradeChunk,
  toTradeChunks,
} from '../trades/tradeChunks.ts';
import type { SqlSession } from './SqlSession.ts';

/** Chunks that are read and written at once. */
const chunksAtOnce = 256;

type Row = { start: number; text: string; count: number };

export function sqlTrades(session: SqlSession): TradeRepository {
  const of = ({ source, instrument }: TradeSeries) =>
    and(eq(tradeChunks.source, source), eq(tradeChunks.instrument, instrument));
  const columns = { start: tradeChunks.start, text: tradeChunks.trades, count: tradeChunks.count };

  async function addPart(
    series: TradeSeries,
    part: readonly TradeChunk[],
    total: AddedTrades,
  ): Promise<void> {
    const starts = part.map(({ start }) => start);
    const rows = await session
      .select(columns)
      .from(tradeChunks)
      .where(and(of(series), inArray(tradeChunks.start, starts)));
    const known = new Map(rows.map((row) => [row.start, decode([row])]));
    const changed: TradeChunk[] = [];
    for (const { start, trades: found } of part) {
      const { trades, added, same, different } = mergeTrades(known.get(start) ?? [], found);
      total.added += added;
      total.same += same;
      total.different += different;
      if (added > 0) changed.push({ start, trades });
    }
    if (changed.length === 0) return;
    await session
      .insert(tradeChunks)
      .values(changed.map((chunk) => toRow(series, chunk)))
      .onConflictDoUpdate({
        target: [tradeChunks.source, tradeChunks.instrument, tradeChunks.start],
        set: {
          count: sql`excluded.trade_count`,
          first: sql`excluded.first_at`,
          last: sql`excluded.last_at`,
          trades: sql`excluded.trades`,
        },
      });
  }

  return {
    async list(series, { from, to }) {
      const rows = await session
        .select(columns)
        .from(tradeChunks)
        .where(and(of(series), between(tradeChunks.start, from - (from % chunkMs), to)))
        .orderBy(asc(tradeChunks.start));
      return decode(rows).filter(({ exchangeTime }) => exchangeTime >= from && exchangeTime <= to);
    },

    async add(series, trades) {
      // Whoever else adds to the same series waits, so that neither writes over what the other has added.
      await session.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${`trades ${series.source} ${series.instrument}`}, 0))`,
      );
      const total: AddedTrades = { added: 0, same: 0, different: 0 };
      const chunks = toTradeChunks(trades);
      for (let index = 0; index < chunks.length; index += chunksAtOnce)
        await addPart(series, chunks.slice(index, index + chunksAtOnce), total);
      return total;
    },

    async extents() {
      const rows = await session
        .select({
          source: tradeChunks.source,
          instrument: tradeChunks.instrument,
          trades: sql<string>`sum(${tradeChunks.count})`,
          first: sql<string>`min(${tradeChunks.first})`,
          last: sql<string>`max(${tradeChunks.last})`,
        })
        .from(tradeChunks)
        .groupBy(tradeChunks.source, tradeChunks.instrument)
        .orderBy(tradeChunks.source, tradeChunks.instrument);
      return rows.map(({ source, instrument, trades, first, last }) => ({
        source,
        instrument: instrumentId.parse(instrument),
        trades: Number(trades),
        first: Number(first),
        last: Number(last),
      }));
    },

    async forget(before) {
      await session.delete(tradeChunks).where(lt(tradeChunks.start, before - (before % chunkMs)));
    },
  };
}

function toRow(series: TradeSeries, chunk: TradeChunk) {
  const { start, trades } = chunk;
  return {
    ...{ source: series.source, instrument: series.instrument, start, count: trades.length },
    first: trades[0]?.exchangeTime ?? start,
    last: trades.at(-1)?.exchangeTime ?? start,
    trades: encodeTrades(chunk),
  };
}

function decode(rows: readonly Row[]): PublicTrade[] {
  const trades: PublicTrade[] = [];
  for (const row of rows) {
    const before = trades.length;
    decodeTrades(row, trades);
    if (trades.length - before === row.count) continue;
    throw new DatabaseError(
      'db.brokenTrades',
      `The stored trades of ${new Date(row.start).toISOString()} are damaged: ${trades.length - before} were found of ${row.count}. No price was taken from them. Restore the database, or remove that row of trade_chunks.`,
    );
  }
  return trades;
}
