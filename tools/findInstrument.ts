import type { Desk } from '../desk/Desk.ts';
import type { Instrument } from '../domain/Instrument.ts';
import type { InstrumentId } from '../domain/ids.ts';
import { describe } from '../domain/schema.ts';

/** Looks an instrument up, or says which ones there are. */
export function findInstrument(
  desk: Desk,
  id: InstrumentId,
): { kind: 'found'; instrument: Instrument } | { kind: 'refused'; code: string; message: string } {
  const instrument = desk.market.instruments.get(id);
  if (instrument) return { kind: 'found', instrument };
  const known = [...desk.market.instruments.keys()].join(', ');
  return {
    kind: 'refused',
    code: 'instrument.unknown',
    message: `There is no instrument ${describe(id)} on ${desk.venue.label}; it has ${known}. Nothing was read or proposed.`,
  };
}
