import type { Bar } from '../market.ts';
import { describe } from '../schema.ts';
import { type BarFault, readBar } from './readBar.ts';

/** A row of a bars file, or what is wrong there. Lines count from 1, the header included. */
export type BarRow =
  | { ok: true; line: number; bar: Bar }
  | { ok: false; line: number; fault: BarFault | 'badRow' | FileFault; text: string };

/** What can be wrong with a file as a whole; such a row is the only one that it yields. */
export type FileFault = 'notGzip' | 'tooLarge' | 'missingColumns' | 'empty';

/** The columns of a bars file. `ts` is a bar's open in epoch milliseconds, UTC. */
export const barColumns = ['ts', 'open', 'high', 'low', 'close', 'volume'] as const;

/**
 * Reads a CSV of bars row by row: a header with at least the columns ts, open, high, low, close, volume in any order,
 * then one bar a line, numbers exactly as written. Whether the bars follow each other is for the caller to say. A file
 * without such a header, or without a row, yields that one fault and nothing else.
 */
export function* parseBarsCsv(csv: string): Generator<BarRow> {
  const text = csv.replace(/^\uFEFF/, '');
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end -= 1;
  if (end === 0) return yield { ok: false, line: 1, fault: 'empty', text: 'the file is empty' };
  const [header, first] = lineAt(text, 0, end);
  const places = findColumns(header);
  if (typeof places === 'string') return yield { ok: false, line: 1, fault: 'missingColumns', text: places };
  if (first >= end) {
    return yield { ok: false, line: 1, fault: 'empty', text: 'there is a header and no bar' };
  }
  let line = 1;
  for (let at = first; at < end; ) {
    const [row, next] = lineAt(text, at, end);
    at = next;
    line += 1;
    yield readRow(row, places, line);
  }
}

function lineAt(text: string, at: number, end: number): [line: string, next: number] {
  const found = text.indexOf('\n', at);
  const stop = found === -1 || found > end ? end : found;
  return [text.slice(at, stop), stop + 1];
}

function findColumns(header: string): readonly number[] | string {
  const found = header.split(',').map((cell) => cell.trim().toLowerCase());
  const missing = barColumns.filter((column) => !found.includes(column));
  if (missing.length === 0) return barColumns.map((column) => found.indexOf(column));
  return `the header lacks ${missing.join(', ')}; found ${describe(header.trim())}, expected ${barColumns.join(',')}`;
}

function readRow(row: string, places: readonly number[], line: number): BarRow {
  if (row.trim() === '') return { ok: false, line, fault: 'badRow', text: 'the line is empty' };
  const cells = row.split(',');
  const [ts, open, high, low, close, volume] = places.map((place) => (cells[place] ?? '').trim());
  return { line, ...readBar({ ts, open, high, low, close, volume }) };
}
