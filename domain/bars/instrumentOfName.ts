import { type InstrumentId, instrumentId } from '../ids.ts';

/** Quote assets, the longer of two that end alike first, so that `USDT` is found before `USD`. */
const quotes = ['FDUSD', 'USDT', 'USDC', 'BUSD', 'TUSD', 'USD', 'EUR', 'BTC', 'ETH', 'BNB'];

/**
 * The instrument that a bars file is about, by the letters and digits which its name begins with:
 * `BTCUSDT-5m-202501.csv` is BTC/USDT. Undefined where the name tells none.
 */
export function instrumentOfName(fileName: string): InstrumentId | undefined {
  const symbol = /^[A-Z0-9]+/.exec(fileName.toUpperCase())?.[0] ?? '';
  const quote = quotes.find((asset) => symbol.endsWith(asset) && symbol.length > asset.length);
  return quote === undefined ? undefined : instrumentId.parse(`${symbol.slice(0, -quote.length)}/${quote}`);
}
