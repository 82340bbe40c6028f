import { expect, test } from 'vitest';
import { testOrder as order, type TestOrder } from '../testAccount.ts';
import { brief, eth, runCheck, testExit, testInput } from '../testInput.ts';
import { rateSelfMatch } from './rateSelfMatch.ts';

const open = (...openOrders: TestOrder[]) => ({ account: { openOrders } });

test('default', () => {
  expect(brief(rateSelfMatch, testInput())).toBe('pass: none | none that it could meet');
});

test('error: an own resting order on the other side within reach is denied', () => {
  expect(brief(rateSelfMatch, testInput(open(order({ side: 'sell', role: 'exit', price: '50000' }))))).toBe(
    'deny: own sell at 50,000 | none that it could meet',
  );
  expect(brief(rateSelfMatch, testExit(open(order({ price: '50000' }))))).toBe(
    'deny: own buy at 50,000 | none that it could meet',
  );
  expect(brief(rateSelfMatch, testExit(open(order({ price: '50010' }), order({ price: '49990' }))))).toBe(
    'deny: own buy at 50,010 | none that it could meet',
  );
  expect(
    brief(rateSelfMatch, testInput(open(order({ side: 'sell', status: 'unknown', price: '49000' })))),
  ).toBe('deny: own sell at 49,000 | none that it could meet');
});

test('behavior: out of reach, same side, other instrument and sleeping stops are no match', () => {
  for (const other of [
    order({ side: 'sell', price: '50000.01' }),
    order({ side: 'buy', price: '50000' }),
    order({ side: 'sell', price: '50000', instrument: eth }),
    order({ side: 'sell', price: undefined }),
    order({ side: 'sell', role: 'protection', price: '48900' }),
  ]) {
    expect(runCheck(rateSelfMatch, testInput(open(other))).outcome).toBe('pass');
  }
  expect(runCheck(rateSelfMatch, testExit(open(order({ price: '49999.99' })))).outcome).toBe('pass');
});

test('error: a protection that has been triggered rests in the book', () => {
  const triggered = order({ side: 'sell', role: 'protection', status: 'triggered', price: '48900' });
  expect(runCheck(rateSelfMatch, testInput(open(triggered))).outcome).toBe('deny');
});

test('error: denied when the account is missing', () => {
  expect(brief(rateSelfMatch, testInput({ account: undefined }))).toBe(
    'deny: unknown | none that it could meet',
  );
});
