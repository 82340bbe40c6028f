import type { InstrumentId } from '../../../domain/ids.ts';

/** What the desk trades, in the words that people use for it. */
export type Vocabulary = {
  instruments: readonly InstrumentId[];
  /** Quote currency, e.g. `USDT`. */
  currency: string;
};

/** Names of coins beside their symbols. */
export const coinNames: Readonly<Record<string, string>> = {
  bitcoin: 'BTC',
  bitcoins: 'BTC',
  xbt: 'BTC',
  ether: 'ETH',
  ethers: 'ETH',
  ethereum: 'ETH',
  solana: 'SOL',
  dogecoin: 'DOGE',
  doge: 'DOGE',
  ripple: 'XRP',
  xrp: 'XRP',
  cardano: 'ADA',
  ada: 'ADA',
  litecoin: 'LTC',
  ltc: 'LTC',
  bnb: 'BNB',
  avax: 'AVAX',
  avalanche: 'AVAX',
  polkadot: 'DOT',
  chainlink: 'LINK',
  shib: 'SHIB',
  pepe: 'PEPE',
  matic: 'MATIC',
  polygon: 'MATIC',
  tron: 'TRX',
  monero: 'XMR',
};

/** Words for the quote currency where it is a dollar coin. */
export const dollarWords = ['usdt', 'usd', 'tether', 'dollars', 'dollar', 'bucks', 'us dollars'];

/** Money that is not the quote currency, as people write it. */
export const foreignMoney: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₿': 'BTC with a sign',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  gbp: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  yen: 'JPY',
  jpy: 'JPY',
  chf: 'CHF',
  francs: 'CHF',
  inr: 'INR',
  cad: 'CAD',
  aud: 'AUD',
  usdc: 'USDC',
  busd: 'BUSD',
  dai: 'DAI',
  sats: 'satoshi',
  sat: 'satoshi',
  satoshi: 'satoshi',
  satoshis: 'satoshi',
};
