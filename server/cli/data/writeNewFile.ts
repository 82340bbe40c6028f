import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CliError } from '../CliError.ts';

/** Writes pieces of text, packed where the name ends with .gz. Somebody's file is never written over. */
export async function writeNewFile(
  out: string,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const file = createWriteStream(out, { flags: 'wx' });
  let opened = false;
  file.once('open', () => {
    opened = true;
  });
  try {
    await pipeline(Readable.from(pieces), out.endsWith('.gz') ? createGzip() : new PassThrough(), file);
  } catch (cause) {
    // What was begun here and not ended would look like all there is.
    if (opened) await rm(out, { force: true });
    if (cause instanceof CliError || opened) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${out} cannot be written: ${reason}. Name a file that is not there yet.`, { cause });
  }
}
