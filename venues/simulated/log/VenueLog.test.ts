import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openVenueLog } from './VenueLog.ts';
import type { VenueLogEntry } from './VenueLogEntry.ts';

function entry(sequence: number): VenueLogEntry {
  return { sequence, at: sequence, marketTime: sequence, orders: [], lists: [], trades: [], balances: [] };
}

function written(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'venue-log-'));
  const log = openVenueLog(folder);
  for (let sequence = 1; sequence <= count; sequence++) log.append(entry(sequence));
  log.close();
  return {
    folder,
    file: log.file,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

test('default: what was appended is there when the log is opened again', () => {
  using made = written(3);
  const log = openVenueLog(made.folder);
  expect(log.entries).toEqual([entry(1), entry(2), entry(3)]);
  log.append(entry(4));
  log.close();
  const again = openVenueLog(made.folder);
  expect(again.entries).toHaveLength(4);
  again.close();
});

test('behavior: a torn last line is cut off, at whatever byte the process was killed', () => {
  using made = written(3);
  const whole = readFileSync(made.file);
  const start = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
  for (let length = start + 1; length < whole.length; length += 7) {
    writeFileSync(made.file, whole.subarray(0, length));
    const log = openVenueLog(made.folder);
    expect([log.entries.length, log.cutBytes]).toEqual([2, length - start]);
    log.close();
    expect(readFileSync(made.file)).toHaveLength(start);
  }
});

test('error: a changed line stops it, named by its number, and nothing on disk changes', () => {
  using made = written(3);
  const lines = readFileSync(made.file, 'utf8').split('\n');
  lines[1] = (lines[1] ?? '').replace('"at":2', '"at":3');
  writeFileSync(made.file, lines.join('\n'));
  appendFileSync(made.file, 'torn');
  const before = readFileSync(made.file, 'utf8');
  expect(() => openVenueLog(made.folder)).toThrow(/Line 2 of .*venue\.log is corrupt/);
  expect(readFileSync(made.file, 'utf8')).toBe(before);
});

test('error: a line that is missing stops it, named by the number where it should be', () => {
  using made = written(3);
  const lines = readFileSync(made.file, 'utf8').split('\n');
  writeFileSync(made.file, [lines[0], lines[2], ''].join('\n'));
  expect(() => openVenueLog(made.folder)).toThrow(/Line 2 of .* it is numbered 3/);
});

test('error: a second venue on the folder is refused and told who has it', () => {
  using made = written(1);
  const log = openVenueLog(made.folder);
  expect(() => openVenueLog(made.folder)).toThrow(`already run by process ${process.pid}`);
  log.close();
  openVenueLog(made.folder).close();
});

test('behavior: the lock of a process that is gone is taken over', () => {
  using made = written(1);
  // No process has the highest pid that Linux knows plus one.
  writeFileSync(join(made.folder, 'venue.lock'), '4194305\n');
  const log = openVenueLog(made.folder);
  expect(log.entries).toHaveLength(1);
  log.close();
});
