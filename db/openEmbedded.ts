import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { DatabaseError } from './DatabaseError.ts';
import { sqlDocuments } from './documents/sqlDocuments.ts';
import { brokenFolder } from './embedded/brokenFolder.ts';
import { leaveClosingMark, removeClosingMark } from './embedded/closingMark.ts';
import { createFolder } from './embedded/createFolder.ts';
import { examineFolder } from './embedded/examineFolder.ts';
import { requireSpace } from './embedded/requireSpace.ts';
import { startEmbedded } from './embedded/startEmbedded.ts';
import { readTemplate } from './embedded/template.ts';
import { explainFault } from './explainFault.ts';
import { migrationsFolder, refuseNewerSchema } from './migrateSchema.ts';
import type { Database } from './Repositories.ts';
import { serialQueue } from './serialQueue.ts';
import { commitStatement, commitValues, explainCommit } from './sql/commitStatement.ts';
import { sqlRepositories } from './sql/sqlRepositories.ts';
import { transactionScope } from './transactionScope.ts';

/** Its log is only given back at a checkpoint, and nothing makes one by itself. */
const checkpointEveryMs = 5 * 60_000;
/** Nor does anything clear away old versions of rows. */
const vacuumEveryMs = 60 * 60_000;

/**
 * Opens the embedded PostgreSQL in a folder of its own, or in memory without one. One session serves all, so that
 * transactions run one after another. It survives a kill of the process, but does not force writes to the disk.
 *
 * @throws DatabaseError for a folder that does not hold a whole database; the folder is as it was then.
 */
export async function openEmbedded(folder?: string): Promise<Database> {
  const where = folder === undefined ? 'the database in memory' : `the database in ${folder}`;
  const requireRoom = () => {
    if (folder !== undefined) requireSpace(folder);
  };
  if (folder !== undefined) {
    requireRoom();
    if ((await examineFolder(folder)) === 'empty') await createFolder(folder);
    await removeClosingMark(folder);
  }
  const client = await startEmbedded(folder, folder === undefined ? await readTemplate() : undefined);
  const session = drizzle({ client });
  try {
    await refuseNewerSchema(session, `The database in ${folder}`);
    await migrate(session, { migrationsFolder });
  } catch (cause) {
    await client.close();
    const explained = explainFault(cause, where);
    throw explained instanceof DatabaseError ? explained : brokenFolder(folder ?? 'memory', cause);
  }

  const inTurn = serialQueue();
  const scope = transactionScope();
  const upkeep = [repeat(checkpointEveryMs, 'CHECKPOINT'), repeat(vacuumEveryMs, 'VACUUM')];
  function repeat(everyMs: number, statement: string): NodeJS.Timeout {
    // A failure here is met again by the next write, which has somebody to tell.
    return setInterval(
      () => void inTurn(() => client.exec(statement)).catch(() => undefined),
      everyMs,
    ).unref();
  }
  return {
    label: 'PGlite (embedded)',
    durable: false,
    documents: scope.documents(sqlDocuments(session, 'in the same embedded database'), requireRoom),
    read: scope.outside(sqlRepositories(session)),
    transaction: (work) =>
      scope.inside(() =>
        inTurn(() => {
          requireRoom();
          return session.transaction((inner) => work(sqlRepositories(inner)));
        }).catch((fault: unknown) => {
          throw explainFault(fault, where);
        }),
      ),
    commit: (changes, fence) =>
      scope.inside(() =>
        inTurn(async () => {
          requireRoom();
          await client.query(commitStatement, commitValues(changes, fence));
        }).catch((fault: unknown) => {
          throw explainFault(explainCommit(fault, fence), where);
        }),
      ),
    async ping() {
      await client.query('select 1');
    },
    async close() {
      for (const timer of upkeep) clearInterval(timer);
      await inTurn(async () => {
        if (client.closed) return;
        await client.close();
        // Without the mark the next start only takes longer.
        if (folder !== undefined) await leaveClosingMark(folder).catch(() => undefined);
      });
    },
  };
}
