import type { Clock } from '../../domain/Clock.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { CcxtExchange } from './CcxtExchange.ts';
import type { LookBeforeLeaving } from './lookBeforeLeaving.ts';

/** What every call to a connected exchange needs. */
export type VenueContext = {
  /** Name for people, used in messages. */
  label: string;
  simulated: boolean;
  exchange: CcxtExchange;
  look: LookBeforeLeaving;
  clock: Clock;
  instruments: ReadonlyMap<InstrumentId, Instrument>;
  /** Exchange spelling by instrument, and back. */
  symbols: ReadonlyMap<InstrumentId, string>;
  instrumentsBySymbol: ReadonlyMap<string, InstrumentId>;
  /** Venue clock minus ours, in milliseconds. */
  clockOffsetMs(): number;
};

/** Where the adapter reports what a person may want to read later; a pino logger fits. */
export type VenueLog = {
  info(context: Record<string, unknown>, text: string): void;
  warn(context: Record<string, unknown>, text: string): void;
};
