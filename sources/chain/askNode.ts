import { type FetchRequest, type GetUrlResponse, makeError } from 'ethers';
import { request } from 'undici';
import { readBounded } from '../http/readBounded.ts';

/** More than any answer that is asked for here, packed and unpacked. */
const maxBytes = 8 * 1024 * 1024;

/**
 * Sends one request of ethers to the configured node. The library's own transport waits for ever for an answer that comes
 * in drips, takes bodies of any length, and repeats what it sent to whatever host a redirect names.
 */
export async function askNode({
  url,
  method,
  headers,
  body,
  timeout,
}: FetchRequest): Promise<GetUrlResponse> {
  const signal = AbortSignal.timeout(timeout);
  const { username, password } = new URL(url);
  const key = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  const authorization = username === '' ? {} : { authorization: `Basic ${key.toString('base64')}` };
  try {
    const answer = await request(url, { method, headers: { ...headers, ...authorization }, body, signal });
    const { statusCode } = answer;
    const told = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, String(value ?? '')]),
    );
    const encoding = told['content-encoding'] ?? '';
    const whole = await readBounded(answer.body, { encoding, maxBytes, signal });
    if (statusCode >= 300 && statusCode < 400)
      throw makeError('the node redirects to another address', 'SERVER_ERROR', { request: url });
    return { statusCode, statusMessage: '', headers: told, body: whole };
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw makeError('no whole answer in time', 'TIMEOUT', { operation: 'request', reason: 'timeout' });
  }
}
