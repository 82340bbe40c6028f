import type { BarRow } from '../../../domain/bars/parseBarsCsv.ts';
import { CountersignError } from '../../../domain/CountersignError.ts';

/** A bars file that cannot be played. The message names the file and, where there is one, the line. */
export class MarketFileError extends CountersignError {
  override name = 'MarketFileError';
}

/** What can be wrong with a bars file. */
export type MarketFileFault =
  | Extract<BarRow, { ok: false }>['fault']
  | 'unreadable'
  | 'unsorted'
  | 'duplicate'
  | 'offGrid'
  | 'unknownInterval'
  | 'unknownInstrument'
  | 'badStart';

/** Builds the error for one fault. `line` counts from 1, the header included. */
export function marketFileError(
  fault: MarketFileFault,
  file: string,
  line: number | undefined,
  text: string,
  cause?: unknown,
): MarketFileError {
  const place = line === undefined ? file : `${file}, line ${line}`;
  return new MarketFileError(`marketFile.${fault}`, `${place}: ${text}. Nothing is played from this file.`, {
    context: line === undefined ? { file } : { file, line },
    ...(cause === undefined ? {} : { cause }),
  });
}
