import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ZodError } from 'zod';
import { deskActor } from '../domain/actor.ts';
import { hashOf } from '../domain/hash.ts';
import { accountId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/JournalEntry.ts';
import { linkEntries } from './linkEntries.ts';
import { verifyJournal } from './verifyJournal.ts';

const written = (count: number): JournalEntry[] =>
  linkEntries(
    { sequence: 0, hash: '' },
    Array.from({ length: count }, (_, n) => ({
      account: accountId.parse('a'),
      type: 'order.filled',
      subject: `ORD-${n + 1}`,
      actor: deskActor,
      at: n,
      data: { quantity: `0.${n + 1}`, nested: { list: [n] } },
    })),
  );

/** A journal that lists these rows, as a database would. */
const listing = (rows: readonly JournalEntry[], broken?: number) => ({
  list: async ({ after = 0, limit = Number.POSITIVE_INFINITY }) => {
    const found = rows.filter(({ sequence }) => sequence > after).slice(0, limit);
    if (found.some(({ sequence }) => sequence === broken)) throw new ZodError([]);
    return found;
  },
});

const anchorOf = (rows: readonly JournalEntry[]) => {
  const last = rows.at(-1);
  return { sequence: last?.sequence ?? 0, hash: last?.hash ?? '', at: 0 };
};

const verify = async (rows: readonly JournalEntry[], original = rows) =>
  (await verifyJournal(listing(rows), anchorOf(original))).faults.map(
    ({ kind, sequence }) => `${kind} ${sequence}`,
  );

/** The rows with their numbers and links as they stand, which whoever knows the format can make. */
const relinked = (rows: readonly JournalEntry[]) => {
  let previous = '';
  return rows.map(({ hash: _, ...entry }, index) => {
    const body = { ...entry, sequence: index + 1, previous };
    previous = hashOf(body);
    return { ...body, hash: previous };
  });
};

describe('verifyJournal', () => {
  test('default: finds nothing in a journal as it was written, and counts it', async () => {
    const rows = written(2_345);
    expect(await verifyJournal(listing(rows), anchorOf(rows))).toEqual({
      entries: 2_345,
      head: rows.at(-1)?.hash,
      anchored: true,
      faults: [],
    });
    expect(await verify([])).toEqual([]);
  });

  test('error: names a changed entry', async () => {
    const rows = written(5);
    const forged = rows.map((row) => (row.sequence === 3 ? { ...row, data: { quantity: '9' } } : row));
    expect(await verify(forged)).toEqual(['changed 3']);
  });

  test('error: names a changed entry whose hash was made anew', async () => {
    const rows = written(5);
    const forged = rows.map((row) => {
      if (row.sequence !== 3) return row;
      const { hash: _, ...body } = { ...row, subject: 'ORD-9' };
      return { ...body, hash: hashOf(body) };
    });
    expect(await verify(forged)).toEqual(['unlinked 4']);
  });

  test('error: names removed entries', async () => {
    const rows = written(6);
    expect(await verify(rows.filter(({ sequence }) => sequence !== 2))).toEqual(['removed 2']);
    const [fault] = (await verifyJournal(listing(rows.filter(({ sequence }) => sequence > 3)), null)).faults;
    expect(fault?.message).toBe('Entries 1 to 3 are missing: removed.');
  });

  test('error: names entries that changed places', async () => {
    const rows = written(6);
    const swapped = rows
      .map((row) => ({ ...row, sequence: row.sequence === 2 ? 5 : row.sequence === 5 ? 2 : row.sequence }))
      .sort((a, b) => a.sequence - b.sequence);
    const { faults } = await verifyJournal(listing(swapped), null);
    expect(faults.filter(({ kind }) => kind === 'reordered').map(({ message }) => message)).toEqual([
      'Entry 2 (order.filled, ORD-5) was entry 5: entries were reordered.',
      'Entry 5 (order.filled, ORD-2) was entry 2: entries were reordered.',
    ]);
  });

  test('error: names a cut end, by the anchor', async () => {
    const rows = written(6);
    expect(await verify(rows.slice(0, 4), rows)).toEqual(['cut 5']);
    expect(await verify([], rows)).toEqual(['cut 1']);
  });

  test('error: names a journal that was rewritten as a whole, by the anchor', async () => {
    const rows = written(6);
    const forged = relinked(rows.map((row) => ({ ...row, at: row.at + 1 })));
    expect(await verify(forged)).toEqual([]);
    expect(await verify(forged, rows)).toEqual(['rewritten 6']);
  });

  test('error: names an anchor that was exchanged for another journal’s', async () => {
    const rows = written(6);
    const others = relinked(written(9).map((row) => ({ ...row, at: row.at + 7 })));
    expect(await verify(rows, others.slice(0, 4))).toEqual(['rewritten 4']);
    expect(await verify(rows, others)).toEqual(['cut 7']);
  });

  test('error: an anchor that was kept shows a cut that later entries have grown over', async () => {
    const rows = written(6);
    const grown = relinked([...rows.slice(0, 3), ...written(9).slice(5)]);
    const { faults } = await verifyJournal(listing(grown), anchorOf(grown), [anchorOf(rows)]);
    expect(faults.map(({ kind, sequence }) => [kind, sequence])).toEqual([['rewritten', 6]]);
  });

  test('behavior: says whether there was an anchor to hold it against', async () => {
    const rows = written(2);
    expect((await verifyJournal(listing(rows), null)).anchored).toBe(false);
  });

  test('error: names an entry that cannot be read, and reads on', async () => {
    const rows = written(1_500);
    const report = await verifyJournal(listing(rows, 700), anchorOf(rows));
    expect(report).toMatchObject({ entries: 1_500, faults: [{ kind: 'changed', sequence: 700 }] });
  });

  test('error: a database that does not answer is no broken entry', async () => {
    const lost = { list: async () => Promise.reject(new Error('connection lost')) };
    await expect(verifyJournal(lost, null)).rejects.toThrow('connection lost');
  });

  test('behavior: finds any single change, removal or exchange', async () => {
    const rows = written(12);
    const place = fc.integer({ min: 0, max: rows.length - 1 });
    const tamper = fc.oneof(
      fc.record({ index: place, field: fc.constantFrom('account', 'subject', 'type', 'at', 'previous') }),
      fc.record({ remove: place }),
      fc.record({ swap: fc.tuple(place, place).filter(([a, b]) => a !== b) }),
    );
    await fc.assert(
      fc.asyncProperty(tamper, async (how) => {
        let forged = rows.map((row) => ({ ...row }));
        if ('remove' in how) forged.splice(how.remove, 1);
        else if ('swap' in how) {
          const [a, b] = how.swap;
          forged = forged.map((row, index) => {
            const other = index === a ? forged[b] : index === b ? forged[a] : undefined;
            return other ? { ...other, sequence: row.sequence } : row;
          });
        } else {
          forged = forged.map((row, index) =>
            index !== how.index ? row : { ...row, [how.field]: how.field === 'at' ? 999 : 'other.thing' },
          );
        }
        expect(await verify(forged, rows)).not.toEqual([]);
      }),
    );
  });
});
