import { expect, test } from 'vitest';
import { verifyJournal } from '../../db/verifyJournal.ts';
import { deskActor } from '../../domain/actor.ts';
import { alertOf, orderIn, protection, trade } from '../../test/fixtures/deskActions.ts';
import { btc } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { until } from '../../test/fixtures/openTestDesk.ts';
import { openVenueKill } from '../../test/fixtures/openVenueKill.ts';
import { listFills } from '../read/listFills.ts';
import { listOrders } from '../read/listOrders.ts';
import { readPortfolio } from '../read/readPortfolio.ts';
import type { KillFile } from './KillFile.ts';
import { mergeKillFile } from './mergeKillFile.ts';

const merged = async ({ desk }: ScriptedDesk) =>
  (await desk.database.read.journal.list({ limit: 1_000 })).filter(({ type }) =>
    type.startsWith('emergency.'),
  );

test('default', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  const { killFile } = opened.desk;
  opened.venue.silent = true;
  await using second = openVenueKill({ venue: opened.venue, killFile });
  second.kill('flatten');
  await second.confirmed();
  await second.killing.stop();
  opened.advance(600_000);
  await mergeKillFile(opened.desk);
  const facts = await merged(opened);
  expect(facts.map(({ type }) => type)).toEqual(killFile.entries().map(({ type }) => type));
  expect(facts.at(-1)?.data).toMatchObject({ step: 'confirmed', killFile: { sequence: facts.length } });
  const [sale] = (await listOrders(opened.desk)).filter(({ role }) => role === 'emergency');
  if (!sale) throw new Error('The sale is not in the books');
  await orderIn(opened.desk, sale.id, 'filled');
  expect((await readPortfolio(opened.desk)).positions).toEqual([]);
  // Again, at once several times, and after a restart: everything once.
  await Promise.all([mergeKillFile(opened.desk), mergeKillFile(opened.desk)]);
  await opened.restart();
  await mergeKillFile(opened.desk);
  expect(await merged(opened)).toEqual(facts);
  expect((await verifyJournal(opened.desk.database.read.journal, null)).faults).toEqual([]);
});

test('behavior: what a process left in the middle becomes an order that is resolved', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.deposit('BTC', '0.5');
  const { killFile } = opened.desk;
  const half: KillFile = {
    entries: () => killFile.entries(),
    append(fact) {
      if (fact.type === 'emergency.answered') throw new Error('the process ended here');
      return killFile.append(fact);
    },
  };
  opened.venue.silent = true;
  const second = openVenueKill({ venue: opened.venue, killFile: half });
  second.kill('flatten');
  await until('the sale', async () => opened.venue.fills.length === 1);
  await second.killing.stop();
  await opened.restart(() => opened.advance(600_000));
  const [sale] = (await listOrders(opened.desk)).filter(({ role }) => role === 'emergency');
  if (!sale) throw new Error('The sale is not in the books');
  expect((await orderIn(opened.desk, sale.id, 'filled')).filled).toBe('0.5');
  expect(opened.venue.sent).toHaveLength(1);
});

test('behavior: a sale of the kill path during the first reconciliation is never one that somebody else made', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  const { venue } = opened;
  venue.silent = true;
  await using second = openVenueKill({ venue, killFile: opened.desk.killFile });
  const fetchBalances = venue.fetchBalances.bind(venue);
  await opened.restart(() => {
    venue.fetchBalances = async () => {
      // Executions and orders of the venue were read before, and nothing else follows the kill file yet.
      venue.fetchBalances = fetchBalances;
      second.kill('flatten');
      await second.confirmed();
      return fetchBalances();
    };
  });
  const { desk } = opened;
  await until('the books to have followed', async () => (await readPortfolio(desk)).positions.length === 0);
  const fills = await listFills(desk);
  expect(fills.map(({ id }) => id).toSorted()).toEqual(venue.fills.map(({ id }) => id).toSorted());
});

test('behavior: a late entry is told of, and other accounts’ facts are left to them', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const fact = {
    type: 'emergency.foundLate',
    actor: deskActor,
    at: 1,
    data: { found: 'ORD-X arrived late.' },
  };
  desk.killFile.append({ ...fact, account: desk.account, subject: btc });
  desk.killFile.append({ ...fact, account: 'another' as typeof desk.account, subject: btc });
  await mergeKillFile(desk);
  expect(await alertOf(desk, 'kill.foundLate')).toContain('ORD-X arrived late.');
  expect(await merged(opened)).toHaveLength(1);
});
