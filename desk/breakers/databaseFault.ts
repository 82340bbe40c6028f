import { pause } from '../../domain/pause.ts';
import type { Desk } from '../Desk.ts';

/** A database that takes longer to answer than this is none. */
const patienceMs = 2_000;

const faults = new WeakMap<Desk, string>();

/** What the last look at the database found wrong; undefined when it answered. */
export function pingFault(desk: Desk): string | undefined {
  return faults.get(desk);
}

/** Asks the database for a sign of life, and answers why it cannot be relied on now; undefined when it can. */
export async function findDatabaseFault(desk: Desk): Promise<string | undefined> {
  const fault = await Promise.race([
    desk.database.ping().then(() => undefined, String),
    pause(desk.clock, patienceMs).then(() => `no answer within ${patienceMs / 1000} s`),
  ]);
  if (fault === undefined) faults.delete(desk);
  else faults.set(desk, fault);
  return fault ?? desk.runtime.databaseFault;
}
