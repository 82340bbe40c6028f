import { gunzipSync } from 'node:zlib';
import { type BarRow, type FileFault, parseBarsCsv } from './parseBarsCsv.ts';

/** As much text as one string holds with room to spare: some eight million bars. */
const usualMaxBytes = 480 * 1024 * 1024;

/**
 * Reads a bars file, gzipped or not, row by row; see `parseBarsCsv`. `name` tells whether it ought to be gzipped. More
 * than `maxBytes` of text is refused before it is unpacked.
 */
export function parseBarsFile(bytes: Buffer, name: string, maxBytes = usualMaxBytes): Generator<BarRow> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) {
    if (name.endsWith('.gz'))
      return whole('notGzip', 'is named .gz and is not gzip data; unpack it or rename it');
    return bytes.length > maxBytes ? tooLarge(maxBytes) : parseBarsCsv(bytes.toString('utf8'));
  }
  try {
    return parseBarsCsv(gunzipSync(bytes, { maxOutputLength: maxBytes }).toString('utf8'));
  } catch (cause) {
    const isTooLarge =
      cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    return isTooLarge
      ? tooLarge(maxBytes)
      : whole('notGzip', 'the gzip data is damaged or cut off; fetch the file again');
  }
}

function tooLarge(maxBytes: number): Generator<BarRow> {
  return whole(
    'tooLarge',
    `holds more than ${maxBytes / 1024 / 1024} MiB of text; split it by year or month`,
  );
}

function* whole(fault: FileFault, text: string): Generator<BarRow> {
  yield { ok: false, line: 1, fault, text };
}
