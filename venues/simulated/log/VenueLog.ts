import {
  closeSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { lockFolder } from './lockFolder.ts';
import type { VenueLogEntry } from './VenueLogEntry.ts';
import { VenueLogError } from './VenueLogError.ts';

/** An open log and what it held when it was opened. */
export type VenueLog = {
  readonly file: string;
  readonly entries: readonly VenueLogEntry[];
  /** Bytes of a torn last line that were cut when it was opened. */
  readonly cutBytes: number;
  /** Stores an entry durably before it returns. Throws `VenueLogError` with the file as it was before. */
  append(entry: VenueLogEntry): void;
  /** May be called more than once. */
  close(): void;
};

/**
 * Opens the venue's append-only log in `folder` and holds the folder until it is closed. A line is the checksum
 * (CRC-32, eight hex digits), a blank and the entry as JSON. A last line without its end, as a killed process
 * leaves it, is cut off; any other line that does not hold what was written stops the venue, by its number.
 */
export function openVenueLog(folder: string): VenueLog {
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  const file = join(folder, 'venue.log');
  try {
    const fd = openSync(file, 'a+', 0o600);
    const { entries, length, cutBytes } = readEntries(file);
    if (cutBytes > 0) ftruncateSync(fd, length);
    let end = length;
    let closed = false;
    return {
      file,
      entries,
      cutBytes,
      append(entry) {
        const line = Buffer.from(encode(entry));
        try {
          for (let written = 0; written < line.length; ) written += writeSync(fd, line, written);
          fdatasyncSync(fd);
          end += line.length;
        } catch (cause) {
          ftruncateSync(fd, end);
          throw new VenueLogError('venueLog.notWritten', `The venue's log ${file} could not be written`, {
            cause,
          });
        }
      },
      close() {
        if (closed) return;
        closed = true;
        closeSync(fd);
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function encode(entry: VenueLogEntry): string {
  const json = JSON.stringify(entry);
  return `${checksum(json)} ${json}\n`;
}

function readEntries(file: string): { entries: VenueLogEntry[]; length: number; cutBytes: number } {
  const bytes = readFileSync(file);
  const length = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.toString('utf8', 0, length).split('\n').slice(0, -1);
  const entries = lines.map((line, index) => decode(line, { file, number: index + 1 }));
  return { entries, length, cutBytes: bytes.length - length };
}

function decode(line: string, place: { file: string; number: number }): VenueLogEntry {
  const json = line.slice(9);
  if (line.slice(0, 8) !== checksum(json) || line[8] !== ' ') {
    throw corrupt(place, 'its checksum does not fit');
  }
  const entry: VenueLogEntry = JSON.parse(json);
  if (entry.sequence !== place.number) throw corrupt(place, `it is numbered ${entry.sequence}`);
  return entry;
}

function corrupt({ file, number }: { file: string; number: number }, why: string): VenueLogError {
  return new VenueLogError(
    'venueLog.corrupt',
    `Line ${number} of ${file} is corrupt: ${why}. Orders and balances of the simulated venue cannot be restored; nothing was changed. Restore the file from a copy, or move it away to start with fresh funds.`,
    { context: { file, line: number } },
  );
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
