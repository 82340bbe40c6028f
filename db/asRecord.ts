import { CountersignError } from '../domain/CountersignError.ts';

/** A stored JSON object. Anything else means that the row was not written by this program. */
export function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CountersignError('db.brokenRow', 'A stored row does not hold a JSON object where one belongs');
  }
  return Object.fromEntries(Object.entries(value));
}
