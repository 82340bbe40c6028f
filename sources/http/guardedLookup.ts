import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { SourceError } from '../SourceError.ts';
import { isPublicAddress } from './isPublicAddress.ts';

/**
 * Name resolution that fails where a name leads to an address that is not public, in the very look-up that the
 * connection uses, so that no second answer can lead elsewhere.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 4);
    const inside = found.find(({ address }) => !isPublicAddress(address));
    const [first] = found;
    if (inside || !first) return callback(privateAddress(hostname), '', 4);
    if (options.all) return callback(null, found);
    return callback(null, first.address, first.family);
  });
};

export function privateAddress(hostname: string): SourceError {
  return new SourceError(
    'source.privateAddress',
    `${hostname} leads to an address inside this machine or network, so it was not asked. If that is meant, name its origin under crowd.localOrigins.`,
  );
}
