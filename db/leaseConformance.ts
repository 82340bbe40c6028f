import { describe, expect, it } from 'vitest';
import { accountId } from '../domain/ids.ts';
import { fenceDatabase } from './lease/fenceDatabase.ts';
import { thisHolder } from './lease/holder.ts';
import { takeLease } from './lease/takeLease.ts';
import type { Database } from './Repositories.ts';

const account = accountId.parse('conformance');
const other = accountId.parse('another');
const [first, second] = [thisHolder('first'), thisHolder('second')];
/** A process that has ended: this very one, as it would be had it started at another time. */
const ended = JSON.stringify({ ...JSON.parse(first), started: 'another boot/1' });
const leaseMs = 60_000;
const mark = { account, at: 1, equity: '1' };

type Using = (test: (database: Database) => Promise<void>) => () => Promise<void>;

/** What leases and epochs must do on every database. */
export function leaseConformance(using: Using): void {
  describe('leases', () => {
    it(
      'behavior: an account has one holder; a renewed lease lasts on, one that is over goes to the next',
      using(async (database) => {
        expect(await takeLease(database, { account, holder: first, leaseMs })).toEqual({ taken: 1 });
        const held = await database.read.leases.get(account);
        expect(held).toMatchObject({ account, epoch: 1, holder: first });
        expect(held?.leftMs).toBeGreaterThan(leaseMs / 2);
        expect(await takeLease(database, { account, holder: second, leaseMs })).toMatchObject({
          heldBy: { epoch: 1, holder: first },
        });
        const extend = (epoch: number, ms: number) =>
          database.transaction(({ leases }) => leases.extend(account, epoch, ms));
        expect([await extend(1, 2 * leaseMs), await extend(2, leaseMs)]).toEqual([true, false]);
        expect((await database.read.leases.get(account))?.leftMs).toBeGreaterThan(leaseMs);
        await extend(1, 0);
        expect((await database.read.leases.get(account))?.leftMs).toBeLessThanOrEqual(0);
        expect(await takeLease(database, { account, holder: second, leaseMs })).toEqual({ taken: 2 });
        expect(await extend(1, leaseMs)).toBe(false);
      }),
    );

    it(
      'behavior: a holder whose process has ended is not waited for',
      using(async (database) => {
        await takeLease(database, { account, holder: ended, leaseMs });
        expect(await takeLease(database, { account, holder: second, leaseMs })).toEqual({ taken: 2 });
      }),
    );

    it(
      'behavior: one desk a database: a lease on another account counts, and its epoch ends too',
      using(async (database) => {
        await takeLease(database, { account: other, holder: first, leaseMs });
        expect(await takeLease(database, { account, holder: second, leaseMs })).toMatchObject({
          heldBy: { account: other },
        });
        await database.transaction(({ leases }) => leases.extend(other, 1, 0));
        expect(await takeLease(database, { account, holder: second, leaseMs })).toEqual({ taken: 1 });
        expect((await database.read.leases.get(other))?.epoch).toBe(2);
      }),
    );

    it(
      'error: a commit of an earlier epoch fails whole',
      using(async (database) => {
        await takeLease(database, { account, holder: first, leaseMs: 0 });
        const fenced = fenceDatabase(database, { account, epoch: 1 });
        await fenced.transaction(({ marks }) => marks.put(mark));
        await takeLease(database, { account, holder: second, leaseMs });
        const late = fenced.transaction(({ marks }) => marks.put({ ...mark, at: 2 }));
        await expect(late).rejects.toMatchObject({ code: 'lease.lost' });
        expect(await fenced.read.marks.list(account, 0, 1)).toEqual([mark]);
      }),
    );

    it(
      'behavior: who takes an account over waits for a commit that has looked before',
      using(async (database) => {
        await takeLease(database, { account, holder: first, leaseMs: 0 });
        const looked = Promise.withResolvers<void>();
        const going = fenceDatabase(database, { account, epoch: 1 }).transaction(async ({ marks }) => {
          looked.resolve();
          await marks.put(mark);
        });
        await looked.promise;
        const seen = takeLease(database, { account, holder: second, leaseMs }).then(() =>
          database.read.marks.list(account, 0, 1),
        );
        await going;
        expect(await seen).toEqual([mark]);
      }),
    );
  });
}
