import { expect, test } from 'vitest';
import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import type { ChangeSet, Database } from '../../db/Repositories.ts';
import { orderAddress } from '../../desk/machineStates.ts';
import type { Unit } from '../../desk/Runtime.ts';
import { deskActor } from '../../domain/actor.ts';
import type { Scheduler } from '../../domain/Clock.ts';
import { type OrderId, orderId } from '../../domain/ids.ts';
import { silentLog } from '../../test/fixtures/openTestDesk.ts';
import { testIntent } from '../../test/fixtures/orderFixtures.ts';
import { soleOwner } from '../../test/fixtures/soleOwner.ts';
import { virtualClock } from '../../test/fixtures/virtualClock.ts';
import { systemClock } from '../systemClock.ts';
import type { AccountLease } from './AccountLease.ts';
import { InProcessRuntime } from './InProcessRuntime.ts';

const { account } = testIntent();
const id = (number: number): OrderId => orderId.parse(`ORD-${String(number).padStart(16, '0')}`);
const start = (number: number) => (unit: Unit) =>
  unit.start(orderAddress(id(number)), { ...testIntent(), id: id(number) }, deskActor);
const tell = (number: number, type: string) => (unit: Unit) =>
  unit.tell(orderAddress(id(number)), { type, at: 1, reason: 'a test' }, deskActor);

/** A runtime whose commits wait for a word: `pass` lets one through, `fail` breaks it. */
function slowDatabase(clock: Scheduler = virtualClock(), lease: AccountLease = soleOwner) {
  const inner = createMemoryDatabase();
  const waiting: { changes: ChangeSet; pass: () => Promise<void>; fail: (cause: Error) => void }[] = [];
  const database: Database = {
    ...inner,
    commit: (changes) =>
      new Promise((resolve, reject) => {
        const pass = () => inner.commit(changes).then(resolve, reject);
        waiting.push({ changes, pass, fail: reject });
      }),
  };
  const runtime = new InProcessRuntime({ database, clock, log: silentLog, lease });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const next = async () => {
    await settled();
    const commit = waiting.shift();
    if (!commit) throw new Error('Nothing is being committed');
    return commit;
  };
  const told: string[] = [];
  const transact = async <T>(name: string, work: (unit: Unit) => Promise<T>): Promise<void> => {
    await runtime.transact(account, work).then(
      () => told.push(`${name} done`),
      (cause: Error) => told.push(`${name}: ${cause.message}`),
    );
  };
  const states = async () => {
    const all = await inner.read.machines.list({ account, machine: 'order@1' });
    return all.map(({ instance, state, revision }) => [Number(instance.slice(4)), state, revision]);
  };
  return { inner, runtime, transact, told, next, settled, states, waiting };
}

test('default', async () => {
  const { transact, told, next, settled, states, waiting } = slowDatabase();
  void transact('start 1', start(1));
  const first = await next();
  for (const number of [2, 3]) void transact(`start ${number}`, start(number));
  void transact('send 1', tell(1, 'send.began'));
  await settled();
  expect([first.changes.machines.length, told, waiting.length]).toEqual([1, [], 0]);
  await first.pass();
  const second = await next();
  expect(told).toEqual(['start 1 done']);
  expect(second.changes.machines.map(({ record, storedRevision }) => [record.state, storedRevision])).toEqual(
    [
      ['intended', 0],
      ['intended', 0],
      ['sending', 1],
    ],
  );
  await second.pass();
  await settled();
  expect(told).toEqual(['start 1 done', 'start 2 done', 'start 3 done', 'send 1 done']);
  expect(new Set(await states())).toEqual(
    new Set([
      [1, 'sending', 2],
      [2, 'intended', 1],
      [3, 'intended', 1],
    ]),
  );
});

test('behavior: of many that wait enough are committed while the others run, and what ended meanwhile is heard', async () => {
  const { transact, told, next, waiting } = slowDatabase(systemClock);
  const ran: number[] = [];
  for (let number = 1; number <= 20; number += 1) {
    void transact(`start ${number}`, async (unit) => {
      ran.push(number);
      await start(number)(unit);
    });
  }
  const first = await next();
  expect([first.changes.machines.length, ran.length]).toEqual([8, 8]);
  await first.pass();
  const second = await next();
  expect([second.changes.machines.length, ran.length, told.length]).toEqual([8, 16, 8]);
  expect(waiting).toEqual([]);
  await second.pass();
  const third = await next();
  expect([third.changes.machines.length, told.length]).toEqual([4, 16]);
});

