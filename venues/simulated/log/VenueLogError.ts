import { CountersignError } from '../../../domain/CountersignError.ts';

/** The venue's own log cannot be used. Nothing was changed on disk. */
export class VenueLogError extends CountersignError {
  override name = 'VenueLogError';
}
