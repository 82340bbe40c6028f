import { describe, expect, it } from 'vitest';
import { deskActor } from '../domain/actor.ts';
import type { Fill } from '../domain/Fill.ts';
import { accountId, instrumentId, orderId } from '../domain/ids.ts';
import { emptyPosition } from '../domain/Position.ts';
import { takeLease } from './lease/takeLease.ts';
import { linkPrinted, printFact } from './linkEntries.ts';
import { noChanges } from './noChanges.ts';
import type { ChangeSet, Database, MachineRecord, OutboxRow, TimerRow } from './Repositories.ts';

const account = accountId.parse('conformance');
const instrument = instrumentId.parse('BTC/USDT');
const odd = 'a\u0000b\u001e "quoted" \\ back\nline \u2028 😀 {1,2} NULL';

const machine = (instance: string, revision: number, storedRevision = revision - 1) => ({
  storedRevision,
  record: {
    ...{
      account,
      machine: 'order@1',
      instance,
      state: 'intended',
      revision,
      createdAt: 5,
      updatedAt: revision,
    },
    snapshot: { value: 'intended', context: { odd, price: '1.10', list: [1, null] } },
  } satisfies MachineRecord,
});
const effect = (key: string): OutboxRow => ({
  ...{ key, account, effect: 'submitOrder', createdAt: 1, availableAt: 1, attempts: 0 },
  payload: { instance: key, odd },
});
const timer = (id: string, dueAt: number): TimerRow => ({
  ...{ id, account, machine: 'order@1', instance: id, dueAt },
  event: { type: 'expiry.reached', odd },
});
const fill: Fill = {
  ...{ id: '1', order: orderId.parse('ORD-0000000000000001'), account, instrument, side: 'buy' },
  ...{ price: '67240.10', quantity: '0.00010', fee: '0.0000001', feeAsset: 'BTC', liquidity: 'taker', at: 5 },
};
const fact = (subject: string) => ({
  ...{ account, type: 'order.created', subject, actor: deskActor, at: 7 },
  data: { odd },
});
const command = { scope: 's', key: 'k', bodyHash: 'h', result: { odd }, at: 1 };
const linked = (head: { sequence: number; hash: string }, ...subjects: string[]) =>
  linkPrinted(head, subjects.map(fact).map(printFact));
const start = { sequence: 0, hash: '' };

type Using = (test: (database: Database) => Promise<void>) => () => Promise<void>;

