/** Names people use for a coin beside its ticker; in lower case. */
const namesOf: Readonly<Record<string, readonly string[]>> = {
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
  NEAR: ['near protocol'],
  ONE: ['harmony one'],
  GAS: ['neogas', 'neo gas'],
  SAND: ['the sandbox'],
  APE: ['apecoin'],
  ARB: ['arbitrum'],
  APT: ['aptos'],
  SUI: ['sui network'],
  TON: ['toncoin'],
  UNI: ['uniswap'],
  FIL: ['filecoin'],
  HBAR: ['hedera'],
};

/** Coins that texts are searched for whatever the desk trades. */
export const namedAssets: readonly string[] = Object.keys(namesOf);

/** Tickers that mean nothing else, however they are written. */
const plainTickers = new Set([
  'BTC',
  'ETH',
  'XRP',
  'BNB',
  'DOGE',
  'AVAX',
  'LTC',
  'TRX',
  'SHIB',
  'MATIC',
  'HBAR',
]);

/** Tickers that are also plain words or names: they count only in capitals or behind a cashtag or hash. */
const alsoNames = new Set(['SOL', 'ADA', 'DOT', 'ATOM', 'LUNA']);

const marketTalk =
  /\b(?:tokens?|coins?|altcoins?|crypto|blockchain|protocol|price|trad(?:es?|ers?|ing)|rall(?:y|ies|ied)|jump(?:s|ed)?|surg(?:es?|ed|ing)|soar(?:s|ed)?|drop(?:s|ped)?|falls?|fell|gain(?:s|ed)?|slid(?:es?)?|bullish|bearish|breakout|staking|listing|holders|whales?)\b|\d\s?%|[$€]\d/iu;
/** What makes of a ticker the plain word again. */
const plainNext: Readonly<Record<string, RegExp>> = {
  GAS: /^\s+(?:fees?|prices?|costs?|limits?|usage)\b/iu,
  ONE: /^\s+(?:of|more|day|day's|thing|coin|token|crypto)\b/iu,
  LINK: /^\s+(?:in|to|below|here)\b/iu,
  NEAR: /^\s+(?:the|a|an|its|all|record|\$?\d)/iu,
};

/**
 * Which of these coins a text speaks of: by cashtag, ticker, pair or name, in the order of `assets`. A ticker that could
 * be a word, as every one can that is not known to be none (LINK, NEAR, ONE, GAS, MOVE, ME …), counts by its cashtag, by a
 * pair or name, or in capitals beside talk of markets in a text that is not written in capitals as a whole. Nothing is
 * guessed beyond `assets`.
 */
export function mentionedAssets(text: string, assets: readonly string[]): string[] {
  return assets.filter((asset) => mentions(text, asset));
}

function mentions(text: string, asset: string): boolean {
  const ticker = escapeRegExp(asset);
  const isWord = !plainTickers.has(asset) && !alsoNames.has(asset);
  const marks = isWord ? '[$]' : '[$#]';
  const pair = `${ticker}(?=[/_-]?(?:USDT?|USDC|EUR|PERP)(?![\\p{L}\\p{N}]))`;
  return (
    new RegExp(`${marks}${ticker}(?![\\p{L}\\p{N}])`, 'iu').test(text) ||
    new RegExp(`(?<![\\p{L}\\p{N}$#])${pair}`, 'u').test(text) ||
    (isWord ? standsAsTicker(text, asset) : standsAlone(text, ticker, alsoNames.has(asset))) ||
    (namesOf[asset] ?? []).some((name) => standsAlone(text, escapeRegExp(name), false))
  );
}

function standsAlone(text: string, word: string, inCapitals: boolean): boolean {
  const flags = inCapitals ? 'u' : 'iu';
  return new RegExp(`(?<![\\p{L}\\p{N}$#])${word}(?=USDT?|USDC|EUR|[^\\p{L}\\p{N}]|$)`, flags).test(text);
}

function standsAsTicker(text: string, asset: string): boolean {
  // A letter alone is a letter.
  if (asset.length === 1 || isShouted(text) || !marketTalk.test(text)) return false;
  const found = text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}$])${asset}(?![\\p{L}\\p{N}])`, 'gu'));
  const plain = plainNext[asset];
  return [...found].some(({ index }) => !plain?.test(text.slice(index + asset.length)));
}

/** A headline in capitals says nothing by its capitals. */
function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return letters > 0 && capitals / letters > 0.6 && letters > 8;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
