import type { DecimalString } from '../../domain/decimal.ts';
import type { InstrumentId, OrderId } from '../../domain/ids.ts';

/** Stop and target that a position is to be protected with, of the entry that came last. */
export type ProtectionTerms = {
  stop: DecimalString;
  target: DecimalString | null;
  /** When that entry was approved (epoch ms); an older one that trades later changes nothing. */
  enteredAt: number;
};

/** A stop that may still trade, as a review finds it. */
export type StopSeen = {
  order: OrderId;
  /** `doubtful`: nobody knows whether the venue has it. `leaving`: the venue is asked to cancel it. */
  phase: 'placing' | 'live' | 'leaving' | 'doubtful';
  /** What it would still sell, base units. */
  remaining: DecimalString;
  /** Null where it has none that could still trigger. */
  stop: DecimalString | null;
  target: DecimalString | null;
};

/** What a review of one position finds. Quantities are in base units. */
export type PositionReviewed = {
  type: 'position.reviewed';
  held: DecimalString;
  /** What needs a stop: what is held and not being sold already, on the quantity step. */
  quantity: DecimalString;
  /** Below either of these the venue trades nothing. */
  minQuantity: DecimalString;
  minNotional: DecimalString;
  /** Whether the venue holds stop orders; where it holds none, the desk watches the price itself. */
  holdsStops: boolean;
  /** Open stops that nobody has to look at first (quarantined ones are left out). */
  stops: readonly StopSeen[];
  at: number;
};

export type ProtectionEvent =
  | ({ type: 'entry.traded'; at: number } & ProtectionTerms)
  | { type: 'stop.refused'; order: OrderId; reason: string; at: number }
  | PositionReviewed;

/** Context of `protection@1`: what the desk keeps of one position's protection. */
export type Protection = {
  instrument: InstrumentId;
  terms: ProtectionTerms | null;
  quantity: DecimalString;
  stops: readonly StopSeen[];
  /** The newest stops like the one that is needed that ended refused since one last stood; newest last. */
  refusals: readonly { order: OrderId; reason: string; at: number }[];
  /** Since when something is held that neither a stop at the venue nor a watch covers (epoch ms); null while all is well. */
  exposedSince: number | null;
  /** When a person was called, once for each time that it goes wrong; null while all is well. */
  alarmedAt: number | null;
  updatedAt: number;
};

export type ProtectionState = 'none' | 'placing' | 'live' | 'replacing' | 'lifting' | 'alarmed' | 'watched';