/** What storing many changes at once must do on every database. */
export function changeConformance(using: Using): void {
  const applyTo = (database: Database) => (changes: Partial<ChangeSet>) =>
    database.commit({ ...noChanges, ...changes });

  describe('changes', () => {
    it(
      'behavior: stores every kind exactly, as single writes would',
      using(async (database) => {
        const apply = applyTo(database);
        const position = { ...emptyPosition(account, instrument), quantity: '0.10000000', openedAt: 3 };
        const journal = linked(start, 'A', 'B');
        const mark = { account, at: 1, equity: '99000.50' };
        await apply({
          machines: [machine('ORD-1', 1), machine('ORD-2', 3, 0)],
          ...{ fills: [fill], positions: [position], journal, commands: [command], marks: [mark] },
          outbox: { add: [effect('a'), effect('b')], postpone: [], done: [] },
          timers: { set: [timer('t', 5), timer('u', 6)], clear: [] },
        });
        const { read } = database;
        expect(await read.machines.list({ account, machine: 'order@1' })).toEqual([
          machine('ORD-2', 3).record,
          machine('ORD-1', 1).record,
        ]);
        expect(await read.fills.get(account, instrument, '1')).toEqual(fill);
        expect(await read.fills.get(account, instrument, '2')).toBeUndefined();
        expect(await read.positions.list(account)).toEqual([position]);
        expect(await read.journal.list({})).toEqual(journal.map(({ entry }) => entry));
        expect(await read.outbox.due(account, 9, 9)).toEqual([effect('a'), effect('b')]);
        expect(await read.timers.due(account, 9, 9)).toEqual([timer('t', 5), timer('u', 6)]);
        expect(await read.commands.get('s', 'k')).toEqual({ bodyHash: 'h', result: { odd } });
        expect(await read.marks.list(account, 0, 1)).toEqual([mark]);
      }),
    );

    it(
      'behavior: changes what is stored, moves and forgets',
      using(async (database) => {
        const apply = applyTo(database);
        await apply({
          machines: [machine('ORD-1', 1)],
          outbox: { add: [effect('a'), effect('b')], postpone: [], done: [] },
          timers: { set: [timer('t', 5), timer('u', 6)], clear: [] },
        });
        await apply({
          machines: [machine('ORD-1', 4, 1)],
          positions: [emptyPosition(account, instrument)],
          outbox: { add: [effect('a')], postpone: [{ key: 'a', availableAt: 8 }], done: ['b', 'none'] },
          timers: { set: [timer('t', 9)], clear: ['u', 'none'] },
        });
        const moved = { ...emptyPosition(account, instrument), quantity: '2' };
        await apply({ positions: [moved] });
        const { read } = database;
        expect(await read.machines.get(machine('ORD-1', 1).record)).toEqual(machine('ORD-1', 4).record);
        expect(await read.outbox.due(account, 9, 9)).toEqual([
          { ...effect('a'), availableAt: 8, attempts: 1 },
        ]);
        expect(await read.timers.due(account, 9, 9)).toEqual([timer('t', 9)]);
        expect(await read.positions.list(account)).toEqual([moved]);
      }),
    );

    it(
      'error: a commit of an earlier epoch stores nothing',
      using(async (database) => {
        const marks = [{ account, at: 1, equity: '1' }];
        const commit = (epoch: number) => database.commit({ ...noChanges, marks }, { account, epoch });
        const lost = { code: 'lease.lost' };
        await expect(commit(1)).rejects.toMatchObject(lost);
        await takeLease(database, { account, holder: 'first', leaseMs: 0 });
        await takeLease(database, { account, holder: 'second', leaseMs: 60_000 });
        await expect(commit(1)).rejects.toMatchObject(lost);
        expect(await database.read.marks.list(account, 0, 1)).toEqual([]);
        await commit(2);
        expect(await database.read.marks.list(account, 0, 1)).toEqual(marks);
      }),
    );

    const taken: Readonly<Record<string, [Partial<ChangeSet>, string]>> = {
      'a machine that is new twice': [{ machines: [machine('ORD-1', 1)] }, 'db.'],
      'a machine at another revision': [{ machines: [machine('ORD-1', 3)] }, 'db.staleRevision'],
      'a machine that is not there': [{ machines: [machine('ORD-9', 2)] }, 'db.staleRevision'],
      'a fill that is known': [{ fills: [{ ...fill, quantity: '1' }] }, 'db.takenPlace'],
      'a place in the journal': [{ journal: linked(start, 'Z') }, 'db.takenPlace'],
      'a command that is known': [{ commands: [command] }, 'db.'],
    };
    for (const [name, [changes, code]] of Object.entries(taken)) {
      it(
        `error: ${name} stores nothing`,
        using(async (database) => {
          const apply = applyTo(database);
          const journal = linked(start, 'A');
          await apply({ machines: [machine('ORD-1', 1)], fills: [fill], journal, commands: [command] });
          const marks = [{ account, at: 1, equity: '1' }];
          await expect(apply({ ...changes, marks })).rejects.toMatchObject({
            code: expect.stringContaining(code),
          });
          expect(await database.read.marks.list(account, 0, 1)).toEqual([]);
          expect((await database.read.journal.head()).sequence).toBe(1);
          expect(await database.read.fills.list({ account })).toEqual([fill]);
        }),
      );
    }
  });
}
