import { expect, it } from 'vitest';
import { type Fill, fill } from '../../../domain/Fill.ts';
import { fillsCsv } from './fillsCsv.ts';

function made(change: Partial<Record<keyof Fill, unknown>>): Fill {
  return fill.parse({
    ...{ id: '7', order: 'ORD-0123456789ABCDEF', account: 'sim', instrument: 'BTC/USDT', side: 'buy' },
    ...{ price: '67240.50', quantity: '0.0100', fee: '0.6724', feeAsset: 'USDT', liquidity: 'taker' },
    at: Date.UTC(2026, 10, 22, 12, 0, 3),
    ...change,
  });
}

it('default', () => {
  expect(fillsCsv([made({})])).toBe(
    'at,instrument,side,price,quantity,fee,feeAsset,liquidity,order,id\r\n' +
      '2026-11-22T12:00:03.000Z,BTC/USDT,buy,67240.50,0.0100,0.6724,USDT,taker,ORD-0123456789ABCDEF,7\r\n',
  );
});

it('behavior: oldest first, whatever order they came in', () => {
  const lines = fillsCsv([made({ id: 'b', at: 2 }), made({ id: 'a', at: 1 })]).split('\r\n');
  expect(lines.slice(1, 3).map((line) => line.at(-1))).toEqual(['a', 'b']);
});

it('behavior: nothing in it breaks a row or runs as a formula', () => {
  const row = fillsCsv([made({ id: '=1,"x"' })]).split('\r\n')[1];
  expect(row?.endsWith(',"\'=1,""x"""')).toBe(true);
});
