import { expect, test } from 'vitest';
import { instrumentId } from '../../../domain/ids.ts';
import type { BarSource } from '../../BarSource.ts';
import { VenueError } from '../../VenueError.ts';
import { LiveBars } from './LiveBars.ts';

const bitcoin = instrumentId.parse('BTC/USDT');
const minute = 60_000;
const start = 1_800_000_000_000;
const row = (ts: number, close: string) => ({ ts, open: '100', high: '200', low: '50', close, volume: '1' });

/** Bars of a scripted exchange, by a clock that moves when the test says so. */
function openBars(fetchPage: BarSource['fetchPage'], connect = async () => {}) {
  let now = start + 30_000;
  let due: (() => void) | undefined;
  const faults: string[] = [];
  const bars = new LiveBars({
    source: {
      ...{ id: 'test', label: 'Test exchange', simulated: false, pageSize: 1_000, lengths: ['1m'] },
      ...{ connect, fetchPage, fetchTime: async () => now, [Symbol.asyncDispose]: async () => {} },
    },
    ...{ instruments: [bitcoin], timeframes: ['1m'], onFault: (reason) => faults.push(reason) },
    clock: {
      now: () => now,
      after(_, work) {
        due = work;
        return () => {};
      },
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    faults,
    async begin() {
      bars.start();
      await settle();
    },
    async pass(ms: number) {
      now += ms;
      due?.();
      await settle();
    },
    trade: (price: string, exchangeTime = now) =>
      bars.take({ instrument: bitcoin, price, quantity: '2', exchangeTime }),
    read: (range: { from?: number; limit?: number } = {}) =>
      bars
        .bars(bitcoin, '1m', { to: now, limit: 10, ...range })
        .map(({ ts, close }) => [(ts - start) / minute, close]),
    bars: () => bars.bars(bitcoin, '1m', { to: now, limit: 10 }),
  };
}

test('default: closed bars as the exchange tells them, and the open one kept up by trades', async () => {
  const told = [row(start - 2 * minute, '101'), row(start - minute, '102'), row(start, '103')];
  const test = openBars(async (_, __, from) => told.filter(({ ts }) => ts >= from));
  await test.begin();
  expect(test.read()).toEqual([
    [-2, '101'],
    [-1, '102'],
    [0, '103'],
  ]);
  test.trade('250');
  test.trade('40');
  expect(test.bars().at(-1)).toEqual({
    ts: start,
    open: '100',
    high: '250',
    low: '40',
    close: '40',
    volume: '5',
  });
  expect(test.read({ limit: 2 })).toEqual([
    [-1, '102'],
    [0, '40'],
  ]);
  expect(test.read({ from: start - minute, limit: 1 })).toEqual([[-1, '102']]);
});

test('behavior: a bar shows as closed when the exchange has told how it closed, and not before', async () => {
  const told = [row(start - minute, '102'), row(start, '103')];
  const test = openBars(async (_, __, from) => told.filter(({ ts }) => ts >= from));
  await test.begin();
  test.trade('110');
  await test.pass(31_000);
  test.trade('111');
  expect(test.read()).toEqual([
    [-1, '102'],
    [0, '110'],
  ]);
  told.splice(1, 1, row(start, '109.5'), row(start + minute, '110.5'));
  await test.pass(1_000);
  expect(test.read()).toEqual([
    [-1, '102'],
    [0, '109.5'],
    [1, '110.5'],
  ]);
});

test('behavior: a minute without a trade has no bar, and the first trade opens one', async () => {
  const test = openBars(async () => [row(start - minute, '102')]);
  await test.begin();
  expect(test.read()).toEqual([[-1, '102']]);
  test.trade('104');
  expect(test.read()).toEqual([
    [-1, '102'],
    [0, '104'],
  ]);
});

test('error: bars that cannot be are left out, and told of', async () => {
  const wrong = [
    { ...row(start - 3 * minute, '0') },
    { ...row((start - 2 * minute) / 1_000, '1') },
    { ...row(start + 10 * minute, '1') },
    { ...row(start - 2 * minute + 7, '1') },
  ];
  const pages = [[...wrong, row(start - minute, '102')]];
  const test = openBars(async () => pages.shift() ?? []);
  await test.begin();
  expect(test.read()).toEqual([[-1, '102']]);
  expect(test.faults).toEqual([
    'Test exchange told 4 bars of BTC/USDT 1m that cannot be; they were left out',
  ]);
});

test('error: bars that could not be read are not no bars, and are asked for again', async () => {
  let reached = false;
  const fail = () => Promise.reject(new VenueError('venue.unreachable', 'nobody there'));
  const test = openBars(
    async () => [row(start - minute, '102')],
    async () => (reached ? undefined : fail()),
  );
  await test.begin();
  expect(() => test.read()).toThrow('Test exchange’s bars of BTC/USDT 1m could not be read yet.');
  expect(test.faults).toEqual(['nobody there']);
  reached = true;
  await test.pass(1_000);
  expect(() => test.read()).toThrow('could not be read yet');
  await test.pass(3_000);
  expect(test.read()).toEqual([[-1, '102']]);
});

test('error: an exchange that no longer tells its bars leaves none that look like now', async () => {
  let failing = false;
  const test = openBars(async () => {
    if (failing) throw new VenueError('venue.unreachable', 'gone');
    return [row(start, '103')];
  });
  await test.begin();
  failing = true;
  await test.pass(minute);
  expect(test.read()).toEqual([[0, '103']]);
  await test.pass(minute);
  expect(() => test.read()).toThrow('could not be read for a while');
});
