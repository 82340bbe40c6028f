import { expect, test } from 'vitest';
import { openScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { isInForce, readGuardian } from '../../test/fixtures/readGuardian.ts';
import { VenueError } from '../../venues/VenueError.ts';
import { createAccountWatch } from '../createAccountWatch.ts';
import { unitForReads } from '../read/unitForReads.ts';
import { readTradingState } from '../risk/readTradingState.ts';

test('default', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  const { database } = opened.desk;
  const { ping } = database;
  const isHealthy = async () =>
    (await readTradingState(opened.desk, unitForReads(opened.desk))).databaseHealthy;
  expect(await isHealthy()).toBe(true);
  database.ping = () => Promise.reject(new Error('connection refused'));
  await watch();
  expect(await isHealthy()).toBe(false);
  expect(await readGuardian(opened)).toMatchObject({
    state: 'halted',
    causes: { database: { latched: false, reason: 'Error: connection refused' } },
  });
  database.ping = ping;
  await watch();
  expect(await isHealthy()).toBe(true);
  opened.advance(4_000);
  await watch();
  expect(await isInForce(opened, 'database')).toBe(true);
  opened.advance(1_100);
  await watch();
  expect((await readGuardian(opened)).state).toBe('active');
});

test('error: what could not be stored makes the database unhealthy until something could', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const isHealthy = async () => (await readTradingState(desk, unitForReads(desk))).databaseHealthy;
  const { commit } = opened.database;
  opened.database.commit = () => Promise.reject(new Error('disk full'));
  const broken = desk.runtime.transact(desk.account, ({ repositories }) =>
    repositories.marks.put({ account: desk.account, at: 1, equity: '1' }),
  );
  await expect(broken).rejects.toThrow('disk full');
  opened.database.commit = commit;
  expect(await isHealthy()).toBe(false);
  const answer = desk.runtime.transact(desk.account, async () => {
    throw new VenueError('venue.unreachable', 'no');
  });
  await expect(answer).rejects.toThrow('no');
  await createAccountWatch(desk)();
  expect(await isInForce(opened, 'database')).toBe(true);
  expect(await isHealthy()).toBe(true);
});
