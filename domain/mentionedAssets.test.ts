import { expect, test } from 'vitest';
import { mentionedAssets, namedAssets } from './mentionedAssets.ts';

test.each([
  ['LINK jumps as SWIFT expands pilot', ['LINK']],
  ['Chainlink and $one, $near', ['LINK', 'NEAR', 'ONE']],
  ['NEAR token gains 8%', ['NEAR']],
  ['NEAR Protocol and Cosmos Hub', ['ATOM', 'NEAR']],
  ['ONEUSDT breaks out, GAS/USDT flat, OP-PERP', ['ONE', 'GAS']],
])('behavior: %s', (text, expected) => {
  expect(mentionedAssets(text, namedAssets)).toStrictEqual(expected);
});

const traded = ['BTC', 'MOVE', 'ME', 'W', 'ACT', 'HIGH', 'IO', 'S', 'ARB'];

test.each([
  ['Regulators move to act on stablecoins, high demand', []],
  ['Give me a reason, io games and arb opportunities', []],
  ['S&P 500 falls, w/ BTC up 2%', ['BTC']],
  ['ARB jumps 4% while MOVE/USDT and $io are quiet', ['MOVE', 'IO', 'ARB']],
  ['arbitrum holders vote', ['ARB']],
  ['Movement (MOVE) token rallies', ['MOVE']],
])('behavior: a ticker of which nothing is known could be a word: %s', (text, expected) => {
  expect(mentionedAssets(text, traded)).toStrictEqual(expected);
});

test.each([
  'follow the LINK in bio',
  'LINK IN BIO: CRYPTO TRADING SIGNALS WITH 90% PROFIT',
  'Only ONE day left to trade this coin',
  'ONE of the biggest token sales',
  'Bridges NEAR the station',
  'Price NEAR 60000, a gain of 3%',
  'GAS fees on the network drop 40%',
  '#one love for traders',
  'Near all traders link gas to one coin',
])('error: %s speaks of no coin', (text) => {
  expect(mentionedAssets(text, namedAssets)).toStrictEqual([]);
});
