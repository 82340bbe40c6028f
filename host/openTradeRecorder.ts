import type { Config } from '../config/schema.ts';
import { openDatabase } from '../db/openDatabase.ts';
import type { Database } from '../db/Repositories.ts';
import { TradeRecorder } from '../desk/data/TradeRecorder.ts';
import type { Log } from '../desk/Log.ts';
import type { Scheduler } from '../domain/Clock.ts';

type Parts = {
  config: Pick<Config, 'mode' | 'data' | 'venue' | 'database' | 'home'>;
  /** The desk's own, which is used where there can be only one. */
  database: Database;
  clock: Scheduler;
  log: Log;
};

/**
 * What stores the public trades that mode paper hears; null in other modes and while that is off. With a server it
 * writes over a connection of its own, so that no order waits for it.
 */
export async function openTradeRecorder({
  config,
  database,
  clock,
  log,
}: Parts): Promise<TradeRecorder | null> {
  const keepDays = config.data.storeTradesForDays;
  if (config.mode !== 'paper' || keepDays === 0) return null;
  const { exchange } = config.venue;
  const own =
    config.database.url === null ? null : await openDatabase({ folder: '', url: config.database.url });
  return new TradeRecorder({
    ...{ database: own ?? database, source: exchange, label: exchange, keepDays, clock, log },
    ...(own !== null && { onClosed: () => own.close() }),
  });
}
