import { VenueError } from '../VenueError.ts';
import { type FaultMeaning, mapCcxtError } from './mapCcxtError.ts';

const codes: Readonly<Record<FaultMeaning, string>> = {
  rejected: 'venue.refused',
  unknown: 'venue.unreachable',
  retryLater: 'venue.busy',
  misconfigured: 'venue.misconfigured',
};

/** Turns any fault of a read into the error that says: the venue could not be asked. `what` finishes "could not". */
export function venueErrorFrom(error: unknown, venue: string, what: string): VenueError {
  if (error instanceof VenueError) return error;
  const { meaning, code, reason } = mapCcxtError(error);
  return new VenueError(codes[meaning], `${venue} could not ${what}: ${reason}`, {
    context: { venue, exchangeCode: code },
    cause: error,
  });
}
