import { expect, test } from 'vitest';
import { thisHolder } from '../../db/lease/holder.ts';
import { takeLease } from '../../db/lease/takeLease.ts';
import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import type { Scheduler } from '../../domain/Clock.ts';
import { accountId } from '../../domain/ids.ts';
import { silentLog } from '../../test/fixtures/openTestDesk.ts';
import { pausable, virtualClock } from '../../test/fixtures/virtualClock.ts';
import { holdLease } from './holdLease.ts';

const account = accountId.parse('test');

function world() {
  const clock = virtualClock();
  const database = createMemoryDatabase({ clock });
  const told: string[] = [];
  const log = { ...silentLog, error: (_: unknown, message: string) => void told.push(message) };
  const hold = (token: string, own: Scheduler = clock) =>
    holdLease({ database, account, clock: own, log, token });
  return { clock, database, told, hold };
}

test('default', async () => {
  const { clock, database, hold } = world();
  {
    await using lease = await hold('a');
    expect([lease.epoch, lease.owns(), await lease.mayLeave(5_000)]).toEqual([1, true, undefined]);
    // Renewed again and again, so that it never runs out.
    await clock.advance(120_000);
    expect([lease.owns(), await lease.mayLeave(5_000)]).toEqual([true, undefined]);
  }
  // Given back, so that the next one need not wait.
  await using next = await hold('b');
  expect(next.epoch).toBe(2);
  expect((await database.read.leases.get(account))?.epoch).toBe(2);
});

test('behavior: a database that does not answer ends the ownership before the lease does', async () => {
  const { clock, database, hold } = world();
  await using lease = await hold('a');
  const { transaction } = database;
  database.transaction = () => Promise.reject(new Error('the database is gone'));
  await clock.advance(7_900);
  expect(lease.owns()).toBe(true);
  await clock.advance(200);
  expect(lease.owns()).toBe(false);
  expect((await database.read.leases.get(account))?.leftMs).toBeGreaterThan(5_000);
  // Nobody took it meanwhile, so it comes back.
  database.transaction = transaction;
  await clock.advance(3_000);
  expect(lease.owns()).toBe(true);
});

test('behavior: a request that outlasts what is left of the lease stays', async () => {
  const { clock, database, hold } = world();
  await using lease = await hold('a');
  database.transaction = () => Promise.reject(new Error('the database is gone'));
  await clock.advance(9_500);
  expect(await lease.mayLeave(5_000)).toBeUndefined();
  await clock.advance(1_000);
  expect(await lease.mayLeave(5_000)).toContain('shorter');
  expect(await lease.mayLeave(4_000)).toBeUndefined();
});

test('behavior: after a pause longer than the lease the account belongs to the next one for good', async () => {
  const { clock, told, hold } = world();
  const process = pausable(clock);
  await using first = await hold('a', process);
  process.stop();
  const taking = hold('b');
  await clock.advance(20_000);
  await using second = await taking;
  process.resume();
  expect([first.owns(), second.owns(), second.epoch]).toEqual([false, true, 2]);
  expect(await first.mayLeave(0)).toContain('Another process');
  await first.lost;
  expect(told).toEqual(['Another process has taken the account over; this one sends nothing more']);
  await clock.advance(60_000);
  expect([first.owns(), second.owns(), await second.mayLeave(5_000)]).toEqual([false, true, undefined]);
});

test('behavior: the lease of a desk that has fallen silent is waited for', async () => {
  const { clock, database, hold } = world();
  await takeLease(database, { account, holder: thisHolder('silent'), leaseMs: 15_000 });
  const began = clock.now();
  const taking = hold('b');
  await clock.advance(16_000);
  await using lease = await taking;
  expect(lease.epoch).toBe(2);
  expect(lease.owns()).toBe(true);
  expect(clock.now() - began).toBe(16_000);
});

test('error: a desk that is alive keeps its account, and the second one is told whose it is', async () => {
  const { clock, hold } = world();
  await using first = await hold('a');
  const second = hold('b').catch((error: unknown) => error);
  await clock.advance(10_000);
  expect(await second).toMatchObject({ code: 'lease.held' });
  expect(String(await second)).toContain(`pid ${process.pid}`);
  expect([first.owns(), first.epoch]).toEqual([true, 1]);
});
