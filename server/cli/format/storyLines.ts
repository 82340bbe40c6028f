import type { JournalReport } from '../../../db/verifyJournal.ts';
import type { OrderStory, StoryLine } from '../../../domain/OrderStory.ts';
import { dateTime, timeOfDay } from './amounts.ts';
import { plain } from './plain.ts';

/** A story with what a verification of the journal said of the chain up to its last line. */
export type ProvenStory = OrderStory & {
  chain: Pick<JournalReport, 'entries' | 'anchored' | 'faults'> & { upTo: number; holds: boolean };
};

/** A story as it is read: one line a fact, with its time and the number and hash of the entry that proves it. */
export function storyLines(story: ProvenStory): string[] {
  const [first] = story.lines;
  const names = [
    ...(story.proposal ? [`proposal ${story.proposal}`] : []),
    ...story.orders.map(({ id, clientOrderId }) => `order ${id} (at the venue ${clientOrderId})`),
  ];
  let day = '';
  const lines = story.lines.flatMap((line) => {
    const date = dateTime(line.at).slice(0, 10);
    const heading = date === day ? [] : [date];
    day = date;
    return [...heading, ...told(line)];
  });
  return [
    `${names.join(', ')}, account ${story.account}${first ? '' : ': nothing is known'}`,
    ...lines,
    '',
    ...proof(story),
  ];
}

function told(line: StoryLine): string[] {
  const { proof: by } = line;
  const mark = by === null ? '' : `  #${by.sequence} ${by.hash.slice(0, 8)}${by.intact ? '' : ' ✗ CHANGED'}`;
  const [text = '', ...more] = plain(line.text).split('\n');
  return [
    `  ${timeOfDay(line.at)}  ${line.kind.padEnd(10)} ${text}${mark}`,
    ...[...more, ...line.details].map((detail) => `             ${''.padEnd(8)} ${plain(detail)}`),
  ];
}

function proof({ chain, lines }: ProvenStory): string[] {
  const { upTo, holds, entries, anchored, faults } = chain;
  const numbers = new Set(lines.map(({ proof: by }) => by?.sequence));
  const later = faults.filter(({ sequence }) => sequence > upTo);
  return [
    holds
      ? `✓ Proven by ${numbers.size} journal entries. The chain of hashes holds from entry 1 to ${upTo}, of ${entries}${anchored ? ', and agrees with the anchor outside the database' : '; there is no anchor outside the database'}.`
      : `✗ The chain of hashes does not hold up to entry ${upTo}:`,
    ...(holds ? [] : faults.filter(({ sequence }) => sequence <= upTo).map(({ message }) => `  ${message}`)),
    ...later.map(({ message }) => `! Later: ${message}`),
  ];
}
