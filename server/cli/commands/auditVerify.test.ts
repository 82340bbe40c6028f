import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeJournalAnchor } from '../../../db/journalAnchor.ts';
import { linkEntries } from '../../../db/linkEntries.ts';
import { fileKillFile } from '../../../host/fileKillFile.ts';
import { fakeDesk } from '../../testing/fakeDesk.ts';
import { openFakeServer, runIn } from '../../testing/openFakeServer.ts';
import { journalEntry } from '../../testing/samples.ts';

describe('audit verify', () => {
  const facts = [1, 2, 3].map((sequence) => {
    const { sequence: _, previous: __, hash: ___, ...fact } = journalEntry(sequence);
    return { ...fact, data: { number: sequence } };
  });
  const linked = linkEntries({ sequence: 0, hash: '' }, facts);

  it('default: a whole chain is 0', async () => {
    await using test = await openFakeServer();
    test.desk.journal.push(...linked);
    const { status, out } = await test.run(['audit', 'verify']);
    expect([status, out]).toEqual([0, expect.stringContaining('✓ 3 entries')]);
  });

  it('error: a changed entry is 1 and named', async () => {
    await using test = await openFakeServer();
    test.desk.journal.push(
      ...linked.map((entry) => (entry.sequence === 2 ? { ...entry, data: { number: 9 } } : entry)),
    );
    const { status, out, err } = await test.run(['audit', 'verify', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, faults: [{ sequence: 2 }] });
    expect(err).toContain('not what was written');
  });

  it('error: a changed line of the kill switch’s own file is 1 and named', async () => {
    await using test = await openFakeServer();
    test.desk.journal.push(...linked);
    const path = join(test.home, 'kill-journal.jsonl');
    for (const fact of facts) fileKillFile(path).append(fact);
    expect((await test.run(['audit', 'verify'])).status).toBe(0);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"number":2', '"number":9'));
    const { status, out } = await test.run(['audit', 'verify']);
    expect([status, out]).toEqual([1, expect.stringContaining(`Line 2 of ${path} is not what was written`)]);
    expect(out).toContain('✓ 3 entries');
  });

  it('error: an entry that the running desk cannot read is named too', async () => {
    const desk = fakeDesk({
      async listJournal({ after = 0, limit }) {
        const rows = linked.filter(({ sequence }) => sequence > after).slice(0, limit);
        if (rows.some(({ sequence }) => sequence === 2)) throw new SyntaxError('no JSON');
        return rows;
      },
    });
    await using test = await openFakeServer(desk);
    const { status, out } = await test.run(['audit', 'verify']);
    expect([status, out]).toEqual([1, expect.stringContaining('Entry 2 was changed: it cannot be read')]);
  });

  it('behavior: says when there is no anchor to hold the end against', async () => {
    await using test = await openFakeServer();
    test.desk.journal.push(...linked);
    expect((await test.run(['audit', 'verify'])).out).toContain('! There is no anchor');
    const last = linked[2];
    writeJournalAnchor(join(test.home, 'journal-anchor.json'), {
      ...{ sequence: 3, hash: last?.hash ?? '', at: 1 },
    });
    expect((await test.run(['audit', 'verify'])).out).not.toContain('anchor');
  });

  it('error: an anchor of another journal, and a cut end, are 1 and named', async () => {
    await using test = await openFakeServer();
    test.desk.journal.push(...linked);
    const path = join(test.home, 'journal-anchor.json');
    writeJournalAnchor(path, { sequence: 2, hash: 'f'.repeat(64), at: 1 });
    const swapped = await test.run(['audit', 'verify']);
    expect([swapped.status, swapped.out]).toEqual([1, expect.stringContaining('another journal’s')]);
    writeJournalAnchor(path, { sequence: 5, hash: 'f'.repeat(64), at: 1 });
    const cut = await test.run(['audit', 'verify']);
    expect([cut.status, cut.out]).toEqual([1, expect.stringContaining('entries 4 to 5 were there')]);
  });

  it('behavior: without a desk and a database there is nothing to verify', async () => {
    const home = mkdtempSync(join(tmpdir(), 'countersign-audit-'));
    const { status, out } = await runIn(home, ['audit', 'verify']);
    expect([status, out]).toEqual([0, expect.stringContaining('nothing has happened')]);
    expect(existsSync(join(home, 'db'))).toBe(false);
    rmSync(home, { recursive: true });
  });
});
