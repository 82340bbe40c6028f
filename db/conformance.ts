import { describe, expect, it } from 'vitest';
import { deskActor } from '../domain/actor.ts';
import type { Fill } from '../domain/Fill.ts';
import { accountId, instrumentId, orderId } from '../domain/ids.ts';
import type { JournalFact } from '../domain/JournalEntry.ts';
import { emptyPosition } from '../domain/Position.ts';
import { barConformance } from './barConformance.ts';
import { changeConformance } from './changeConformance.ts';
import { documentConformance } from './documentConformance.ts';
import { leaseConformance } from './leaseConformance.ts';
import { hashOfEntry } from './linkEntries.ts';
import type { Database, MachineRecord, OutboxRow } from './Repositories.ts';
import { tradeConformance } from './tradeConformance.ts';

const account = accountId.parse('conformance');
const instrument = instrumentId.parse('BTC/USDT');

const record = (instance: string, over: Partial<MachineRecord> = {}): MachineRecord => ({
  account,
  machine: 'order@1',
  instance,
  state: 'intended',
  snapshot: { value: 'intended', context: { price: '1.10', odd: 'a\u0000b', list: [1, null, 'é'] } },
  revision: 1,
  createdAt: 1_000,
  updatedAt: 1_000,
  ...over,
});
const fill = (id: string, over: Partial<Fill> = {}): Fill => ({
  id,
  order: orderId.parse('ORD-0000000000000001'),
  account,
  instrument,
  side: 'buy',
  price: '67240.10',
  quantity: '0.00010',
  fee: '0.00000010',
  feeAsset: 'BTC',
  liquidity: 'taker',
  at: 5,
  ...over,
});
const fact = (subject: string, data: Record<string, unknown> = {}): JournalFact => ({
  account,
  type: 'order.created',
  subject,
  actor: deskActor,
  at: 7,
  data,
});
const effect = (key: string, availableAt: number): OutboxRow => ({
  key,
  account,
  effect: 'submitOrder',
  payload: { instance: key },
  createdAt: 1,
  availableAt,
  attempts: 0,
});

