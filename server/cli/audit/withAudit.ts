import { join } from 'node:path';
import { loadConfig } from '../../../config/loadConfig.ts';
import { DatabaseError } from '../../../db/DatabaseError.ts';
import { unreadableRows } from '../../../db/journal/isBrokenRow.ts';
import { readJournalAnchor, readKeptAnchors } from '../../../db/journalAnchor.ts';
import { readHomeOwner } from '../../../db/lockHome.ts';
import { openDocumentStore } from '../../../db/openDocumentStore.ts';
import type { JournalRepository } from '../../../db/Repositories.ts';
import { type JournalReport, verifyJournal } from '../../../db/verifyJournal.ts';
import { explainOrder } from '../../../desk/read/explainOrder.ts';
import type { JournalEntry } from '../../../domain/JournalEntry.ts';
import type { OrderStory } from '../../../domain/OrderStory.ts';
import type { Cli } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { connect } from '../connect.ts';
import { withIdleDatabase } from '../doctor/withIdleDatabase.ts';

/** What can be asked of a home's journal. */
export type Audit = {
  verify(): Promise<JournalReport>;
  explain(id: string): Promise<OrderStory | undefined>;
};

type Listing = Pick<JournalRepository, 'list'>;

/**
 * Works on a home's journal: through the running desk, or in its database when none runs. Verifying is done here and
 * not by the desk, whose journal it is. `absent`: there is no journal yet.
 */
export async function withAudit<T>(cli: Cli, work: (audit: Audit) => Promise<T>): Promise<T | 'absent'> {
  const { home } = cli.environment;
  const path = join(home, 'journal-anchor.json');
  const anchor = readJournalAnchor(path);
  const verify = (journal: Listing) => () => verifyJournal(journal, anchor, readKeptAnchors(path));
  if (readHomeOwner(home) !== null) {
    const desk = connect(home, 'operator');
    return work({
      verify: verify(throughApi(desk)),
      explain: (id) =>
        desk.get<OrderStory>(`/api/audit/${encodeURIComponent(id)}`).catch((cause: unknown) => {
          if (hasCode(cause, 'not-found')) return undefined;
          throw cause;
        }),
    });
  }
  const config = loadConfig(cli.environment);
  return withIdleDatabase(config, async (database) => {
    const mongoUrl = config.documents.url;
    const documents = await openDocumentStore({ database, ...(mongoUrl && { mongoUrl }) });
    try {
      return await work({
        verify: verify(database.read.journal),
        explain: (id) => explainOrder({ read: database.read, documents }, id),
      });
    } finally {
      await documents.close();
    }
  });
}

function throughApi(desk: ReturnType<typeof connect>): Listing {
  return {
    async list({ after = 0, limit = 1000 }) {
      try {
        return await desk.get<JournalEntry[]>(`/api/journal?after=${after}&limit=${Math.min(limit, 1000)}`);
      } catch (cause) {
        if (!hasCode(cause, 'journal-unreadable')) throw cause;
        throw new DatabaseError(unreadableRows, 'The desk cannot read these entries either', { cause });
      }
    },
  };
}

function hasCode(cause: unknown, code: string): boolean {
  const problem = cause instanceof CliError ? cause.problem : null;
  return (
    typeof problem === 'object' &&
    problem !== null &&
    'type' in problem &&
    problem.type === `urn:countersign:problem:${code}`
  );
}
