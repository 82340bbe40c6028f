import { expect } from 'vitest';
import { temporaryHome } from '../../fixtures/startDeskProcess.ts';
import type { PostgresServer } from '../../fixtures/startPostgres.ts';
import { type Books, type DeskChild, startDeskChild } from './DeskChild.ts';
import { expectSameBooks } from './expectSameBooks.ts';
import { openFailingVenue } from './openFailingVenue.ts';
import type { Step } from './steps.ts';

type Place = { name: string; before: readonly Step[]; during: Step; at: string };

/** Where the database server dies under a desk that lives on. */
const places: readonly Place[] = [
  { name: 'entry received by the venue', before: [], during: 'enter', at: 'venue: received order' },
  { name: 'entry taken by the venue', before: [], during: 'enter', at: 'venue: answers order' },
  { name: 'stop taken by the venue', before: [], during: 'enter', at: 'venue: answers list' },
  { name: 'cancel done by the venue', before: ['rest'], during: 'cancel', at: 'venue: answers cancel' },
  { name: 'exit taken by the venue', before: ['enter'], during: 'reduce', at: 'venue: answers order' },
  { name: 'kill: entry cancelled', before: ['enter', 'rest'], during: 'kill', at: 'venue: answers cancel' },
  { name: 'kill: position sold', before: ['enter', 'rest'], during: 'kill', at: 'venue: answers order' },
];
const awayMs = 2_000;

/**
 * Kills the database server while the venue works on a request of the desk, and starts it again a little later. The desk
 * is not restarted: once it has come to rest, its books and the venue agree.
 */
export async function runDatabaseKills(
  postgres: PostgresServer,
  tell: (line: string) => void = () => {},
): Promise<void> {
  await using home = temporaryHome();
  await using venue = await openFailingVenue();
  const { rest, ws, keys } = venue;
  const databaseUrl = await postgres.createDatabase();
  await using desk = await startDeskChild({
    ...{ home: home.path, databaseUrl, rest, ws, keys, arm: undefined, amounts: 40, loud: false },
  });
  if (!desk) throw new Error('A desk that was not armed died');
  for (const { name, before, during, at } of places) {
    for (const step of before) await desk.run(step);
    const died = Promise.withResolvers<void>();
    venue.arm({
      ...{ at, hit: 1, drops: false },
      async act() {
        await postgres.kill();
        died.resolve();
      },
    });
    const ran = desk.run(during).catch(() => undefined);
    await died.promise;
    venue.arm(undefined);
    await new Promise((resolve) => setTimeout(resolve, awayMs));
    await postgres.start();
    await ran;
    const books = await whenItAnswers(desk);
    expectSameBooks(name, books, venue.log());
    if (during === 'kill')
      expect([books.kill.state, books.positions, books.open], name).toEqual(['killed', [], []]);
    tell(`${name}: ${books.orders.length} orders, ${books.fills.length} executions, books and venue agree`);
    if (books.kill.state === 'killed') await desk.run('rearm');
  }
}

/** Reads fail while connections that broke are replaced. */
async function whenItAnswers(desk: DeskChild): Promise<Books> {
  let last: unknown;
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      return await desk.books();
    } catch (cause) {
      last = cause;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
  throw last;
}
