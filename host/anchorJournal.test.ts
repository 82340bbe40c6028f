import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJournalAnchor } from '../db/journalAnchor.ts';
import { verifyJournal } from '../db/verifyJournal.ts';
import { raiseAlert } from '../desk/raiseAlert.ts';
import { openScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { anchorJournal } from './anchorJournal.ts';

const alert = {
  severity: 'info',
  code: 'test.anchor',
  message: 'Nothing happened.',
  subject: 'test',
} as const;

function temporaryFile(): Disposable & { path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  return {
    path: join(folder, 'anchor.json'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

test('default', async () => {
  using file = temporaryFile();
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  {
    await using _ = anchorJournal(desk, file.path);
    expect(readJournalAnchor(file.path)).toBeNull();
    await raiseAlert(desk, alert);
    await raiseAlert(desk, alert);
    await expect.poll(() => readJournalAnchor(file.path), { timeout: 5_000 }).not.toBeNull();
    await raiseAlert(desk, alert);
  }
  // Ending it writes what the last second brought.
  const anchor = readJournalAnchor(file.path);
  expect(anchor).toMatchObject(await desk.database.read.journal.head());
  expect((await verifyJournal(desk.database.read.journal, anchor)).faults).toEqual([]);
});

test('behavior: a tail that was cut off shows against the anchor', async () => {
  using file = temporaryFile();
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  {
    await using _ = anchorJournal(desk, file.path);
    await raiseAlert(desk, alert);
    await raiseAlert(desk, alert);
  }
  const { journal } = desk.database.read;
  const { sequence } = await journal.head();
  const cut = {
    list: async (filter: Parameters<typeof journal.list>[0]) =>
      (await journal.list(filter)).filter((entry) => entry.sequence < sequence),
  };
  const { faults } = await verifyJournal(cut, readJournalAnchor(file.path));
  expect(faults).toMatchObject([{ sequence, message: expect.stringContaining('The end is cut off') }]);
});

test('error: a disk that takes nothing does not stop the desk', async () => {
  using file = temporaryFile();
  const told: string[] = [];
  await using opened = await openScriptedDesk({
    log: { debug() {}, info() {}, warn() {}, error: (_, message) => void told.push(message) },
  });
  // A folder in its place: the file can neither be written nor renamed to it.
  mkdirSync(join(file.path, 'taken'), { recursive: true });
  {
    await using _ = anchorJournal(opened.desk, file.path);
    await raiseAlert(opened.desk, alert);
    await expect
      .poll(() => told, { timeout: 5_000 })
      .toContain('The anchor of the journal could not be written');
    await raiseAlert(opened.desk, alert);
  }
  expect(told.length).toBeGreaterThanOrEqual(2);
});
