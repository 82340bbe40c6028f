import type { JournalEntry } from '../../domain/JournalEntry.ts';
import { hashOfEntry } from '../linkEntries.ts';
import type { JournalFault } from './JournalFault.ts';

/** Beyond this many the search would take squares of it; entries are then only called changed. */
const mostSearched = 300;

/**
 * Tells entries that stand in another place than they were written for from those whose content was changed: the
 * first have their right hash under the number of their old place.
 *
 * @param changed entries whose hash does not fit where they stand, ascending
 */
export function findMoved(changed: readonly JournalEntry[]): JournalFault[] {
  const places = changed.length <= mostSearched ? changed.map(({ sequence }) => sequence) : [];
  return changed.map((entry) => {
    const { sequence, type, subject } = entry;
    const candidates = [...places, sequence - 1, sequence + 1].filter((place) => place > 0);
    const home = candidates.find((place) => hashOfEntry({ ...entry, sequence: place }) === entry.hash);
    return home === undefined
      ? {
          kind: 'changed',
          sequence,
          message: `Entry ${sequence} (${type}, ${subject}) was changed: its content does not have its hash.`,
        }
      : {
          kind: 'reordered',
          sequence,
          message: `Entry ${sequence} (${type}, ${subject}) was entry ${home}: entries were reordered.`,
        };
  });
}
