import { createHmac, timingSafeEqual } from 'node:crypto';
import { VenueRejection } from '../VenueRejection.ts';
import type { ApiKeys } from './ApiKeys.ts';
import { missing, type Params } from './Params.ts';

/** Names that authentication itself reads. */
export const securityParams = ['timestamp', 'recvWindow', 'signature'];

/** Finds the account of an API key. Throws -2014 for something that is no key, -2015 for an unknown one. */
export function accountOfKey(keys: ApiKeys, key: string | undefined): string {
  if (key === undefined || !/^[A-Za-z0-9_-]{1,128}$/.test(key)) {
    throw new VenueRejection(-2014, 'API-key format invalid.', { status: 401 });
  }
  const entry = keys.get(key);
  if (entry === undefined) {
    throw new VenueRejection(-2015, 'Invalid API-key, IP, or permissions for action.', { status: 401 });
  }
  return entry.account;
}

/** Checks timestamp, window and HMAC-SHA256 signature of `payload`. `now` is the venue's wall time. */
export function checkSignature(
  keys: ApiKeys,
  request: { key: string; params: Params; payload: string; now: number },
): void {
  const { params, now } = request;
  const recvWindow = params.integer('recvWindow') ?? 5_000;
  if (recvWindow > 60_000) throw new VenueRejection(-1131, 'recvWindow must be less than 60000');
  const timestamp = params.integer('timestamp');
  if (timestamp === undefined) throw missing('timestamp');
  if (timestamp > now + 1_000) {
    throw new VenueRejection(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
  }
  if (now - timestamp > recvWindow) {
    throw new VenueRejection(-1021, 'Timestamp for this request is outside of the recvWindow.');
  }
  const signature = params.required('signature');
  const secret = keys.get(request.key)?.secret ?? '';
  const expected = createHmac('sha256', secret).update(request.payload).digest();
  const given = Buffer.from(signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new VenueRejection(-1022, 'Signature for this request is not valid.');
  }
}

/** What a REST request's signature covers: query string and body as sent, less the signature itself. */
export function signedPayload(query: string, body: string): string {
  return [query, body].map(withoutSignature).join('');
}

function withoutSignature(part: string): string {
  return part
    .split('&')
    .filter((pair) => !pair.startsWith('signature='))
    .join('&');
}
