import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import type { Log } from '../../desk/Log.ts';
import { orderAddress, proposalAddress } from '../../desk/machineStates.ts';
import type { Unit } from '../../desk/Runtime.ts';
import { deskActor } from '../../domain/actor.ts';
import { accountId } from '../../domain/ids.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import { silentLog } from '../../test/fixtures/openTestDesk.ts';
import { testIntent } from '../../test/fixtures/orderFixtures.ts';
import { testProposal, testRevision } from '../../test/fixtures/proposalFixtures.ts';
import { soleOwner } from '../../test/fixtures/soleOwner.ts';
import { systemClock } from '../systemClock.ts';
import { InProcessRuntime } from './InProcessRuntime.ts';

const account = accountId.parse('test');
const intent = testIntent();
const address = orderAddress(intent.id);

function runtimeOn(database = createMemoryDatabase(), log: Log = silentLog) {
  const clock = { ...systemClock, now: () => 1000 };
  const runtime = new InProcessRuntime({ database, clock, log, lease: soleOwner });
  const transact = <T>(work: (unit: Unit) => Promise<T>) => runtime.transact(account, work);
  const due = () => database.read.outbox.due(account, Number.MAX_SAFE_INTEGER, 100);
  return { database, runtime, transact, due };
}
const startOrder = (unit: Unit) => unit.start(address, intent, deskActor);
const began = { type: 'send.began', at: 2 };

test('default', async () => {
  const { database, transact, due } = runtimeOn();
  const started = await transact(startOrder);
  expect(started).toMatchObject({ state: 'intended', context: { intent }, createdAt: 1000 });
  const sent = await transact((unit) => unit.tell(address, began, deskActor));
  expect(sent).toMatchObject({ state: 'sending', handled: true, context: { attempts: 1 } });
  expect(await database.read.machines.get({ account, ...address })).toMatchObject({
    state: 'sending',
    revision: 2,
    createdAt: 1000,
  });
  expect(await database.read.journal.list({ subject: intent.id })).toMatchObject([
    { type: 'order.created', account, at: 1000, data: { to: 'intended', input: intent } },
    { type: 'send.began', data: { from: 'intended', to: 'sending', at: 2 } },
  ]);
  expect(await due()).toMatchObject([
    { effect: 'submitOrder', key: `order@1/${intent.id}/submitOrder/1`, payload: { instance: intent.id } },
  ]);
});

test('behavior: a unit of work commits whole or not at all', async () => {
  const { database, runtime, transact, due } = runtimeOn();
  const told: string[] = [];
  runtime.subscribe((entries) => told.push(...entries.map(({ type }) => type)));
  const failing = transact(async (unit) => {
    await startOrder(unit);
    await unit.tell(address, began, deskActor);
    unit.journal({ type: 'test.happened', subject: 'x', actor: deskActor, data: {} });
    unit.enqueue('submitOrder', 'a-key', {});
    await unit.repositories.positions.put({
      account,
      instrument: intent.instrument,
      quantity: '1',
      averagePrice: '1',
      realised: '0',
      fees: '0',
      openedAt: 1,
      updatedAt: 1,
    });
    throw new Error('the last step failed');
  });
  await expect(failing).rejects.toThrow('the last step failed');
  expect(await database.read.machines.get({ account, ...address })).toBeUndefined();
  expect(await database.read.journal.head()).toEqual({ sequence: 0, hash: '' });
  expect([await due(), await database.read.positions.list(account), told]).toEqual([[], [], []]);
  // The account goes on.
  expect((await transact(startOrder)).state).toBe('intended');
});

test('behavior: work on one account runs one at a time, in the order in which it came', async () => {
  // A database that would run them side by side.
  const database = createMemoryDatabase();
  const { transact } = runtimeOn({ ...database, transaction: (work) => work(database.read) });
  const seen: string[] = [];
  const slow = (name: string, ms: number) =>
    transact(async () => {
      seen.push(`${name} began`);
      await wait(ms);
      seen.push(`${name} ended`);
    });
  await Promise.all([slow('a', 20), slow('b', 1), slow('c', 5)]);
  expect(seen).toEqual(['a began', 'a ended', 'b began', 'b ended', 'c began', 'c ended']);
});

