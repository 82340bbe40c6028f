import type { Decimal } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/Instrument.ts';

/** What the books say is held of an instrument's coin, and what the venue says; they differ by a step or more. */
export type HoldingDifference = { instrument: Instrument; booked: Decimal; held: Decimal };
