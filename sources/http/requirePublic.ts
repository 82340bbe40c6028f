import { isIP } from 'node:net';
import { SourceError } from '../SourceError.ts';
import { privateAddress } from './guardedLookup.ts';
import { isPublicAddress } from './isPublicAddress.ts';

/**
 * Throws `source.address` for an address that is not spoken to encrypted on its usual port or that carries a name, and
 * `source.privateAddress` for a number inside this machine or network. Names are checked when they are looked up.
 */
export function requirePublic(url: URL, protocol: 'https:' | 'wss:'): void {
  if (url.protocol !== protocol || url.username !== '' || url.port !== '')
    throw new SourceError(
      'source.address',
      `${url.host} is not asked: only ${protocol.slice(0, -1)} on its usual port, without a name in the address, is.`,
    );
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw privateAddress(host);
}
