import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal, decimal } from '../../../domain/decimal.ts';
import { instrumentId, orderId, proposalId } from '../../../domain/ids.ts';
import { openOrderStatuses, orderStatus } from '../../../domain/Order.ts';
import { type AccountSums, emptySums, sumsOf, withOrder } from './accountSums.ts';
import type { Buys } from './buys.ts';
import type { OrderRow } from './OrderRow.ts';

const btc = instrumentId.parse('BTC/USDT');
const eth = instrumentId.parse('ETH/USDT');
const idOf = (number: number) => orderId.parse(`ORD-${String(number).padStart(16, '0')}`);

function row(changes: Partial<OrderRow> = {}): OrderRow {
  return {
    id: idOf(1),
    instrument: btc,
    venue: 'simulated',
    proposer: 'operator',
    proposal: proposalId.parse('PRP-00000001'),
    role: 'entry',
    status: 'accepted',
    side: 'buy',
    createdAt: 1_000,
    quantity: '0.4',
    filled: '0.1',
    price: '50000',
    restingPrice: '50000',
    ...changes,
  };
}

/** Sums as plain text, so that two ways to them can be compared. */
function plain(sums: AccountSums) {
  const buys = ({ priced, unpriced }: Buys) => [
    priced.toString(),
    [...unpriced].map(([id, quantity]) => `${id} ${quantity}`).sort(),
  ];
  const log = (sent: AccountSums['sent']) =>
    sent.toArray().map(({ at, order, quantity }) => `${at} ${order} ${quantity}`);
  const groups = (map: ReadonlyMap<string, Buys>) => [...map].map(([name, of]) => [name, buys(of)]).sort();
  return {
    openOrders: sums.openOrders,
    buys: buys(sums.buys),
    at: groups(sums.buysAt),
    of: groups(sums.buysOf),
    sent: log(sums.sent),
    claimed: sums.claimed.entries().map(([id, quantity]) => `${id} ${quantity}`),
    instruments: [...sums.instruments]
      .map(([id, of]) => ({
        id,
        buys: buys(of.buys),
        selling: of.selling.toString(),
        resting: [of.resting.buy.map(String), of.resting.sell.map(String)],
        sent: [log(of.sent.buy), log(of.sent.sell)],
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

const amount = fc.integer({ min: 1, max: 900_000 }).map((value) => (value / 1000).toString());
const rows = fc
  .record({
    number: fc.integer({ min: 1, max: 12 }),
    instrument: fc.constantFrom(btc, eth),
    venue: fc.constantFrom('simulated', 'binance'),
    proposer: fc.constantFrom('operator', 'agent:trader', null),
    proposal: fc.constantFrom(proposalId.parse('PRP-00000001'), proposalId.parse('PRP-00000002'), null),
    role: fc.constantFrom('entry' as const, 'exit' as const, 'protection' as const, 'emergency' as const),
    status: fc.constantFrom(...orderStatus.options),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    createdAt: fc.integer({ min: 0, max: 20 }),
    quantity: amount,
    filledShare: fc.constantFrom(0, 0.25, 1, 1.5),
    price: fc.option(amount, { nil: undefined }),
    rests: fc.boolean(),
  })
  .map(
    ({ number, filledShare, rests, ...fields }): OrderRow => ({
      ...fields,
      id: idOf(number),
      filled: decimal(fields.quantity).times(filledShare).toString(),
      restingPrice: rests ? fields.price : undefined,
    }),
  );
/** Changes to a book of orders: each row takes the place of the one with its id; one in four leaves instead. */
const changes = fc.array(fc.tuple(rows, fc.integer({ min: 0, max: 3 })), { maxLength: 40 });

test('default', () => {
  const sums = sumsOf([
    row(),
    row({ id: idOf(2), instrument: eth, status: 'unknown', price: '3000', proposer: null }),
  ]);
  expect(plain(sums)).toEqual({
    openOrders: 2,
    buys: ['15900', []],
    at: [['simulated', ['15900', []]]],
    of: [['operator', ['15000', []]]],
    sent: [`1000 ${idOf(1)} 0.4`, `1000 ${idOf(2)} 0.4`],
    claimed: ['PRP-00000001 0.8'],
    instruments: [
      {
        id: btc,
        buys: ['15000', []],
        selling: '0',
        resting: [['50000'], []],
        sent: [[`1000 ${idOf(1)} 0.4`], []],
      },
      {
        id: eth,
        buys: ['900', []],
        selling: '0',
        resting: [['50000'], []],
        sent: [[`1000 ${idOf(2)} 0.4`], []],
      },
    ],
  });
});

test('behavior: kept by single changes they are what they are built anew, and nothing is left when all is gone', () => {
  fc.assert(
    fc.property(changes, (steps) => {
      const book = new Map<string, OrderRow>();
      let sums = emptySums();
      for (const [next, leaves] of steps) {
        const after = leaves === 0 ? undefined : next;
        sums = withOrder(sums, book.get(next.id), after);
        if (after === undefined) book.delete(next.id);
        else book.set(next.id, after);
        expect(plain(sums)).toEqual(plain(sumsOf([...book.values()].reverse())));
      }
      for (const known of book.values()) sums = withOrder(sums, known, undefined);
      expect(plain(sums)).toEqual(plain(emptySums()));
    }),
    { numRuns: 60 },
  );
});

/** One field of an order, which takes the value that another order has there. */
const field = fc.constantFrom(
  ...(['instrument', 'venue', 'proposer', 'proposal', 'role', 'status', 'side', 'createdAt'] as const),
  ...(['quantity', 'filled', 'price', 'restingPrice'] as const),
);

test('behavior: an order that changes in one thing, as orders do, leaves what its new rows give', () => {
  fc.assert(
    fc.property(rows, rows, fc.array(fc.tuple(field, rows), { maxLength: 20 }), (other, first, steps) => {
      const others = [{ ...other, id: idOf(13) }];
      let known = first;
      let sums = sumsOf([...others, known]);
      for (const [changed, { [changed]: value }] of steps) {
        const next = { ...known, [changed]: value };
        sums = withOrder(sums, known, next);
        expect(plain(sums)).toEqual(plain(sumsOf([next, ...others])));
        known = next;
      }
    }),
    { numRuns: 300 },
  );
});

test('behavior: what moves no sum leaves them as they are, and a fill leaves what went out', () => {
  const [first, unpriced] = [row(), row({ id: idOf(2), price: undefined, restingPrice: undefined })];
  const sums = sumsOf([first, unpriced]);
  expect(withOrder(sums, first, { ...first, status: 'partiallyFilled' })).toBe(sums);
  expect(withOrder(sums, unpriced, { ...unpriced, status: 'unknown' })).toBe(sums);
  const sold = row({ side: 'sell', role: 'exit' });
  const selling = sumsOf([sold]);
  expect(withOrder(selling, sold, { ...sold, status: 'unknown' })).toBe(selling);
  const filled = withOrder(sums, first, { ...first, status: 'filled', filled: '0.4' });
  expect(filled.openOrders).toBe(1);
  expect(filled.sent).toBe(sums.sent);
  const meant = row({ status: 'filled', role: 'protection', side: 'sell', proposal: null });
  const nothing = emptySums();
  expect(withOrder(nothing, undefined, meant).instruments).toBe(nothing.instruments);
});

test('behavior: they are the plain sums over the rows', () => {
  fc.assert(
    fc.property(fc.uniqueArray(rows, { maxLength: 12, selector: ({ id }) => id }), (book) => {
      const sums = sumsOf(book);
      const open = book.filter(({ status }) => openOrderStatuses.has(status));
      const left = ({ quantity, filled }: OrderRow) => Decimal.max(0, decimal(quantity).minus(filled));
      const total = (of: readonly OrderRow[], value: (of: OrderRow) => Decimal) =>
        of.reduce((sum, each) => sum.plus(value(each)), new Decimal(0)).toString();
      expect(sums.openOrders).toBe(open.length);
      for (const instrument of [btc, eth]) {
        const own = open.filter((order) => order.instrument === instrument);
        const priced = own.filter(({ side, price }) => side === 'buy' && price !== undefined);
        const known = sums.instruments.get(instrument);
        expect((known?.buys.priced ?? new Decimal(0)).toString()).toBe(
          total(priced, (order) => left(order).times(order.price ?? 0)),
        );
        expect((known?.buys.unpriced.get(instrument) ?? new Decimal(0)).toString()).toBe(
          total(
            own.filter(({ side, price }) => side === 'buy' && price === undefined),
            left,
          ),
        );
        expect((known?.selling ?? new Decimal(0)).toString()).toBe(
          total(
            own.filter(({ side, role }) => side === 'sell' && role !== 'protection'),
            left,
          ),
        );
        for (const side of ['buy', 'sell'] as const) {
          const resting = own.filter((order) => order.side === side && order.restingPrice !== undefined);
          expect(known?.resting[side].map(Number) ?? []).toEqual(
            resting.map(({ restingPrice }) => Number(restingPrice)).sort((a, b) => a - b),
          );
        }
      }
      for (const time of [-1, 5, 19, 20]) {
        const sent = book.filter(
          ({ role, status, createdAt }) =>
            ['entry', 'exit'].includes(role) &&
            !['lapsed', 'notAccepted'].includes(status) &&
            createdAt > time,
        );
        expect(sums.sent.countAfter(time)).toBe(sent.length);
      }
    }),
    { numRuns: 200 },
  );
});

test('behavior: sums that were handed out stay as they were', () => {
  const first = sumsOf([row()]);
  const before = plain(first);
  const branches = [2, 3].map((number) =>
    withOrder(first, undefined, row({ id: idOf(number), createdAt: 2_000 })),
  );
  expect(plain(first)).toEqual(before);
  expect(branches.map((sums) => sums.sent.toArray().map(({ order }) => order))).toEqual([
    [idOf(1), idOf(2)],
    [idOf(1), idOf(3)],
  ]);
});

test('error: a row that holds no decimal is refused', () => {
  expect(() => sumsOf([row({ quantity: '1e5' })])).toThrow('Not a decimal number');
});
