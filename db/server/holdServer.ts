import { Client } from 'pg';
import { DatabaseError } from '../DatabaseError.ts';

/** Any fixed number: the same for every desk, so that two on one database meet. */
const lockNumber = 4170_2026;
const connectTimeoutMs = 5_000;

/**
 * Sole use of a database, kept by a lock that the server drops with the connection that holds it. Writing over that
 * very connection means that nothing is written by a desk that no longer holds the database.
 */
export type ServerHold = {
  /** The connection that holds it; a new one, which takes it again, when the last one was lost. */
  take(): Promise<Client>;
  release(): Promise<void>;
};

/**
 * @param options `where` names the database in messages
 * @throws DatabaseError from `take` when another process holds it, naming that one.
 */
export function holdServer(
  url: string,
  { where, queryTimeoutMs }: { where: string; queryTimeoutMs: number },
): ServerHold {
  let holder: Client | undefined;
  return {
    async take() {
      if (holder !== undefined) return holder;
      const client = new Client({
        connectionString: url,
        connectionTimeoutMillis: connectTimeoutMs,
        query_timeout: queryTimeoutMs,
        application_name: `countersign ${process.pid}`,
        keepAlive: true,
      });
      let connected = true;
      const lost = () => {
        connected = false;
        if (holder === client) holder = undefined;
      };
      client.on('error', lost);
      client.on('end', lost);
      await client.connect();
      try {
        await lock(client, where);
      } catch (cause) {
        await client.end();
        throw cause;
      }
      if (!connected) throw new Error('The connection broke while it was being made');
      holder = client;
      return client;
    },
    async release() {
      const client = holder;
      holder = undefined;
      await client?.end();
    },
  };
}

async function lock(client: Client, where: string): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
    lockNumber,
  ]);
  if (rows[0]?.taken) return;
  const { rows: others } = await client.query<{ name: string; address: string | null }>(
    `select a.application_name as name, host(a.client_addr) as address
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = $1::bigint
        and l.database = (select oid from pg_database where datname = current_database())`,
    [lockNumber],
  );
  const [other] = others;
  const who = other ? ` (${other.name}${other.address ? ` at ${other.address}` : ''})` : '';
  throw new DatabaseError(
    'db.inUse',
    `Another desk${who} uses ${where}. Two desks on one database would send the same orders, so nothing was started or sent from here. Stop the other one, or give this one a database of its own with DATABASE_URL.`,
  );
}
