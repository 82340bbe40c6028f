import { expect, test } from 'vitest';
import { instrumentId } from '../../../domain/ids.ts';
import { rawExecution, rawTrade } from './answers.ts';
import { executionToFill, tradeToFill } from './toFill.ts';

const btc = instrumentId.parse('BTC/USDT');

/** One execution as REST lists it. */
const trade = (changes: object = {}) =>
  rawTrade.parse({
    ...{ symbol: 'BTCUSDT', id: 5, orderId: 77, price: '60000.00', qty: '0.10000000', time: 9 },
    ...{ commission: '0.00010000', commissionAsset: 'BTC', isBuyer: true, isMaker: false },
    ...changes,
  });

/** The same execution as the account stream tells it. */
const execution = (changes: object = {}) =>
  rawExecution.parse({
    ...{ e: 'executionReport', s: 'BTCUSDT', c: 'ord-1', S: 'BUY', o: 'LIMIT', q: '0.1', p: '60000', i: 77 },
    ...{ x: 'TRADE', X: 'FILLED', l: '0.1', z: '0.1', L: '60000', n: '0.0001', N: 'BTC', T: 9, t: 5 },
    ...changes,
  });

test('default: REST and the stream tell of the same fill', () => {
  const fill = tradeToFill(trade(), btc, 'ord-1');
  expect(fill).toMatchObject({ id: '5', fee: '0.0001', feeAsset: 'BTC', quantity: '0.1', side: 'buy' });
  expect(executionToFill(execution(), btc)).toEqual(fill);
});

test('behavior: also where nothing was charged, whatever each names as its asset', () => {
  const bought = tradeToFill(trade({ commission: '0.00000000', commissionAsset: 'BNB' }), btc, 'ord-1');
  expect(bought).toMatchObject({ fee: '0', feeAsset: 'BTC' });
  expect(executionToFill(execution({ n: '0', N: null }), btc)).toEqual(bought);
  const sold = tradeToFill(trade({ commission: '0', commissionAsset: 'BNB', isBuyer: false }), btc, 'ord-1');
  expect(sold).toMatchObject({ fee: '0', feeAsset: 'USDT' });
  expect(executionToFill(execution({ n: '0', N: null, S: 'SELL' }), btc)).toEqual(sold);
});

test('behavior: what did not trade is no fill', () => {
  expect(executionToFill(execution({ x: 'NEW', t: -1 }), btc)).toBeUndefined();
  expect(executionToFill(execution({ t: null }), btc)).toBeUndefined();
});