test('behavior: nobody hears what came of changes that are not stored, neither a reader nor one who is refused', async () => {
  const { transact, told, next, settled } = slowDatabase();
  void transact('start', start(1));
  void transact('read', (unit) => unit.get(orderAddress(id(1))));
  void transact('refusal', async (unit) => {
    if (await unit.get(orderAddress(id(1)))) throw new Error('it is there already');
  });
  const commit = await next();
  expect(told).toEqual([]);
  await commit.pass();
  await settled();
  expect(told).toEqual(['start done', 'read done', 'refusal: it is there already']);
});

test('behavior: a lease that is in doubt for a moment holds nothing up', async () => {
  const doubts = [true];
  const lease = { ...soleOwner, owns: () => doubts.pop() !== true };
  const { transact, told, settled, waiting } = slowDatabase(virtualClock(), lease);
  for (const name of ['first', 'second', 'third']) {
    void transact(name, (unit) => unit.get(orderAddress(id(1))));
    await settled();
    for (const commit of waiting.splice(0)) await commit.pass();
    await settled();
  }
  expect(told).toEqual(['first done', 'second done', 'third done']);
});

test('error: with a commit that fails everything fails that was built on it, and the account goes on as it is stored', async () => {
  const { transact, told, next, settled, states, runtime } = slowDatabase();
  const heard: string[] = [];
  runtime.onEffects((rows) => heard.push(...rows.map(({ effect }) => effect)));
  runtime.subscribe((entries) => heard.push(...entries.map(({ type }) => type)));
  void transact('start', start(1));
  const commit = await next();
  void transact('send', tell(1, 'send.began'));
  void transact('read', (unit) => unit.get(orderAddress(id(1))));
  await settled();
  commit.fail(new Error('the disk is full'));
  await settled();
  expect(told).toEqual(['start', 'send', 'read'].map((name) => `${name}: the disk is full`));
  expect([heard, await states()]).toEqual([[], []]);
  void transact('again', start(1));
  await (await next()).pass();
  await settled();
  expect(told.at(-1)).toBe('again done');
  expect([heard, await states()]).toEqual([['submitOrder', 'order.created'], [[1, 'intended', 1]]]);
});

test('error: a unit that ends in the moment in which the commit before it fails is not told that all is well', async () => {
  for (const ticks of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
    const { transact, told, next, settled, states } = slowDatabase();
    void transact('start', start(1));
    const commit = await next();
    const gate = Promise.withResolvers<void>();
    void transact('second', async (unit) => {
      await start(2)(unit);
      await gate.promise;
    });
    await settled();
    commit.fail(new Error('the disk is full'));
    for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
    gate.resolve();
    await settled();
    expect(told).toEqual(['start: the disk is full', 'second: the disk is full']);
    expect(await states()).toEqual([]);
  }
});

test('error: a commit that was given up and is stored after all is not overlooked by what comes next', async () => {
  const { inner, transact, told, next, settled, states } = slowDatabase();
  void transact('start', start(1));
  await (await next()).pass();
  void transact('send', tell(1, 'send.began'));
  const doubtful = await next();
  doubtful.fail(new Error('no answer'));
  await settled();
  // The account is read again before the server gets to what it was sent.
  void transact('lapse', tell(1, 'intent.lapsed'));
  const later = await next();
  await inner.commit(doubtful.changes);
  await later.pass();
  await settled();
  expect(told.slice(1, 2)).toEqual(['send: no answer']);
  expect(told[2]).toMatch(/^lapse: /);
  expect(await states()).toEqual([[1, 'sending', 2]]);
  void transact('other', start(2));
  await (await next()).pass();
  await settled();
  expect(told.at(-1)).toBe('other done');
  expect((await inner.read.journal.list({})).map(({ type }) => type)).toEqual([
    'order.created',
    'send.began',
    'order.created',
  ]);
});

test('error: the same where the unit touches nothing that the late commit has changed', async () => {
  const { inner, transact, told, next, settled, states } = slowDatabase();
  void transact('start', start(1));
  const doubtful = await next();
  doubtful.fail(new Error('no answer'));
  await settled();
  void transact('other', async (unit) => {
    const all = await unit.repositories.machines.list({ account, machine: 'order@1', states: ['intended'] });
    if (all.length === 0) await start(2)(unit);
  });
  const later = await next();
  await inner.commit(doubtful.changes);
  await later.pass();
  await settled();
  expect(told).toEqual(['start: no answer', expect.stringMatching(/^other: .*stored already/)]);
  expect(await states()).toEqual([[1, 'intended', 1]]);
});
