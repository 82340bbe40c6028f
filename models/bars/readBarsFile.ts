import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseBarsFile } from '../../domain/bars/parseBarsFile.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import { type NumericBar, toNumericBar } from '../trend/NumericBar.ts';

/**
 * Reads the bars of a file (see `parseBarsFile`) as numbers. Missing bars stay missing. Throws `barsFile` with the
 * line's number on a row that is no bar, and on bars out of order or twice.
 */
export function readBarsFile(path: string): NumericBar[] {
  const bars: NumericBar[] = [];
  for (const row of parseBarsFile(readBytes(path), basename(path))) {
    if (!row.ok) throw fault(path, row.line, row.text);
    const { bar } = row;
    const before = bars.at(-1)?.ts ?? Number.NEGATIVE_INFINITY;
    const when = new Date(bar.ts).toISOString();
    if (bar.ts === before) throw fault(path, row.line, `it repeats the bar of ${when}`);
    if (bar.ts < before) throw fault(path, row.line, `it is older than the line before it (${when})`);
    bars.push(toNumericBar(bar));
  }
  return bars;
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CountersignError(
      'barsFile',
      `${path} cannot be read as a bars file: ${reason}. Nothing was scored.`,
      { cause },
    );
  }
}

function fault(path: string, line: number, problem: string): CountersignError {
  return new CountersignError(
    'barsFile',
    `${path}, line ${line}: ${problem}. Nothing was read from this file.`,
    {
      context: { path, line },
    },
  );
}
