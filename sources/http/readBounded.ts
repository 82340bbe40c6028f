import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { SourceError } from '../SourceError.ts';

/**
 * Reads a body to its end and unpacks it; neither the packed nor the unpacked bytes may be more than `maxBytes`.
 * Throws `source.tooLarge`, `source.encoding`, `source.truncated` or `source.broken`, and the signal's reason.
 */
export async function readBounded(
  body: Readable,
  { encoding, maxBytes, signal }: { encoding: string; maxBytes: number; signal: AbortSignal },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    await pipeline(
      body,
      counting(maxBytes),
      unpacker(encoding),
      async (unpacked: AsyncIterable<Buffer>) => {
        for await (const chunk of counting(maxBytes)(unpacked)) chunks.push(chunk);
      },
      { signal },
    );
  } catch (cause) {
    // What was not read holds its connection.
    body.on('error', () => {}).destroy();
    if (signal.aborted) throw signal.reason;
    throw cause instanceof SourceError ? cause : brokenBody(cause);
  }
  return Buffer.concat(chunks);
}

function counting(maxBytes: number): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (source) {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new SourceError(
          'source.tooLarge',
          `The answer is larger than ${maxBytes} bytes and was dropped.`,
        );
      yield chunk;
    }
  };
}

function unpacker(encoding: string) {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return new PassThrough();
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new SourceError('source.encoding', 'The answer is packed in a way that was not asked for.');
  }
}

function brokenBody(cause: unknown): SourceError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code === 'Z_BUF_ERROR'
    ? new SourceError('source.truncated', 'The answer ended before its packed data did.', { cause })
    : new SourceError('source.broken', 'The answer broke off or cannot be unpacked.', { cause });
}
