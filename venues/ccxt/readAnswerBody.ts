import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { VenueError } from '../VenueError.ts';

/** An HTTP answer as ccxt's transport gets it. */
export type CcxtAnswer = {
  statusCode: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: AsyncIterable<Uint8Array> & { destroy(error?: Error): unknown };
};

/** Most bytes of one answer, packed and unpacked: the longest list of markets takes a third of it. */
const maxBytes = 48 * 1024 * 1024;

const unpackers: Readonly<
  Record<string, (data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
  deflate: promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate),
};

/**
 * Reads the body of an answer whole, or not at all: an answer that is too long, that unpacks to something too long, or
 * that is not over in time is cut off. Throws `VenueError` `venue.badAnswer`, and `venue.unreachable` for the last.
 */
export async function readAnswerBody(answer: CcxtAnswer, timeoutMs: number): Promise<Buffer> {
  const tooLong = () => refuse(`an answer of more than ${maxBytes / 1024 / 1024} MB`);
  const late = setTimeout(() => answer.body.destroy(tooSlow(timeoutMs)), timeoutMs);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLong();
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(late);
  }
  const packed = Buffer.concat(chunks);
  const unpack = unpackers[String(answer.headers['content-encoding'] ?? '')];
  if (unpack === undefined || packed.length === 0) return packed;
  try {
    return await unpack(packed, { maxOutputLength: maxBytes });
  } catch (cause) {
    const { code }: { code?: unknown } = Object(cause);
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLong() : refuse('an answer that cannot be unpacked', cause);
  }
}

/** Whoever notices first, this or the transport's own limit between two pieces, it is a venue that did not answer. */
function tooSlow(timeoutMs: number): VenueError {
  return new VenueError('venue.unreachable', `The exchange gave no whole answer in ${timeoutMs} ms.`);
}

function refuse(what: string, cause?: unknown): VenueError {
  return new VenueError('venue.badAnswer', `The exchange gave ${what}; it was left out.`, { cause });
}
