import type { InstrumentId } from '../../domain/ids.ts';
import { VenueError } from '../VenueError.ts';
import type { VenueContext } from './VenueContext.ts';

/** The exchange's spelling of an instrument. Throws `VenueError` for one that the venue does not have. */
export function findSymbol(venue: VenueContext, instrument: InstrumentId): string {
  const symbol = venue.symbols.get(instrument);
  if (symbol === undefined) throw unknown(venue, instrument);
  return symbol;
}

/** The instrument behind the exchange's spelling; undefined for one that the desk does not trade. */
export function findInstrument(venue: VenueContext, symbol: string): InstrumentId | undefined {
  return venue.instrumentsBySymbol.get(symbol);
}

function unknown(venue: VenueContext, instrument: InstrumentId): VenueError {
  const known = [...venue.symbols.keys()].slice(0, 10).join(', ');
  return new VenueError(
    'venue.unknownInstrument',
    `${venue.label} does not trade ${instrument}; it has ${known}`,
  );
}
