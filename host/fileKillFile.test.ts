import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deskActor } from '../domain/actor.ts';
import { accountId } from '../domain/ids.ts';
import type { JournalFact } from '../domain/JournalEntry.ts';
import { fileKillFile, readKillFile } from './fileKillFile.ts';

function temporaryFile(): Disposable & { folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
  return {
    folder,
    path: join(folder, 'kill-journal.jsonl'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
const fact = (subject: string): JournalFact => ({
  account: accountId.parse('test'),
  type: 'emergency.foundLate',
  subject,
  actor: deskActor,
  at: 7,
  data: { found: subject },
});
const subjects = (file: { entries(): readonly { subject: string }[] }) =>
  file.entries().map(({ subject }) => subject);

test('default', () => {
  using at = temporaryFile();
  const file = fileKillFile(at.path);
  expect(file.entries()).toEqual([]);
  const [first, second] = [file.append(fact('one')), file.append(fact('two'))];
  expect([first.sequence, second.sequence, second.previous]).toEqual([1, 2, first.hash]);
  expect(readKillFile(at.path)).toMatchObject({ entries: [first, second], fault: null });
});

test('behavior: what another process wrote is read, and goes before what is appended next', () => {
  using at = temporaryFile();
  const [here, there] = [fileKillFile(at.path), fileKillFile(at.path)];
  here.append(fact('here'));
  there.append(fact('there'));
  expect(subjects(here)).toEqual(['here', 'there']);
  here.append(fact('again'));
  expect(subjects(there)).toEqual(['here', 'there', 'again']);
  expect(readKillFile(at.path).fault).toBeNull();
});

test('behavior: a line that a killed process left half-written is cut off by the next', () => {
  using at = temporaryFile();
  fileKillFile(at.path).append(fact('whole'));
  appendFileSync(at.path, '{"account":"te');
  const file = fileKillFile(at.path);
  expect([subjects(file), readKillFile(at.path).fault]).toEqual([['whole'], null]);
  file.append(fact('next'));
  expect(subjects(fileKillFile(at.path))).toEqual(['whole', 'next']);
});

test.each([
  ['changed', (text: string) => text.replaceAll('two', 'ten'), 2],
  ['removed', (text: string) => text.split('\n').toSpliced(0, 1).join('\n'), 1],
  [
    'reordered',
    (text: string) =>
      text
        .split('\n')
        .toSpliced(0, 2, ...text.split('\n').slice(0, 2).toReversed())
        .join('\n'),
    1,
  ],
  ['no JSON', (text: string) => text.replace('{', '<'), 1],
])('error: a line that was %s is found, and no kill waits for that', (_, harm, line) => {
  using at = temporaryFile();
  const file = fileKillFile(at.path);
  for (const subject of ['one', 'two', 'three']) file.append(fact(subject));
  writeFileSync(at.path, harm(readFileSync(at.path, 'utf8')));
  expect(readKillFile(at.path).fault).toContain(`Line ${line} of`);
  const after = fileKillFile(at.path);
  expect(after.entries()).toHaveLength(line - 1);
  after.append(fact('new'));
  expect(subjects(after)).toEqual(['new']);
  expect(readdirSync(at.folder).toSorted()).toEqual(['kill-journal.jsonl', 'kill-journal.jsonl.broken-7']);
});

test('error: a file that cannot be written is told of', () => {
  using at = temporaryFile();
  expect(() => fileKillFile(join(at.path, 'no-folder', 'file')).append(fact('one'))).toThrow();
});
