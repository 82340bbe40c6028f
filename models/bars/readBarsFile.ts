import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { NumericBar } from '../trend/NumericBar.ts';

const columns = ['ts', 'open', 'high', 'low', 'close', 'volume'] as const;

/**
 * Reads bars from a CSV file, gzipped where its name ends in `.gz`. Columns ts (epoch ms, UTC, open time), open,
 * high, low, close, volume in any order. Missing bars stay missing. Throws `barsFile` with the line's number on
 * a missing column, a value that is no number, bars out of order or twice, or a high below a low.
 */
export function readBarsFile(path: string): NumericBar[] {
  const lines = readText(path).trimEnd().split(/\r?\n/);
  const header = (lines[0] ?? '').split(',').map((name) => name.trim());
  const places = columns.map((column) => header.indexOf(column));
  const missing = columns.filter((_, i) => places[i] === -1);
  if (missing.length > 0) throw fault(path, 1, `has no column ${missing.join(', ')}`);
  const bars: NumericBar[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 1; i < lines.length; i += 1) {
    const cells = (lines[i] ?? '').split(',');
    const cell = (column: number) => {
      const text = cells[places[column] ?? -1]?.trim();
      return text ? Number(text) : Number.NaN;
    };
    const bar = {
      ts: cell(0),
      open: cell(1),
      high: cell(2),
      low: cell(3),
      close: cell(4),
      volume: cell(5),
    };
    const problem = problemOf(bar, before);
    if (problem) throw fault(path, i + 1, problem);
    before = bar.ts;
    bars.push(bar);
  }
  if (bars.length === 0) throw fault(path, 1, 'holds no bars');
  return bars;
}

function readText(path: string): string {
  try {
    const raw = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CountersignError(
      'barsFile',
      `${path} cannot be read as a bars file: ${reason}. Nothing was scored.`,
      { cause },
    );
  }
}

function problemOf(bar: NumericBar, before: number): string | undefined {
  for (const column of columns)
    if (!Number.isFinite(bar[column])) return `column ${column} is not a finite number`;
  if (bar.ts === before) return `repeats the bar of ${new Date(bar.ts).toISOString()}`;
  if (bar.ts < before) return `is older than the line before it (${new Date(bar.ts).toISOString()})`;
  if (bar.low <= 0) return `has a price of ${bar.low}; prices must be above 0`;
  if (bar.volume < 0) return `has a negative volume (${bar.volume})`;
  if (bar.high < Math.max(bar.open, bar.close, bar.low))
    return `has a high (${bar.high}) below another price`;
  if (bar.low > Math.min(bar.open, bar.close)) return `has a low (${bar.low}) above another price`;
  return undefined;
}

function fault(path: string, line: number, problem: string): CountersignError {
  return new CountersignError(
    'barsFile',
    `${path}, line ${line} ${problem}. Nothing was read from this file.`,
    {
      context: { path, line },
    },
  );
}
