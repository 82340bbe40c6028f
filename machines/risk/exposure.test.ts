import { expect, test } from 'vitest';
import { Exact } from '../../domain/Exact.ts';
import { type Exposure, exposuresOf } from './exposure.ts';
import { type TestAccount, testAccount, testOrder } from './testAccount.ts';
import { btc, eth } from './testInput.ts';

const of = (account: TestAccount) =>
  exposuresOf({ account: testAccount(account), instrument: btc, mid: Exact.of('50000') });
const shown = ({ value, unpriced }: Exposure) => [value?.toDecimal().toString(), unpriced];

const bitcoin = { instrument: btc, quantity: '0.2', free: '0.2', price: '49000' };
const ether = { instrument: eth, quantity: '2', free: '2', price: '3000', venue: 'elsewhere' };

test('default', () => {
  const exposures = of({ holdings: [bitcoin, ether], openOrders: [testOrder({ proposer: 'trader' })] });
  // The instrument at hand is valued at its mid, others at their own price, open buys at their worst.
  expect(shown(exposures.position())).toEqual(['14900', undefined]);
  expect(shown(exposures.gross())).toEqual(['20900', undefined]);
  expect(shown(exposures.asset('ETH'))).toEqual(['6000', undefined]);
  expect(shown(exposures.asset('BTC'))).toEqual(['14900', undefined]);
  expect(shown(exposures.venue('simulated'))).toEqual(['14900', undefined]);
  expect(shown(exposures.venue('elsewhere'))).toEqual(['6000', undefined]);
  expect(shown(exposures.venue('nowhere'))).toEqual(['0', undefined]);
  expect(shown(exposures.proposer('trader'))).toEqual(['4900', undefined]);
});

test('behavior: open buys without a price are valued at the market', () => {
  const market = testOrder({ price: undefined });
  expect(shown(of({ openOrders: [market] }).gross())).toEqual(['5000', undefined]);
});

test('behavior: of a holding a proposer has what its entries bought, and no more than its part of what is there', () => {
  const bought = (quantity: string, proposer: string) =>
    ({ instrument: btc, side: 'buy', quantity, proposer }) as const;
  const fills = [bought('0.1', 'trader'), bought('0.3', 'trend')];
  const whole = { ...bitcoin, quantity: '0.5' };
  expect(shown(of({ holdings: [whole], fills }).proposer('trader'))).toEqual(['5000', undefined]);
  expect(shown(of({ holdings: [bitcoin], fills }).proposer('trader'))).toEqual(['2500', undefined]);
  expect(shown(of({ holdings: [bitcoin], fills }).proposer('nobody'))).toEqual(['0', undefined]);
  expect(shown(of({ holdings: [bitcoin] }).proposer('trader'))).toEqual(['0', undefined]);
});

test('error: what has no price leaves no sum, and is named', () => {
  const unknown = { ...ether, price: undefined };
  const fills = [{ instrument: eth, side: 'buy', quantity: '2', proposer: 'trader' }] as const;
  const exposures = of({ holdings: [unknown, bitcoin], fills });
  expect(shown(exposures.gross())).toEqual([undefined, eth]);
  expect(shown(exposures.position())).toEqual(['10000', undefined]);
  expect(shown(exposures.proposer('trader'))).toEqual([undefined, eth]);
  const open = testOrder({ instrument: eth, price: undefined });
  expect(shown(of({ openOrders: [open, testOrder()] }).gross())).toEqual([undefined, eth]);
});

test('behavior: nothing is worth nothing, whatever its price', () => {
  const none = { ...ether, quantity: '0', price: undefined };
  expect(shown(of({ holdings: [none] }).gross())).toEqual(['0', undefined]);
});
