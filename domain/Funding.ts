import type { DecimalString } from './decimal.ts';

/** Funding and open interest of one coin's perpetual swap at an exchange. */
export type Funding = {
  /** Ticker, e.g. `BTC`. */
  asset: string;
  /** The swap, as ccxt names it, e.g. `BTC/USDT:USDT`. */
  contract: string;
  /** Of one interval, as a fraction of the position: longs pay shorts where it is positive. */
  rate: DecimalString;
  /** Null where the exchange does not tell it. */
  intervalHours: number | null;
  /** When it is next paid (epoch ms); null where that is not told. */
  nextAt: number | null;
  /** In base units; null where the exchange tells none. */
  openInterest: DecimalString | null;
  /** The exchange's own time (epoch ms); null where it gives none. */
  at: number | null;
};
