import { join } from 'node:path';
import { createWalletVenue } from '../desk/chain/createWalletVenue.ts';
import type { KillVenue } from '../desk/kill/KillVenue.ts';
import type { Log } from '../desk/Log.ts';
import type { Scheduler } from '../domain/Clock.ts';
import { fileTransactions, transactionsPath } from './fileTransactions.ts';
import { openDex } from './openDex.ts';
import type { AskPassword } from './openSigner.ts';
import { openSimulation } from './openSimulation.ts';
import type { TradingRecord } from './tradingRecord.ts';

/**
 * Opens and connects what a desk of this home trades with, for the kill switch of another process: without its database.
 *
 * @throws ConfigError and VenueError where it does not open or answer.
 */
export async function openKillVenue(params: {
  home: string;
  record: TradingRecord;
  wallet: { password: string | null; ask: AskPassword };
  clock: Scheduler;
  log: Log;
}): Promise<{ venue: KillVenue; close(): Promise<void> }> {
  const { home, record, wallet, clock, log } = params;
  const { account, source } = record;
  if (source.kind !== 'chain') {
    const folder = join(home, 'venue', account);
    const simulation = await openSimulation({ folder, source, clock, log });
    try {
      await simulation.venue.connect(() => {});
    } catch (cause) {
      await simulation.close();
      throw cause;
    }
    return simulation;
  }
  const dex = await openDex(source, wallet);
  const close = async (): Promise<void> => dex.close();
  try {
    await dex.check();
  } catch (cause) {
    await close();
    throw cause;
  }
  const transactions = fileTransactions(transactionsPath(home, account));
  return { venue: createWalletVenue({ dex, transactions, clock, log }), close };
}
