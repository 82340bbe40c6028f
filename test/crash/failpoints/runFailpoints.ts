import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { temporaryHome } from '../../fixtures/startDeskProcess.ts';
import { type ChildSettings, type DeskChild, startDeskChild } from './DeskChild.ts';
import { expectSameBooks } from './expectSameBooks.ts';
import type { Failpoint } from './failpoints.ts';
import { openFailingVenue } from './openFailingVenue.ts';

const secondDeathMs = 90_000;

type Options = {
  /** A PostgreSQL server; the embedded database where it is left out. */
  databaseUrl?: string | null;
  /** Whether the desks' warnings go to stderr. */
  loud?: boolean;
  /** Told of each place that was passed well. */
  tell?: (line: string) => void;
};

/**
 * Kills a desk at each of the places in turn, starts it again, and compares its books with the venue once it has come to
 * rest. One home and one venue for all of them, so that what one kill leaves behind is there at the next.
 */
export async function runFailpoints(
  failpoints: readonly Failpoint[],
  { databaseUrl = null, loud = false, tell = () => {} }: Options = {},
): Promise<void> {
  await using home = temporaryHome();
  await using venue = await openFailingVenue();
  const { rest, ws, keys } = venue;
  const settings = { home: home.path, databaseUrl, rest, ws, keys, arm: undefined, loud };
  let amounts = 40;
  const next = () => {
    amounts += 5;
    return { ...settings, amounts };
  };
  let desk = await start(next());
  try {
    for (const failpoint of failpoints) {
      const { name, before, during, at, hit, then } = failpoint;
      for (const step of before) await desk.run(step);
      if (at.startsWith('venue: ')) venue.arm({ at, hit, act: killer(desk), drops: true });
      else await desk.arm({ at, hit });
      const ran = desk.run(during).then(
        () => 'was not reached',
        (cause: unknown) => String(cause),
      );
      const how = await Promise.race([
        desk.ended,
        ran.then((said) => (said.includes('it ended') ? desk.ended : said)),
      ]);
      venue.arm(undefined);
      expect(how, `${name}: ${at}`).toBe('SIGKILL');
      if (then !== undefined) {
        const second = await startDeskChild({ ...next(), arm: { at: then, hit: 1 } });
        // A place that a desk only passes some time after its start.
        if (second) {
          await using recovering = second;
          const late = wait(secondDeathMs, 'was not reached', { ref: false });
          expect(await Promise.race([recovering.ended, late]), `${name}: ${then}`).toBe('SIGKILL');
        }
      }
      desk = await start(next());
      const books = await desk.books();
      expectSameBooks(name, books, venue.log());
      expectKilled(failpoint, books);
      tell(`${name}: ${books.orders.length} orders, ${books.fills.length} executions, books and venue agree`);
      if (books.kill.state === 'killed') await desk.run('rearm');
    }
  } finally {
    await desk[Symbol.asyncDispose]();
  }
}

/** Nobody carries out what came from a process that died before it was looked at. */
function killer({ pid }: DeskChild): () => void {
  return () => process.kill(pid, 'SIGKILL');
}

async function start(settings: ChildSettings): Promise<DeskChild> {
  const desk = await startDeskChild(settings);
  if (!desk) throw new Error('A desk that was not armed died');
  return desk;
}

/** A kill that was set is carried out, and stays over the restart; only before the latch it may never have been. */
function expectKilled({ name, during, at }: Failpoint, { kill, held, open, positions }: Books): void {
  if (during === 'kill' && at !== 'latch: before set') {
    expect([kill.state, kill.level], name).toEqual(['killed', 'flatten']);
    expect([positions, open], name).toEqual([[], []]);
    expect(held.length, name).toBeGreaterThan(0);
  }
  if (during === 'rearm') expect(kill.state, name).toBe(at === 'latch: after clear' ? 'armed' : 'killed');
}

type Books = Awaited<ReturnType<DeskChild['books']>>;