test('behavior: effects and listeners hear of what was committed, and only then', async () => {
  const { database, runtime, transact, due } = runtimeOn();
  const seen: Promise<unknown>[] = [];
  runtime.onEffects(() => seen.push(due().then((rows) => rows.length)));
  runtime.subscribe(() =>
    seen.push(database.read.machines.get({ account, ...address }).then((record) => record?.state)),
  );
  await transact(startOrder);
  expect(await Promise.all(seen)).toEqual([1, 'intended']);
  seen.length = 0;
  await transact(async (unit) =>
    unit.journal({ type: 'test.happened', subject: 'x', actor: deskActor, data: {} }),
  );
  await transact(async () => undefined);
  expect(seen).toHaveLength(1);
});

test('behavior: listeners hear every entry once and in order until they leave', async () => {
  const { database, runtime, transact } = runtimeOn();
  const [first, second]: [JournalEntry[], JournalEntry[]] = [[], []];
  const leave = runtime.subscribe((entries) => first.push(...entries));
  runtime.subscribe((entries) => second.push(...entries));
  await transact(startOrder);
  leave();
  await Promise.all(
    ['a', 'b', 'c'].map((subject) =>
      transact(async (unit) => unit.journal({ type: 'test.happened', subject, actor: deskActor, data: {} })),
    ),
  );
  expect(first.map(({ type }) => type)).toEqual(['order.created']);
  expect(second).toEqual(await database.read.journal.list({}));
});

test('behavior: the keys of effects are stable for a step and differ between steps', async () => {
  const { transact, due } = runtimeOn();
  await transact(startOrder);
  for (const at of [10, 20]) {
    await transact(async (unit) => {
      await unit.tell(address, { ...began, at }, deskActor);
      await unit.tell(address, { type: 'send.deferred', reason: 'busy', at }, deskActor);
    });
  }
  expect((await due()).map(({ key, availableAt }) => [key, availableAt])).toEqual([
    [`order@1/${intent.id}/submitOrder/1`, 1000],
    [`order@1/${intent.id}/submitOrder/3`, 2000],
    [`order@1/${intent.id}/submitOrder/5`, 3000],
  ]);
});

test('behavior: timers are rows that are set, moved and cleared with the state', async () => {
  const { database, transact } = runtimeOn();
  const proposal = proposalAddress(testProposal.id);
  await transact(async (unit) => {
    await unit.start(proposal, testProposal, deskActor);
    await unit.tell(proposal, { type: 'proposal.assessed', revision: testRevision(1, true) }, deskActor);
  });
  const due = () => database.read.timers.due(account, 5000, 10);
  expect(await due()).toEqual([
    {
      id: `${testProposal.id}/expiry`,
      account,
      ...proposal,
      event: { type: 'expiry.reached' },
      dueAt: testProposal.expiresAt,
    },
  ]);
  const { hash } = testRevision(1, true);
  const decision = { decision: 'decline', by: deskActor, at: 5, revision: 1, hash, reason: null };
  await transact((unit) => unit.tell(proposal, { type: 'proposal.declined', decision }, deskActor));
  expect(await due()).toEqual([]);
});

test('behavior: what a machine ignores is said to be ignored and leaves no trace', async () => {
  const { database, transact } = runtimeOn();
  await transact(startOrder);
  const head = await database.read.journal.head();
  const ignored = await transact((unit) => unit.tell(address, { type: 'absence.proven', at: 2 }, deskActor));
  expect([ignored.handled, ignored.state, await database.read.journal.head()]).toEqual([
    false,
    'intended',
    head,
  ]);
  expect((await database.read.machines.get({ account, ...address }))?.revision).toBe(1);
});

test('error: an event for a machine that does not exist', async () => {
  const { transact } = runtimeOn();
  await expect(transact((unit) => unit.tell(address, began, deskActor))).rejects.toMatchObject({
    code: 'runtime.unknownInstance',
  });
});

test('error: a listener that fails takes nothing back, and the others still hear', async () => {
  const told: string[] = [];
  const log: Log = { ...silentLog, error: (_, message) => void told.push(message) };
  const { runtime, transact, database } = runtimeOn(createMemoryDatabase(), log);
  let heard = 0;
  runtime.subscribe(() => {
    throw new Error('a broken listener');
  });
  runtime.subscribe((entries) => {
    heard += entries.length;
  });
  expect((await transact(startOrder)).state).toBe('intended');
  expect([heard, (await database.read.journal.head()).sequence, told]).toEqual([
    1,
    1,
    ['A listener to the journal failed'],
  ]);
});
