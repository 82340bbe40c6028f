import { expect, test } from 'vitest';
import { tellLanguage } from './tellLanguage.ts';

test.each([
  ['Exchange halts withdrawals after hot wallet attack', undefined, 'en'],
  ['Der Kurs fällt unter die Marke. Anleger warten auf die Entscheidung der Notenbank.', 'en', 'de'],
  ['比特币突破美元交易者预计上涨将继续下去因为资金流入增加', 'en', 'zh'],
  ['BTC ETH', 'en-US', 'en'],
  ['BTC ETH', undefined, 'und'],
  ['BTC ETH', 'none of these', 'und'],
])('default: %s', (text, declared, expected) => {
  expect(tellLanguage(text, declared)).toBe(expected);
});
