import { expect } from 'vitest';
import type { Remains } from '../readAfterDeath.ts';
import type { Books } from './DeskChild.ts';

/**
 * Books and venue agree: no order twice, none that the books do not know, none taken that the books call never taken,
 * every execution booked once, holdings the same, and one stop of the right size for what is held, and for nothing else.
 */
export function expectSameBooks(name: string, books: Books, venue: Pick<Remains, 'taken' | 'trades'>): void {
  const { orders, fills, positions, open, held, journalFaults } = books;
  expect(journalFaults, name).toEqual([]);
  const twice = [...venue.taken].filter(([, times]) => times > 1);
  expect(twice, `${name}: orders that the venue took twice`).toEqual([]);
  const known = new Set(orders.map(clientIdOf));
  const strangers = [...venue.taken.keys()].filter((id) => !known.has(id));
  expect(strangers, `${name}: orders at the venue that the books do not know`).toEqual([]);
  const never = orders.filter(({ status }) => ['notAccepted', 'lapsed', 'rejected'].includes(status));
  expect(
    never.map(clientIdOf).filter((id) => venue.taken.has(id)),
    `${name}: taken after all`,
  ).toEqual([]);
  const bookedIds = fills.map(({ id }) => id).toSorted();
  const tradedIds = venue.trades.map(({ id }) => id).toSorted();
  expect(bookedIds, `${name}: executions`).toEqual(tradedIds);
  const quarantined = orders.filter(({ status }) => status === 'quarantined');
  expect(quarantined, `${name}: nothing is left for a person to look at`).toEqual([]);

  for (const { instrument, step, quantity } of held) {
    const position = positions.find((candidate) => candidate.instrument === instrument);
    const difference = Math.abs(Number(position?.quantity ?? 0) - Number(quantity));
    expect(difference, `${name}: ${instrument} in the books and at the venue`).toBeLessThan(Number(step));
    const stops = open.filter((order) => order.instrument === instrument && order.side === 'sell');
    const isTradable = position !== undefined && Number(position.value) >= 10;
    expect(
      stops.map((stop) => Number(stop.quantity)),
      `${name}: stops of ${instrument}`,
    ).toEqual(isTradable ? [expect.closeTo(Number(position.quantity), 4)] : []);
  }
  const resting = orders.filter(({ role, status }) => role === 'entry' && status === 'accepted');
  expect(
    open
      .filter(({ side }) => side === 'buy')
      .map(({ clientOrderId }) => clientOrderId)
      .toSorted(),
    `${name}: entries that rest`,
  ).toEqual(resting.map(clientIdOf).toSorted());
}

function clientIdOf({ id }: { id: string }): string {
  return `cs-${id.toLowerCase()}`;
}
