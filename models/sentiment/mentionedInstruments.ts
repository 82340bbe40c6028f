import type { InstrumentId } from '../../domain/ids.ts';
import { mentionedAssets } from '../../domain/mentionedAssets.ts';

/** Which of the desk's instruments a text speaks of by their base, in the order of `instruments`. */
export function mentionedInstruments(text: string, instruments: readonly InstrumentId[]): InstrumentId[] {
  const baseOf = (instrument: InstrumentId): string => instrument.split('/')[0] ?? '';
  const spokenOf = new Set(mentionedAssets(text, instruments.map(baseOf)));
  return instruments.filter((instrument) => spokenOf.has(baseOf(instrument)));
}
