import { expect, test } from 'vitest';
import { testVenue } from '../testing/testVenue.ts';
import { MarketStreams } from './MarketStreams.ts';

test('default: a trade that two accounts made goes out once', () => {
  using venue = testVenue();
  const streams = new MarketStreams(venue.context);
  venue.exchange.listen({
    onTicks: (ticks) => streams.onTicks(ticks),
    onChanges: ({ trades }) => streams.onOwnTrades(trades),
  });
  const events: unknown[] = [];
  const stop = streams.subscribe('btcusdt@trade', (event) => events.push(event));
  venue.place({ account: 'other', side: 'SELL', price: '60001', quantity: '0.02' });
  venue.place({ price: '60001', quantity: '0.02' });
  expect(events).toMatchObject([{ e: 'trade', p: '60001.00000000', q: '0.02000000', m: false }]);
  stop?.();
  venue.trade('60002');
  expect(events).toHaveLength(1);
});

test('behavior: a stream is worked out once for all who follow it, and no more when nobody does', () => {
  using venue = testVenue();
  const streams = new MarketStreams(venue.context);
  const seen: string[] = [];
  const first = streams.subscribe('btcusdt@depth@100ms', () => seen.push('first'));
  const second = streams.subscribe('btcusdt@depth@100ms', () => seen.push('second'));
  venue.trade('60010');
  streams.pump();
  expect(seen).toEqual(['first', 'second']);
  first?.();
  venue.trade('60020');
  streams.pump();
  second?.();
  venue.trade('60030');
  streams.pump();
  expect(seen).toEqual(['first', 'second', 'second']);
});

test.each(['nope@trade', 'nope@ticker', 'btcusdt@kline_7m', 'btcusdt@depth@5s', 'BTCUSDT@depth', ''])(
  'error: there is no stream "%s"',
  (name) => {
    using venue = testVenue();
    expect(new MarketStreams(venue.context).subscribe(name, () => {})).toBeUndefined();
  },
);
