import type { Actor } from '../../domain/actor.ts';
import type { Fill } from '../../domain/Fill.ts';

/** What the venue says of an order, reduced to what the machine needs. `filled` is in base units. */
export type VenueWord = {
  status: 'open' | 'triggered' | 'partiallyFilled' | 'filled' | 'cancelled' | 'expired' | 'rejected';
  venueOrderId: string;
  filled: string;
};

/** What the venue says of an order that can still trade there. */
export const restingStatuses: readonly VenueWord['status'][] = ['open', 'triggered', 'partiallyFilled'];

/** What happens to an order. Every event carries its own time; the machine reads no clock. */
export type OrderEvent =
  | { type: 'send.began'; at: number }
  | { type: 'send.deferred'; reason: string; at: number }
  | { type: 'send.rejected'; reason: string; at: number }
  | { type: 'send.becameAmbiguous'; reason: string; at: number }
  | { type: 'order.adopted'; word: VenueWord; at: number }
  | { type: 'intent.lapsed'; reason: string; at: number }
  | { type: 'restart.found'; at: number }
  | { type: 'venue.reported'; word: VenueWord; at: number }
  | { type: 'resolution.began'; venueTime: number; at: number }
  | { type: 'absence.proven'; at: number }
  | { type: 'fill.received'; fill: Fill; at: number }
  | { type: 'fill.conflicted'; reason: string; at: number }
  | { type: 'cancel.requested'; reason: string; at: number }
  | { type: 'replace.requested'; reason: string; at: number }
  | { type: 'cancel.refused'; reason: string; at: number }
  | { type: 'quarantine.accepted'; word: VenueWord; by: Actor; reason: string; at: number }
  | { type: 'quarantine.writtenOff'; by: Actor; reason: string; at: number };

/** What each event says, for the document of the machines. */
export const orderEvents: Readonly<Record<OrderEvent['type'], string>> = {
  'send.began': 'The request is about to leave; stored before its first byte does.',
  'send.deferred':
    'The venue refused for now and will not trade it; it may be tried again until `sendBefore`.',
  'send.rejected': 'The venue said no; this request will never trade.',
  'send.becameAmbiguous': 'The request may or may not have arrived.',
  'order.adopted': 'It was found at the venue, made by somebody else; nothing is ever sent for it.',
  'intent.lapsed': 'The last look before sending said no, or it was too late.',
  'restart.found': 'A start found the order half-sent by a process that ended.',
  'venue.reported': 'The venue says where the order stands.',
  'resolution.began': 'The venue is asked for the first time; by its own clock it is then `venueTime`.',
  'absence.proven': 'The request can no longer arrive, and two looks found no trace of it.',
  'fill.received': 'An execution, once for each trade id of the venue.',
  'fill.conflicted': 'A trade id came again with other content.',
  'cancel.requested': 'A person, the kill switch or the desk wants it gone.',
  'replace.requested': 'The desk wants it gone because another order takes its place.',
  'cancel.refused': 'The venue did not cancel it.',
  'quarantine.accepted': 'A person with a reason takes what the venue says now as the truth.',
  'quarantine.writtenOff': 'A person with a reason closes it with the fills that are booked.',
};
