import type { InstrumentId } from '../../domain/ids.ts';

/** Names people use for a coin beside its ticker; in lower case. */
const namesOf: Record<string, readonly string[]> = {
  BTC: ['bitcoin', 'bitcoins', 'xbt'],
  ETH: ['ethereum', 'ether'],
  SOL: ['solana'],
  XRP: ['ripple'],
  BNB: ['binance coin'],
  DOGE: ['dogecoin'],
  ADA: ['cardano'],
  LINK: ['chainlink'],
  DOT: ['polkadot'],
  AVAX: ['avalanche'],
  LTC: ['litecoin'],
  ATOM: ['cosmos hub'],
  TRX: ['tron'],
  SHIB: ['shiba inu', 'shib'],
  MATIC: ['polygon'],
  LUNA: ['terra luna'],
};

/** Tickers that are also plain English: they count only in capitals or behind a cashtag or hash. */
const alsoWords = new Set([
  'LINK',
  'DOT',
  'ATOM',
  'SOL',
  'ADA',
  'NEAR',
  'ONE',
  'GAS',
  'SAND',
  'APE',
  'OP',
  'FLOW',
]);

/**
 * Which of the desk's instruments a text speaks of: by cashtag, ticker, pair or name. Order and content follow
 * `instruments`; nothing is guessed beyond them.
 */
export function mentionedInstruments(text: string, instruments: readonly InstrumentId[]): InstrumentId[] {
  return instruments.filter((instrument) => mentions(text, instrument.split('/')[0] ?? ''));
}

function mentions(text: string, base: string): boolean {
  const ticker = escapeRegExp(base);
  const marked = new RegExp(`[$#]${ticker}(?![\\p{L}\\p{N}])`, 'iu');
  const plain = new RegExp(
    `(?<![\\p{L}\\p{N}$#])${ticker}(?=USDT?|USDC|EUR|[^\\p{L}\\p{N}]|$)`,
    alsoWords.has(base) ? 'u' : 'iu',
  );
  if (marked.test(text) || plain.test(text)) return true;
  return (namesOf[base] ?? []).some((name) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(name)}(?![\\p{L}\\p{N}])`, 'iu').test(text),
  );
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
