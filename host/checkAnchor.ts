import { type JournalAnchor, keepJournalAnchor, readJournalAnchor } from '../db/journalAnchor.ts';
import type { Desk } from '../desk/Desk.ts';
import { raiseAlert } from '../desk/raiseAlert.ts';

/**
 * Holds the anchor of the last run against the journal, once at a start and before the next anchor is written over it.
 * Where they differ a person is told, and the anchor is kept: after a power failure of a database that does not
 * survive one, or when somebody cut or exchanged the journal.
 */
export async function checkAnchor(desk: Desk, path: string): Promise<void> {
  const fault = await findFault(desk, path);
  if (!fault) return;
  const kept = keepJournalAnchor(path, desk.clock.now());
  desk.log.error({ path: kept }, fault);
  await raiseAlert(desk, {
    severity: 'critical',
    code: 'journal.untrueAnchor',
    subject: desk.account,
    message: `${fault} Orders at the venue were compared and are known, but decisions may be missing from the journal. Run countersign audit verify, and compare with the venue's own history; the anchor is kept as ${kept}.`,
  });
}

async function findFault(desk: Desk, path: string): Promise<string | null> {
  let anchor: JournalAnchor | null;
  try {
    anchor = readJournalAnchor(path);
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
  if (!anchor || anchor.sequence === 0) return null;
  const { journal } = desk.database.read;
  const [entry] = await journal.list({ after: anchor.sequence - 1, limit: 1 });
  if (entry?.sequence === anchor.sequence && entry.hash === anchor.hash) return null;
  return `The journal's entry ${anchor.sequence} is not the one that the last run anchored outside the database: its end is gone, or it is another journal.`;
}
