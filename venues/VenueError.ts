import { CountersignError } from '../domain/CountersignError.ts';

/** The venue could not be asked, or answered with something that is not an answer. Says nothing about what exists. */
export class VenueError extends CountersignError {
  override name = 'VenueError';
}
