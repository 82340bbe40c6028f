import type { Fill } from '../../domain/Fill.ts';

/** What the venue says of an order, reduced to what the machine needs. `filled` is in base units. */
export type VenueWord = {
  status: 'open' | 'triggered' | 'partiallyFilled' | 'filled' | 'cancelled' | 'expired' | 'rejected';
  venueOrderId: string;
  filled: string;
};

/** What happens to an order. Every event carries its own time; the machine reads no clock. */
export type OrderEvent =
  | { type: 'send.began'; at: number }
  /** The venue refused for now and will not trade it; it may be tried again until `sendBefore`. */
  | { type: 'send.deferred'; reason: string; at: number }
  | { type: 'send.rejected'; reason: string; at: number }
  | { type: 'send.becameAmbiguous'; reason: string; at: number }
  | { type: 'intent.lapsed'; reason: string; at: number }
  | { type: 'restart.found'; at: number }
  | { type: 'venue.reported'; word: VenueWord; at: number }
  /** The venue is asked for the first time; by its own clock it is then `venueTime`. */
  | { type: 'resolution.began'; venueTime: number; at: number }
  | { type: 'absence.proven'; at: number }
  | { type: 'fill.received'; fill: Fill; at: number }
  | { type: 'fill.conflicted'; reason: string; at: number }
  | { type: 'cancel.requested'; reason: string; at: number }
  | { type: 'cancel.refused'; reason: string; at: number };
