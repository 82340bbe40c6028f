import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKeptAnchors, writeJournalAnchor } from '../db/journalAnchor.ts';
import { verifyJournal } from '../db/verifyJournal.ts';
import { listAlerts } from '../desk/read/listAlerts.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { checkAnchor } from './checkAnchor.ts';

async function withAnchor(work: (opened: ScriptedDesk, path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  try {
    await using opened = await openScriptedDesk();
    await work(opened, join(folder, 'anchor.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const untrue = async ({ desk }: ScriptedDesk) =>
  (await listAlerts(desk)).filter(({ code }) => code === 'journal.untrueAnchor');

test('default: an anchor that is true, or none, changes nothing', () =>
  withAnchor(async (opened, path) => {
    await checkAnchor(opened.desk, path);
    const head = await opened.desk.database.read.journal.head();
    writeJournalAnchor(path, { ...head, at: 1 });
    await checkAnchor(opened.desk, path);
    expect(await untrue(opened)).toEqual([]);
    expect(existsSync(path)).toBe(true);
  }));

test('error: an anchor beyond the end, or of another journal, is told and kept, so that it shows for good', () =>
  withAnchor(async (opened, path) => {
    const { journal } = opened.desk.database.read;
    const head = await journal.head();
    for (const anchor of [
      { sequence: head.sequence + 50, hash: 'a'.repeat(64), at: 1 },
      { sequence: 1, hash: 'b'.repeat(64), at: 2 },
    ]) {
      writeJournalAnchor(path, anchor);
      await checkAnchor(opened.desk, path);
      opened.clock.ahead += 10;
      expect(existsSync(path)).toBe(false);
    }
    const alerts = await untrue(opened);
    expect(alerts).toHaveLength(2);
    expect(alerts[0]).toMatchObject({
      severity: 'critical',
      message: expect.stringContaining('audit verify'),
    });
    const { faults } = await verifyJournal(journal, null, readKeptAnchors(path));
    expect(faults.map(({ kind }) => kind)).toEqual(['rewritten', 'cut']);
  }));

test('error: a file that is no anchor is told and kept too', () =>
  withAnchor(async (opened, path) => {
    writeFileSync(path, 'not an anchor');
    await checkAnchor(opened.desk, path);
    expect(await untrue(opened)).toHaveLength(1);
    expect(existsSync(path)).toBe(false);
  }));
