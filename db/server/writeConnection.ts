import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

const connectTimeoutMs = 5_000;
/**
 * A process that is paused inside a transaction must not keep another one from taking its account over; the server
 * ends that transaction by itself.
 */
const idleInTransactionMs = 5_000;

/** How long a server is waited for that is left (ms). */
export const farewellMs = 3_000;

/** The one connection that all transactions run over, replaced when it was lost. */
export type WriteConnection = {
  take(): Promise<Client>;
  /** Ends it; the next `take` makes a new one. */
  release(): Promise<void>;
};

export function writeConnection(
  url: string,
  { queryTimeoutMs }: { queryTimeoutMs: number },
): WriteConnection {
  let current: Client | undefined;
  return {
    async take() {
      if (current !== undefined) return current;
      const client = new Client({
        connectionString: url,
        connectionTimeoutMillis: connectTimeoutMs,
        query_timeout: queryTimeoutMs,
        idle_in_transaction_session_timeout: idleInTransactionMs,
        application_name: `countersign ${process.pid}`,
        keepAlive: true,
        // The plan of a prepared statement is made while the tables may still be empty, and is kept when they no longer
        // are: without this it would go through all machines and effects at each commit.
        options: '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off',
        // What does not wait for an answer before it asks again is sent at once.
        pipeline: true,
      });
      let connected = true;
      const lost = () => {
        connected = false;
        if (current === client) current = undefined;
      };
      client.on('error', lost);
      client.on('end', lost);
      await client.connect();
      if (!connected) throw new Error('The connection broke while it was being made');
      current = client;
      return client;
    },
    async release() {
      const client = current;
      current = undefined;
      if (client === undefined) return;
      // A server that has fallen silent does not answer a farewell either.
      await Promise.race([client.end(), pause(farewellMs, undefined, { ref: false })]);
      client.connection.stream.destroy();
    },
  };
}
