import { expect, test } from 'vitest';
import { instrumentId } from '../../../domain/ids.ts';
import type { FeedTrade } from '../../MarketFeed.ts';
import { TradeSequence } from './TradeSequence.ts';

const trade = (id: string | null): FeedTrade => ({
  ...{ instrument: instrumentId.parse('BTC/USDT'), id, price: '1', quantity: '1', takerSide: 'buy' },
  ...{ exchangeTime: 1, missed: false },
});
const takeAll = (sequence: TradeSequence, ids: (string | null)[]) =>
  ids.map((id) => sequence.take(trade(id)));

test('default: consecutive numbers are in sequence, a hole is a gap, a repetition is seen', () => {
  const sequence = new TradeSequence(true);
  expect(takeAll(sequence, ['10', '11', '11', '14', '12', '13', '15'])).toEqual([
    ...['next', 'next', 'seen', 'gap', 'next', 'next', 'next'],
  ]);
});

test('behavior: numbers beyond what a float holds are told apart', () => {
  const sequence = new TradeSequence(true);
  expect(takeAll(sequence, ['9007199254740993', '9007199254740994', '9007199254740996'])).toEqual([
    ...['next', 'next', 'gap'],
  ]);
});

test('behavior: where ids are no numbers without holes, only repetitions can be told', () => {
  const sequence = new TradeSequence(false);
  expect(takeAll(sequence, ['10', '14', 'a-b', '14', null, null])).toEqual([
    ...['next', 'next', 'next', 'seen', 'next', 'next'],
  ]);
});

test('behavior: it remembers enough to tell repetitions, and no more', () => {
  const sequence = new TradeSequence(true);
  for (let id = 1; id <= 5_000; id += 1) sequence.take(trade(String(id)));
  expect(takeAll(sequence, ['4000', '5000'])).toEqual(['seen', 'seen']);
});
