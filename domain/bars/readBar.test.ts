import { expect, test } from 'vitest';
import { readBar } from './readBar.ts';

const good = { ts: 1_700_000_000_000, open: '5', high: '6.10', low: '4', close: '5', volume: '0' };

test('default: numbers stay as they are written', () => {
  expect(readBar(good)).toEqual({ ok: true, bar: good });
  expect(readBar({ ...good, ts: '1700000000000' })).toEqual({ ok: true, bar: good });
});

test.each([
  [{ ts: 1_700_000_000 }, 'badTime', /looks like seconds/],
  [{ ts: 1_700_000_000_000_000 }, 'badTime', /looks like microseconds/],
  [{ ts: undefined }, 'badTime', /ts is undefined/],
  [{ ts: null }, 'badTime', /ts is null/],
  [{ ts: '2024-01-01' }, 'badTime', /ts is "2024-01-01"/],
  [{ ts: 1.7e12 + 0.5 }, 'badTime', /expected epoch milliseconds/],
  [{ open: '0' }, 'badNumber', /open is "0"/],
  [{ low: '0.00' }, 'badNumber', /low is "0.00"/],
  [{ close: 5 }, 'badNumber', /close is 5/],
  [{ high: 'NaN' }, 'badNumber', /high is "NaN"/],
  [{ close: '1e400' }, 'badNumber', /close is "1e400"/],
  [{ open: {} }, 'badNumber', /open is \{\}/],
  [{ volume: '-1' }, 'badNumber', /volume is "-1"; .* at least 0/],
  [{ volume: undefined }, 'badNumber', /volume is undefined/],
  [{ high: '3' }, 'inconsistentBar', /high 3 is below low 4/],
  [{ high: '4.5' }, 'inconsistentBar', /high 4.5 is below open 5/],
  [{ low: '5.5' }, 'inconsistentBar', /low 5.5 is above open 5/],
])('error: %j is refused', (change, fault, text) => {
  const read = readBar({ ...good, ...change });
  expect(read).toMatchObject({ ok: false, fault, text: expect.stringMatching(text) });
});
