import type { SimulatedSymbol } from '../SimulatedMarket.ts';

/** An invented instrument: the exchange's limits for it, and how its price behaves. */
export type GeneratedSymbol = SimulatedSymbol & {
  /** Price around which it wanders, in quote units. */
  level: number;
  /** Typical spread of one day's relative return, e.g. 0.02. */
  dailyVolatility: number;
  /** Correlation with the factor that moves all of them, 0 to 1. */
  marketCorrelation: number;
  /** Typical volume of a day, in base units. */
  dailyVolume: number;
};

/** What the simulated venue trades unless told otherwise. */
export const defaultSymbols: readonly GeneratedSymbol[] = [
  {
    symbol: 'BTCUSDT',
    base: 'BTC',
    quote: 'USDT',
    priceTick: '0.01',
    quantityStep: '0.00001',
    minQuantity: '0.00001',
    maxQuantity: '9000',
    minNotional: '5',
    level: 84_000,
    dailyVolatility: 0.02,
    marketCorrelation: 0.9,
    dailyVolume: 18_000,
  },
  {
    symbol: 'ETHUSDT',
    base: 'ETH',
    quote: 'USDT',
    priceTick: '0.01',
    quantityStep: '0.0001',
    minQuantity: '0.0001',
    maxQuantity: '9000',
    minNotional: '5',
    level: 3_100,
    dailyVolatility: 0.026,
    marketCorrelation: 0.85,
    dailyVolume: 320_000,
  },
  {
    symbol: 'SOLUSDT',
    base: 'SOL',
    quote: 'USDT',
    priceTick: '0.01',
    quantityStep: '0.001',
    minQuantity: '0.001',
    maxQuantity: '90000',
    minNotional: '5',
    level: 165,
    dailyVolatility: 0.034,
    marketCorrelation: 0.8,
    dailyVolume: 3_000_000,
  },
];
