import { decimal } from '../../domain/decimal.ts';
import type {
  PositionReviewed,
  Protection,
  ProtectionState,
  ProtectionTerms,
  StopSeen,
} from './Protection.ts';

const refusalWindowMs = 60_000;
export const refusalsBeforeAlarm = 3;

const settledStates: ReadonlySet<ProtectionState> = new Set(['live', 'watched', 'none', 'lifting']);

/** What a review makes of a position's protection. Pure. */
export function reviewPosition(
  last: Protection,
  review: PositionReviewed,
): { state: ProtectionState; after: Protection } {
  // What the venue said to a stop of another size says nothing of this one.
  const before = decimal(last.quantity).eq(decimal(review.quantity)) ? last : { ...last, refusals: [] };
  const terms = termsOf(before, review);
  const state = stateOf(before, review, terms);
  const settled = settledStates.has(state);
  const exposed = settled ? null : (before.exposedSince ?? review.at);
  const after: Protection = {
    instrument: before.instrument,
    terms,
    quantity: review.quantity,
    stops: review.stops,
    refusals: settled ? [] : before.refusals,
    exposedSince: exposed,
    alarmedAt: settled ? null : state === 'alarmed' ? (before.alarmedAt ?? review.at) : before.alarmedAt,
    updatedAt: review.at,
  };
  return { state, after };
}

/** Whether a review found what the last one found. */
export function isSameReview(before: Protection, after: Protection): boolean {
  const { updatedAt: _, ...was } = before;
  const { updatedAt: __, ...is } = after;
  return JSON.stringify(was) === JSON.stringify(is);
}

/**
 * A closed position has no terms. One that is held never loses its stop for want of them: where they are not known,
 * those of the stop that stands are taken on.
 */
function termsOf(before: Protection, { held, stops }: PositionReviewed): ProtectionTerms | null {
  if (decimal(held).lte(0)) return null;
  if (before.terms) return before.terms;
  const standing = stops.find(({ stop }) => stop !== null);
  return standing?.stop ? { stop: standing.stop, target: standing.target, enteredAt: 0 } : null;
}

function stateOf(
  before: Protection,
  review: PositionReviewed,
  terms: ProtectionTerms | null,
): ProtectionState {
  const { stops } = review;
  if (!terms || !isTradable(review, terms)) return stops.length === 0 ? 'none' : 'lifting';
  const [first] = stops;
  if (!first && !review.holdsStops) return 'watched';
  if (!first) return wasRefusedTooOften(before, review.at) ? 'alarmed' : 'placing';
  const isWanted = stops.length === 1 && isAsWanted(first, review, terms);
  if (isWanted && first.phase === 'live') return 'live';
  return isWanted && first.phase !== 'leaving' ? 'placing' : 'replacing';
}

function isTradable(
  { quantity, minQuantity, minNotional }: PositionReviewed,
  { stop }: ProtectionTerms,
): boolean {
  const wanted = decimal(quantity);
  return (
    wanted.gt(0) && wanted.gte(decimal(minQuantity)) && wanted.times(decimal(stop)).gte(decimal(minNotional))
  );
}

function isAsWanted(seen: StopSeen, { quantity }: PositionReviewed, terms: ProtectionTerms): boolean {
  return (
    decimal(seen.remaining).eq(decimal(quantity)) &&
    isSamePrice(seen.stop, terms.stop) &&
    isSamePrice(seen.target, terms.target)
  );
}

function isSamePrice(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : decimal(a).eq(decimal(b));
}

function wasRefusedTooOften({ refusals }: Protection, at: number): boolean {
  // One that is dated ahead was noted by a clock that has been set right since.
  const recent = refusals.filter((refusal) => refusal.at <= at && refusal.at > at - refusalWindowMs);
  return recent.length >= refusalsBeforeAlarm;
}
