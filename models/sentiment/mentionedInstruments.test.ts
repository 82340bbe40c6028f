import { expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { mentionedInstruments } from './mentionedInstruments.ts';

const known = ['BTC/USDT', 'ETH/USDT', 'SOL/USDT', 'LINK/USDT', 'ADA/USDT'].map((id) =>
  instrumentId.parse(id),
);

test.each([
  ['Bitcoin climbs above $45,000', ['BTC/USDT']],
  ['$sol and #Ada pump, btc flat', ['BTC/USDT', 'SOL/USDT', 'ADA/USDT']],
  ['ETHUSDT breaks out; ethereum’s fees fall', ['ETH/USDT']],
  ['BTC/USDT, SOL-PERP', ['BTC/USDT', 'SOL/USDT']],
  ['follow the link in bio', []],
  ['LINK jumps as SWIFT expands pilot', ['LINK/USDT']],
  ['she went to see the method, bethany', []],
  ['Dogecoin to the moon', []],
  ['', []],
])('behavior: %s', (text, expected) => {
  expect(mentionedInstruments(text, known)).toStrictEqual(expected);
});
