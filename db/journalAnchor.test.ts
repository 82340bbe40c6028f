import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readJournalAnchor, writeJournalAnchor } from './journalAnchor.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-anchor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('default: comes back as written, for the owner alone, with nothing left beside it', () => {
  const path = join(folder, 'anchor.json');
  expect(readJournalAnchor(path)).toBeNull();
  writeJournalAnchor(path, { sequence: 1, hash: 'a', at: 1 });
  writeJournalAnchor(path, { sequence: 2, hash: 'b', at: 2 });
  expect(readJournalAnchor(path)).toEqual({ sequence: 2, hash: 'b', at: 2 });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['anchor.json']);
});

test.each(['', '{', '{"sequence":-1,"hash":"","at":1}'])(
  'error: %j is no anchor, and the file is named',
  (text) => {
    const path = join(folder, 'anchor.json');
    writeFileSync(path, text);
    expect(() => readJournalAnchor(path)).toThrow(path);
  },
);
