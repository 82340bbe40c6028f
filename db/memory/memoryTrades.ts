import type { TradeSeries } from '../../domain/trades/PublicTrade.ts';
import type { TradeRepository } from '../Repositories.ts';
import { mergeTrades } from '../trades/mergeTrades.ts';
import { chunkMs } from '../trades/tradeChunks.ts';
import type { MemoryState } from './MemoryState.ts';

export function memoryTrades(current: () => MemoryState): TradeRepository {
  const key = ({ source, instrument }: TradeSeries) => [source, instrument].join('\n');
  const stored = (series: TradeSeries) => current().trades.get(key(series))?.trades ?? [];
  return {
    async list(series, { from, to }) {
      return stored(series).filter(({ exchangeTime }) => exchangeTime >= from && exchangeTime <= to);
    },
    async add(series, found) {
      const { trades, ...result } = mergeTrades(stored(series), found);
      if (trades.length > 0) current().trades.set(key(series), { series: { ...series }, trades });
      return result;
    },
    async extents() {
      return [...current().trades]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, { series, trades }]) => ({
          ...series,
          trades: trades.length,
          first: trades[0]?.exchangeTime ?? 0,
          last: trades.at(-1)?.exchangeTime ?? 0,
        }));
    },
    async forget(before) {
      const from = before - (before % chunkMs);
      for (const [name, { series, trades }] of current().trades) {
        const left = trades.filter(({ exchangeTime }) => exchangeTime >= from);
        if (left.length > 0) current().trades.set(name, { series, trades: left });
        else current().trades.delete(name);
      }
    },
  };
}
