import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkEntries } from '../../../db/linkEntries.ts';
import { openDatabase } from '../../../db/openDatabase.ts';
import { deskActor } from '../../../domain/actor.ts';
import { openFakeServer, runIn } from '../../testing/openFakeServer.ts';
import { account, journalEntry, orderStory } from '../../testing/samples.ts';

const facts = [1, 2, 3].map((sequence) => {
  const { sequence: _, previous: __, hash: ___, ...fact } = journalEntry(sequence);
  return fact;
});
const linked = linkEntries({ sequence: 0, hash: '' }, facts);

describe('audit explain', () => {
  it('default: tells the story through the running desk and verifies the chain itself', async () => {
    await using test = await openFakeServer();
    test.desk.journal.push(...linked);
    const { status, out } = await test.run(['audit', 'explain', 'ORD-0123456789ABCDEF']);
    expect(status).toBe(0);
    expect(out).toContain(
      'asked      PRP-7F3KAB12 was proposed by operator (api), origin operator.  #2 eeeeeeee',
    );
    expect(out).toContain('thesis: it goes up');
    expect(out).toContain('The chain of hashes holds from entry 1 to 2, of 3');
  });

  it('behavior: as JSON it is the story with the chain', async () => {
    await using test = await openFakeServer();
    test.desk.journal.push(...linked);
    const { out } = await test.run(['audit', 'explain', 'PRP-7F3KAB12', '--json']);
    expect(JSON.parse(out)).toEqual({
      ...orderStory,
      chain: { upTo: 2, holds: true, entries: 3, anchored: false, faults: [] },
    });
  });

  it('behavior: a fault behind the story’s end is told and does not take its proof', async () => {
    await using test = await openFakeServer();
    test.desk.journal.push(...linked.map((entry) => (entry.sequence === 3 ? { ...entry, at: 5 } : entry)));
    const { status, out } = await test.run(['audit', 'explain', 'PRP-7F3KAB12']);
    expect([status, out]).toEqual([0, expect.stringContaining('! Later: Entry 3')]);
  });

  it('error: a chain that breaks before the story’s end is 1 and says where', async () => {
    await using test = await openFakeServer();
    test.desk.journal.push(...linked.map((entry) => (entry.sequence === 1 ? { ...entry, at: 5 } : entry)));
    const { status, out, err } = await test.run(['audit', 'explain', 'PRP-7F3KAB12']);
    expect([status, out]).toEqual([1, expect.stringContaining('Entry 1 (')]);
    expect(err).toContain('proves nothing');
  });

  it('error: what is not known is 1, with what to do next', async () => {
    await using test = await openFakeServer();
    const { status, err } = await test.run(['audit', 'explain', 'ORD-0000000000000000']);
    expect([status, err]).toEqual([1, expect.stringContaining('`countersign orders`')]);
  });

  it('behavior: without a desk the story is read from the database; without one of these there is none', async () => {
    const home = mkdtempSync(join(tmpdir(), 'countersign-audit-'));
    try {
      const nothing = await runIn(home, ['audit', 'explain', 'PRP-7F3KAB12']);
      expect([nothing.status, nothing.err]).toEqual([1, expect.stringContaining('there is no journal yet')]);
      expect(existsSync(join(home, 'db'))).toBe(false);

      const database = await openDatabase({ folder: join(home, 'db') });
      const fact = { account, actor: deskActor, at: 1 };
      await database.transaction(({ journal }) =>
        journal.append([
          { ...fact, type: 'proposal.created', subject: 'PRP-7F3KAB12', data: {} },
          { ...fact, type: 'expiry.reached', subject: 'PRP-7F3KAB12', data: {} },
        ]),
      );
      await database.close();
      const { status, out } = await runIn(home, ['audit', 'explain', 'PRP-7F3KAB12']);
      expect([status, out]).toEqual([0, expect.stringContaining('✓ Proven by 2 journal entries')]);
      expect(out).toMatch(/decision +PRP-7F3KAB12 expired/);
    } finally {
      rmSync(home, { recursive: true });
    }
  }, 120_000);
});
