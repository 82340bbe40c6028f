import type { Clock } from '../../../domain/Clock.ts';
import { intervalMs } from '../market/barIntervals.ts';
import type { MarketBar, MarketTick, SimulatedMarket, SimulatedSymbol } from '../SimulatedMarket.ts';

/** A market whose every trade a test writes, with the clock that it runs on. */
export type ScriptedMarket = {
  market: SimulatedMarket;
  clock: Clock;
  /** Lets time pass without a trade. */
  pass(ms: number): void;
  /** One trade, a second after the last one. */
  trade(price: string, options?: { quantity?: string; side?: 'buy' | 'sell'; symbol?: string }): void;
};

const symbols: readonly SimulatedSymbol[] = [
  ['BTCUSDT', 'BTC', '0.01', '0.00001'],
  ['ETHUSDT', 'ETH', '0.01', '0.0001'],
].map(([symbol = '', base = '', priceTick = '', quantityStep = '']) => ({
  symbol,
  base,
  quote: 'USDT',
  priceTick,
  quantityStep,
  minQuantity: quantityStep,
  maxQuantity: '9000',
  minNotional: '5',
}));

/**
 * Starts with one sale of each symbol: BTC at 60,000 and ETH at 3,000. Time passes as the test says, or with
 * `clock`, where the test lets a client sign by its own clock. `listed` trades other symbols, each sold once at its price.
 */
export function scriptedMarket(
  options: { clock?: Clock; listed?: readonly (SimulatedSymbol & { price: string })[] } = {},
): ScriptedMarket {
  const { listed } = options;
  let now = options.clock?.now() ?? 1_800_000_000_000;
  const clock = options.clock ?? { now: () => now };
  const ticks: MarketTick[] = listed?.map(({ symbol, price }) => ({
    ...{ symbol, ts: now, price, quantity: '1', takerSide: 'sell' as const },
  })) ?? [
    { symbol: 'BTCUSDT', ts: now, price: '60000.00', quantity: '0.1', takerSide: 'sell' },
    { symbol: 'ETHUSDT', ts: now, price: '3000.00', quantity: '1', takerSide: 'sell' },
  ];
  const market: SimulatedMarket = {
    kind: 'generated',
    label: 'scripted market',
    symbols: listed?.map(({ price: _, ...symbol }) => symbol) ?? symbols,
    marketTime: (wallNow) => wallNow,
    ticks: (from, to) => ticks.filter(({ ts }) => ts > from && ts <= to),
    bars(symbol, interval, { from = 0, to, limit }) {
      const length = intervalMs.get(interval) ?? 60_000;
      const bars = new Map<number, MarketBar>();
      for (const tick of ticks) {
        const ts = Math.floor(tick.ts / length) * length;
        if (tick.symbol !== symbol || tick.ts > to || ts < from) continue;
        const bar = bars.get(ts);
        const { price, quantity: volume } = tick;
        if (!bar) {
          bars.set(ts, { ts, open: price, high: price, low: price, close: price, volume });
          continue;
        }
        if (Number(price) > Number(bar.high)) bar.high = price;
        if (Number(price) < Number(bar.low)) bar.low = price;
        bar.close = price;
        bar.volume = (Number(bar.volume) + Number(volume)).toFixed(5);
      }
      const found = [...bars.values()];
      return from > 0 ? found.slice(0, limit) : found.slice(-limit);
    },
  };
  return {
    market,
    clock,
    pass(ms) {
      now += ms;
    },
    trade(price, { quantity = '0.05', side = 'sell', symbol = 'BTCUSDT' } = {}) {
      // By a clock that runs, just ahead of it: what is past has been walked already.
      now = options.clock ? Math.max(options.clock.now(), now) + 1 : now + 1_000;
      ticks.push({ symbol, ts: now, price, quantity, takerSide: side });
    },
  };
}
