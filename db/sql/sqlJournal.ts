import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm';
import { type JournalEntry, journalEntry } from '../../domain/JournalEntry.ts';
import { linkEntries } from '../linkEntries.ts';
import type { JournalRepository } from '../Repositories.ts';
import { journal } from '../schema.ts';
import { noLimit } from './noLimit.ts';
import type { SqlSession } from './SqlSession.ts';

export function sqlJournal(session: SqlSession): JournalRepository {
  const head: JournalRepository['head'] = async () => {
    const [last] = await session
      .select({ sequence: journal.sequence, hash: journal.hash })
      .from(journal)
      .orderBy(desc(journal.sequence))
      .limit(1);
    return last ?? { sequence: 0, hash: '' };
  };
  return {
    head,
    async append(facts) {
      const entries = linkEntries(await head(), facts);
      if (entries.length > 0) await session.insert(journal).values(entries);
      return entries;
    },
    async list({ after, limit, types, subject, newestFirst }): Promise<JournalEntry[]> {
      const rows = await session
        .select()
        .from(journal)
        .where(
          and(
            after === undefined ? undefined : gt(journal.sequence, after),
            types && inArray(journal.type, [...types]),
            subject === undefined ? undefined : eq(journal.subject, subject),
          ),
        )
        .orderBy(newestFirst ? desc(journal.sequence) : asc(journal.sequence))
        .limit(limit ?? noLimit);
      return rows.map((row) => journalEntry.parse(row));
    },
  };
}
