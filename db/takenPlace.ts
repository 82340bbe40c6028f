import { CountersignError } from '../domain/CountersignError.ts';

/** Something that was to be stored for the first time is there already. */
export function takenPlace(what: string, cause?: unknown): CountersignError {
  return new CountersignError('db.takenPlace', `${what} is stored already; somebody else writes too`, {
    cause,
  });
}