/** What every database must do; `open` gives an empty one for each test. */
export function databaseConformance(open: () => Promise<Database>): void {
  const using = (test: (database: Database) => Promise<void>) => async () => {
    const database = await open();
    try {
      await test(database);
    } finally {
      await database.close();
    }
  };

  describe('machines', () => {
    it(
      'behavior: comes back exactly as it was stored',
      using(async (database) => {
        const stored = record('ORD-1');
        await database.transaction((tx) => tx.machines.put(stored));
        expect(await database.read.machines.get(stored)).toEqual(stored);
        expect(await database.read.machines.get({ ...stored, instance: 'ORD-2' })).toBeUndefined();
      }),
    );

    it(
      'error: refuses a write that was not made from the stored revision',
      using(async (database) => {
        await database.transaction((tx) => tx.machines.put(record('ORD-1')));
        for (const revision of [1, 3]) {
          await expect(
            database.transaction((tx) => tx.machines.put(record('ORD-1', { revision }))),
          ).rejects.toMatchObject({ code: 'db.staleRevision' });
        }
        await database.transaction((tx) =>
          tx.machines.put(record('ORD-1', { revision: 2, state: 'sending' })),
        );
        expect((await database.read.machines.get(record('ORD-1')))?.state).toBe('sending');
      }),
    );

    it(
      'behavior: lists newest first, by state, limited and before a time',
      using(async (database) => {
        await database.transaction(async (tx) => {
          await tx.machines.put(record('ORD-1', { createdAt: 1 }));
          await tx.machines.put(record('ORD-2', { createdAt: 2, state: 'filled' }));
          await tx.machines.put(record('ORD-3', { createdAt: 3 }));
          await tx.machines.put(record('PRP-1', { machine: 'proposal@1' }));
        });
        const list = async (filter: object) =>
          (await database.read.machines.list({ account, machine: 'order@1', ...filter })).map(
            (row) => row.instance,
          );
        expect(await list({})).toEqual(['ORD-3', 'ORD-2', 'ORD-1']);
        expect(await list({ states: ['intended'] })).toEqual(['ORD-3', 'ORD-1']);
        expect(await list({ limit: 1 })).toEqual(['ORD-3']);
        expect(await list({ before: 3 })).toEqual(['ORD-2', 'ORD-1']);
      }),
    );
  });

  describe('transactions', () => {
    it(
      'error: refuses a write outside, and what would wait for itself inside',
      using(async (database) => {
        expect(() => database.read.outbox.done('x')).toThrow(/outbox\.done writes/);
        const refused = { code: 'db.insideTransaction' };
        await database.transaction(async (tx) => {
          expect(() => database.read.journal.head()).toThrow(/journal\.head was asked for inside/);
          await expect(database.transaction(async () => 1)).rejects.toMatchObject(refused);
          await expect(database.documents.get('evidence', '1')).rejects.toMatchObject(refused);
          await tx.machines.put(record('ORD-1'));
        });
        expect((await database.read.machines.get(record('ORD-1')))?.revision).toBe(1);
      }),
    );

    it(
      'behavior: stores all of a transaction or nothing',
      using(async (database) => {
        const failing = database.transaction(async (tx) => {
          await tx.machines.put(record('ORD-1'));
          await tx.journal.append([fact('ORD-1')]);
          await tx.outbox.add([effect('a', 1)]);
          throw new Error('stop');
        });
        await expect(failing).rejects.toThrow('stop');
        expect(await database.read.machines.get(record('ORD-1'))).toBeUndefined();
        expect(await database.read.journal.head()).toEqual({ sequence: 0, hash: '' });
        expect(await database.read.outbox.count(account)).toBe(0);
      }),
    );

    it(
      'behavior: sees its own writes, and others run after it',
      using(async (database) => {
        const order: string[] = [];
        await Promise.all([
          database.transaction(async (tx) => {
            await tx.machines.put(record('ORD-1'));
            expect(await tx.machines.get(record('ORD-1'))).toBeDefined();
            order.push('first');
          }),
          database.transaction(async (tx) => {
            order.push('second');
            await tx.machines.put(record('ORD-1', { revision: 2 }));
          }),
        ]);
        expect(order).toEqual(['first', 'second']);
      }),
    );
  });

  describe('fills', () => {
    it(
      'behavior: tells a new fill from the same and from one that contradicts it',
      using(async (database) => {
        const insert = (candidate: Fill) => database.transaction((tx) => tx.fills.insert(candidate));
        expect(await insert(fill('1'))).toBe('inserted');
        expect(await insert(fill('1'))).toBe('same');
        expect(await insert(fill('1', { quantity: '0.00020' }))).toBe('conflict');
        expect(await insert(fill('2', { at: 9 }))).toBe('inserted');
        expect((await database.read.fills.list({ account })).map((row) => row.id)).toEqual(['2', '1']);
        expect(await database.read.fills.list({ account, since: 6 })).toEqual([fill('2', { at: 9 })]);
        expect(await database.read.fills.list({ account, order: 'ORD-0000000000000002' })).toEqual([]);
      }),
    );
  });

  describe('positions', () => {
    it(
      'behavior: keeps the last one of each instrument, digit for digit',
      using(async (database) => {
        const before = emptyPosition(account, instrument);
        const after = {
          ...before,
          quantity: '0.10000000',
          averagePrice: '67240.123456789012345678',
          openedAt: 3,
        };
        await database.transaction(async (tx) => {
          await tx.positions.put(before);
          await tx.positions.put(after);
        });
        expect(await database.read.positions.list(account)).toEqual([after]);
        expect(await database.read.positions.get(account, instrument)).toEqual(after);
      }),
    );
  });

  describe('journal', () => {
    it(
      'behavior: numbers without gaps and chains over the whole entry',
      using(async (database) => {
        const data = { nested: { b: 1, a: [1e21, -0, 1.5] }, text: 'a\u0000\u2028😀' };
        await database.transaction((tx) => tx.journal.append([fact('A', data), fact('B')]));
        const [third] = await database.transaction((tx) => tx.journal.append([fact('C')]));
        const entries = await database.read.journal.list({});
        expect(entries.map((entry) => entry.sequence)).toEqual([1, 2, 3]);
        expect(entries.map((entry) => entry.previous)).toEqual(['', entries[0]?.hash, entries[1]?.hash]);
        for (const entry of entries) expect(hashOfEntry(entry)).toBe(entry.hash);
        expect(third).toEqual(entries[2]);
        expect(await database.read.journal.head()).toEqual({ sequence: 3, hash: entries[2]?.hash });
      }),
    );

    it(
      'behavior: lists after a number, by subject and type, in both directions',
      using(async (database) => {
        await database.transaction((tx) =>
          tx.journal.append([fact('A'), { ...fact('B'), type: 'alert.raised' }, fact('A')]),
        );
        const list = async (filter: object) =>
          (await database.read.journal.list(filter)).map((entry) => entry.sequence);
        expect(await list({ after: 1 })).toEqual([2, 3]);
        expect(await list({ subject: 'A' })).toEqual([1, 3]);
        expect(await list({ types: ['alert.raised'] })).toEqual([2]);
        expect(await list({ newestFirst: true, limit: 2 })).toEqual([3, 2]);
      }),
    );
  });

  describe('outbox, timers, commands, marks', () => {
    it(
      'behavior: gives effects when they are due, until they are done',
      using(async (database) => {
        await database.transaction(async (tx) => {
          await tx.outbox.add([effect('a', 1), effect('b', 5)]);
          await tx.outbox.add([effect('a', 0)]);
        });
        const due = async (now: number) =>
          (await database.read.outbox.due(account, now, 10)).map((row) => row.key);
        expect(await due(1)).toEqual(['a']);
        expect(await due(5)).toEqual(['a', 'b']);
        await database.transaction((tx) => tx.outbox.postpone('a', 9));
        expect(await database.read.outbox.due(account, 9, 10)).toEqual([
          effect('b', 5),
          { ...effect('a', 9), attempts: 1 },
        ]);
        await database.transaction((tx) => tx.outbox.done('a'));
        expect(await due(99)).toEqual(['b']);
        expect(await database.read.outbox.count(account)).toBe(1);
      }),
    );

    it(
      'behavior: moves a timer that is set again, and forgets a cleared one',
      using(async (database) => {
        const timer = {
          id: 't',
          account,
          machine: 'proposal@1',
          instance: 'P',
          event: { type: 'expiry.reached' },
          dueAt: 5,
        };
        await database.transaction(async (tx) => {
          await tx.timers.set(timer);
          await tx.timers.set({ ...timer, dueAt: 8 });
        });
        expect(await database.read.timers.next(account)).toBe(8);
        expect(await database.read.timers.due(account, 7, 10)).toEqual([]);
        expect(await database.read.timers.due(account, 8, 10)).toEqual([{ ...timer, dueAt: 8 }]);
        await database.transaction((tx) => tx.timers.clear('t'));
        expect(await database.read.timers.next(account)).toBeUndefined();
      }),
    );

    it(
      'behavior: remembers a command by scope and key, and its first result only',
      using(async (database) => {
        await database.transaction((tx) => tx.commands.put('scope', 'key', 'hash', { a: 1 }, 1));
        await expect(
          database.transaction((tx) => tx.commands.put('scope', 'key', 'hash', { a: 2 }, 2)),
        ).rejects.toMatchObject({ code: 'db.repeatedKey' });
        expect(await database.read.commands.get('scope', 'key')).toEqual({
          bodyHash: 'hash',
          result: { a: 1 },
        });
        expect(await database.read.commands.get('other', 'key')).toBeUndefined();
      }),
    );

    it(
      'behavior: keeps equity over time, with its peak as a number and not as text',
      using(async (database) => {
        const marks = [
          { account, at: 1, equity: '99000' },
          { account, at: 2, equity: '100000.5' },
          { account, at: 3, equity: '98000' },
        ];
        await database.transaction(async (tx) => {
          for (const mark of marks) await tx.marks.put(mark);
        });
        expect(await database.read.marks.list(account, 2, 1)).toEqual(marks.slice(1));
        expect(await database.read.marks.list(account, 0, 2)).toEqual([marks[0], marks[2]]);
        expect(await database.read.marks.peak(account, 0)).toBe('100000.5');
        expect(await database.read.marks.peak(account, 3)).toBe('98000');
        expect(await database.read.marks.peak(account, 4)).toBeUndefined();
        expect(await database.read.marks.firstSince(account, 2)).toEqual(marks[1]);
      }),
    );
  });

  changeConformance(using);
  leaseConformance(using);
  barConformance(using);
  tradeConformance(using);

  documentConformance(async () => {
    const database = await open();
    return { store: database.documents, [Symbol.asyncDispose]: () => database.close() };
  });
}
