import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseBarsFile } from '../../../domain/bars/parseBarsFile.ts';
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

/**
 * Reads a CSV or gzipped CSV of bars (see `parseBarsFile`), ascending, whose opens lie on one grid. Gaps are allowed.
 * Throws `MarketFileError` naming file and line for anything else.
 */
export async function readBarsFile(file: string): Promise<BarsFile> {
  const name = basename(file);
  const fail: Fail = (fault, line, text, cause) => marketFileError(fault, file, line, text, cause);
  const bytes = await readFile(file).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw fail('unreadable', undefined, `cannot be read (${code}); check the path`, cause);
  });
  const bars: MarketBar[] = [];
  for (const row of parseBarsFile(bytes, name)) {
    if (!row.ok) throw fail(row.fault, row.line, row.text);
    const before = bars.at(-1);
    if (before !== undefined) checkOrder(before.ts, row.bar.ts, row.line, fail);
    bars.push(row.bar);
  }
  return { name, ...findInterval(bars, fail), bars };
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
