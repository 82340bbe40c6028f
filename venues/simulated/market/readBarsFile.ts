import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isDecimalString } from '../../../domain/decimal.ts';
import { describe } from '../../../domain/schema.ts';
import type { MarketBar } from '../SimulatedMarket.ts';
import { barOpen, intervalMs } from './barIntervals.ts';
import { type MarketFileError, type MarketFileFault, marketFileError } from './MarketFileError.ts';

/** Bars of a file with their numbers exactly as written, and the interval that their grid shows. */
export type BarsFile = { name: string; interval: string; lengthMs: number; bars: readonly MarketBar[] };

type Fail = (
  fault: MarketFileFault,
  line: number | undefined,
  text: string,
  cause?: unknown,
) => MarketFileError;

const columns = ['ts', 'open', 'high', 'low', 'close', 'volume'] as const;

/**
 * Reads a CSV or gzipped CSV of bars: a header with at least the columns ts, open, high, low, close, volume in
 * any order; ts in epoch ms (UTC) at bar open, ascending. Gaps are allowed. Throws `MarketFileError` naming
 * file and line for anything else.
 */
export async function readBarsFile(file: string): Promise<BarsFile> {
  const name = basename(file);
  const fail: Fail = (fault, line, text, cause) => marketFileError(fault, file, line, text, cause);
  const lines = (await readText(file, fail)).split('\n');
  while (lines.at(-1)?.trim() === '') lines.pop();
  if (lines.length === 0) throw fail('empty', undefined, 'the file is empty');
  const places = findColumns(lines[0] ?? '', fail);
  const bars: MarketBar[] = [];
  for (let index = 1; index < lines.length; index += 1) {
    const bar = readRow(lines[index] ?? '', places, index + 1, fail);
    const before = bars.at(-1);
    if (before !== undefined) checkOrder(before.ts, bar.ts, index + 1, fail);
    bars.push(bar);
  }
  if (bars.length === 0) throw fail('empty', 1, 'there is a header and no bar');
  return { name, ...findInterval(bars, fail), bars };
}

async function readText(file: string, fail: Fail): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw fail('unreadable', undefined, `cannot be read (${code}); check the path`, cause);
  }
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (file.endsWith('.gz') && !isGzip) {
    throw fail('notGzip', undefined, 'is named .gz and is not gzip data; unpack it or rename it');
  }
  if (!isGzip) return bytes.toString('utf8').replace(/^\uFEFF/, '');
  try {
    return gunzipSync(bytes)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } catch (cause) {
    throw fail('notGzip', undefined, 'the gzip data is damaged or cut off; fetch the file again', cause);
  }
}

function findColumns(header: string, fail: Fail): number[] {
  const found = header.split(',').map((cell) => cell.trim().toLowerCase());
  const missing = columns.filter((column) => !found.includes(column));
  if (missing.length > 0) {
    throw fail(
      'missingColumns',
      1,
      `the header lacks ${missing.join(', ')}; found ${describe(header.trim())}, expected ${columns.join(',')}`,
    );
  }
  return columns.map((column) => found.indexOf(column));
}

function readRow(text: string, places: number[], line: number, fail: Fail): MarketBar {
  const cells = text.split(',').map((cell) => cell.trim());
  if (text.trim() === '') throw fail('badRow', line, 'the line is empty');
  const [tsText = '', open = '', high = '', low = '', close = '', volume = ''] = places.map(
    (place) => cells[place] ?? '',
  );
  const ts = readTime(tsText, line, fail);
  for (const [column, value] of Object.entries({ open, high, low, close, volume })) {
    const isPrice = column !== 'volume';
    if (!isDecimalString(value) || value.startsWith('-') || (isPrice && Number(value) === 0)) {
      const allowed = isPrice ? 'a plain decimal greater than 0' : 'a plain decimal of at least 0';
      throw fail('badNumber', line, `${column} is ${describe(value)}; expected ${allowed}`);
    }
  }
  if (Number(high) < Number(low)) {
    throw fail('inconsistentBar', line, `high ${high} is below low ${low}`);
  }
  if (Number(high) < Math.max(Number(open), Number(close))) {
    throw fail('inconsistentBar', line, `high ${high} is below open ${open} or close ${close}`);
  }
  if (Number(low) > Math.min(Number(open), Number(close))) {
    throw fail('inconsistentBar', line, `low ${low} is above open ${open} or close ${close}`);
  }
  return { ts, open, high, low, close, volume };
}

function readTime(text: string, line: number, fail: Fail): number {
  const ts = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(ts)) {
    throw fail('badTime', line, `ts is ${describe(text)}; expected epoch milliseconds`);
  }
  // 1973 to 5138 in milliseconds: what lies outside is another unit.
  if (ts < 1e11 || ts >= 1e14) {
    const unit = ts < 1e11 ? 'seconds' : 'microseconds or nanoseconds';
    throw fail('badTime', line, `ts is ${text}, which looks like ${unit}; expected epoch milliseconds`);
  }
  return ts;
}

function checkOrder(before: number, ts: number, line: number, fail: Fail): void {
  if (ts === before) throw fail('duplicate', line, `ts ${ts} is there twice`);
  if (ts < before) throw fail('unsorted', line, `ts ${ts} comes after ${before}; sort the file by ts`);
}

/** The interval is the smallest distance between two bars; every bar has to lie on its grid. */
function findInterval(bars: readonly MarketBar[], fail: Fail): { interval: string; lengthMs: number } {
  let smallest = Number.POSITIVE_INFINITY;
  for (const [index, bar] of bars.entries()) {
    const before = bars[index - 1];
    if (before !== undefined) smallest = Math.min(smallest, bar.ts - before.ts);
  }
  const found = [...intervalMs].find(([, length]) => length === smallest);
  if (found === undefined) {
    const distance = bars.length < 2 ? 'there is one bar only' : `bars are ${smallest} ms apart`;
    const known = [...intervalMs.keys()].join(', ');
    throw fail('unknownInterval', undefined, `${distance}; expected a grid of ${known}`);
  }
  const [interval, lengthMs] = found;
  const stray = bars.findIndex((bar) => barOpen(interval, bar.ts) !== bar.ts);
  if (stray !== -1) {
    const ts = bars[stray]?.ts;
    throw fail(
      'offGrid',
      stray + 2,
      `ts ${ts} is not the open of a ${interval} bar, which the other bars show`,
    );
  }
  return { interval, lengthMs };
}
