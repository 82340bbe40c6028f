import type { Timeframe } from '../../domain/market.ts';

/** One recorded series and the timeframes it is trained on; `until` (epoch ms) cuts what another file covers. */
export type TrainingSeries = {
  file: string;
  instrument: string;
  timeframes: Timeframe[];
  until?: number;
};

/** Instruments that no training row comes from, kept to measure how far the model carries. */
export const heldOutInstruments: readonly string[] = ['XRP/USDT', 'LINK/USDT', 'ATOM/USDT'];

/** From here on (epoch ms) nothing is trained, tuned or calibrated: the months the card is measured on. */
export const testFrom = Date.UTC(2025, 3, 1);

const perpetuals = ['BTC', 'ETH', 'SOL', 'XRP', 'BNB', 'DOGE', 'LINK', 'DOT', 'TRX', 'ATOM'];
const fiveMinutes = ['BTC', 'ETH', 'SOL', 'XRP'];

/** What the shipped model is trained and measured on, relative to the data folder. */
const trendSeries: readonly TrainingSeries[] = [
  {
    file: 'spot/BTCUSDT-1h-201708-202404.csv.gz',
    instrument: 'BTC/USDT',
    timeframes: ['1h', '4h'],
    until: Date.UTC(2023, 0, 1),
  },
  ...perpetuals.map(
    (base): TrainingSeries => ({
      file: `perp/${base}USDT-1h.csv.gz`,
      instrument: `${base}/USDT`,
      timeframes: ['1h', '4h'],
    }),
  ),
  ...fiveMinutes.map(
    (base): TrainingSeries => ({
      file: `spot/${base}USDT-5m-202501.csv.gz`,
      instrument: `${base}/USDT`,
      timeframes: ['5m', '15m'],
    }),
  ),
];

/**
 * What one run of the training reads: everything, or, to see in minutes that it works, one instrument to train on and
 * one that is held out.
 */
export function seriesOf(quick: boolean): readonly TrainingSeries[] {
  const few = ['BTC/USDT', 'XRP/USDT'];
  return quick
    ? trendSeries.filter(({ instrument, until }) => few.includes(instrument) && until === undefined)
    : trendSeries;
}
