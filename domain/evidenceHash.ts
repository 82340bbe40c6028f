import type { Evidence } from './Evidence.ts';
import { hashOf } from './hash.ts';

/** The hash that a piece of evidence carries: over all of it but its id and the hash itself. */
export function evidenceHash(body: Omit<Evidence, 'id' | 'hash'>): string {
  return hashOf(body);
}
