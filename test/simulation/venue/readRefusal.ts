import { VenueRejection } from '../../../venues/simulated/VenueRejection.ts';
import type { SendOutcome } from '../../../venues/Venue.ts';

/** How the desk's adapter reads a refusal of the exchange. */
export function readRefusal(error: unknown): SendOutcome {
  if (!(error instanceof VenueRejection)) throw error;
  if (/duplicate order sent/i.test(error.message)) return { kind: 'unknown', reason: error.message };
  return { kind: 'rejected', code: String(error.code), reason: error.message };
}
