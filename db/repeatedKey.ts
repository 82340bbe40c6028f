import { CountersignError } from '../domain/CountersignError.ts';

/** A command was stored a second time; its caller should have asked for it first. */
export function repeatedKey(scope: string, key: string): CountersignError {
  return new CountersignError(
    'db.repeatedKey',
    'This idempotency key was stored before and keeps its first result',
    {
      context: { scope, key },
    },
  );
}
