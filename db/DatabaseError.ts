import { CountersignError } from '../domain/CountersignError.ts';

/** The database cannot be opened or used. The message says which, what it means and what to do. */
export class DatabaseError extends CountersignError {
  override name = 'DatabaseError';
}
