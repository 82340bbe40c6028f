import { join } from 'node:path';
import type { Database } from '../db/Repositories.ts';
import { createChainVenue } from '../desk/chain/createChainVenue.ts';
import { createWalletVenue } from '../desk/chain/createWalletVenue.ts';
import type { Log } from '../desk/Log.ts';
import type { Scheduler } from '../domain/Clock.ts';
import { type AccountId, accountId } from '../domain/ids.ts';
import type { StateView } from '../domain/views.ts';
import type { FeedEvent } from '../venues/MarketFeed.ts';
import type { Venue } from '../venues/Venue.ts';
import { fileTransactions, transactionsPath } from './fileTransactions.ts';
import type { DeskParts } from './hostDesk.ts';
import { chainLabel, openDex } from './openDex.ts';
import type { AskPassword } from './openSigner.ts';
import { openSimulation, simulationName } from './openSimulation.ts';
import type { TradingSource } from './tradingRecord.ts';

/** What a desk trades with: not connected yet. */
export type Trading = {
  /** Books of their own for every market, chain and wallet. */
  account: AccountId;
  venue: Venue;
  /** A chain's own parts. */
  chain?: Pick<DeskParts, 'dex' | 'transactions' | 'kill'>;
  /** `label` says how it is right now. */
  market: { readonly kind: StateView['market']['kind']; readonly label: string };
  close(): Promise<void>;
};

const nobody: AskPassword = async () => null;

/**
 * Opens what a mode trades on: a simulated venue on loopback, or a DEX with its wallet.
 *
 * @throws ConfigError and VenueError where that does not open.
 */
export async function openTrading(
  source: TradingSource,
  parts: {
    home: string;
    clock: Scheduler;
    log: Log;
    database: Database;
    /** The wallet's, where the environment has it. */
    password: string | null;
    askPassword?: AskPassword;
    /** Hears what a real exchange's feed tells, in mode paper. */
    onFeed?: (event: FeedEvent) => void;
  },
): Promise<Trading> {
  const { home, clock, log, database, password, askPassword: ask = nobody, onFeed } = parts;
  if (source.kind !== 'chain') {
    const account = accountId.parse(simulationName(source));
    const folder = join(home, 'venue', account);
    return { account, ...(await openSimulation({ folder, source, clock, log, ...(onFeed && { onFeed }) })) };
  }
  const dex = await openDex(source, { password, ask });
  const account = accountId.parse(`dex-${dex.chainId}-${dex.sender.slice(2, 10).toLowerCase()}`);
  const transactions = fileTransactions(transactionsPath(home, account));
  const wallet = createWalletVenue({ dex, transactions, clock, log });
  const venue = createChainVenue({ dex, wallet, transactions, database, account, clock });
  const kill = { venue: wallet, limits: { maxSlippagePercent: dex.emergencySlippagePercent } };
  const market = { kind: 'testNetwork' as const, label: `${dex.label} on ${chainLabel(source.chain)}` };
  return { account, venue, chain: { dex, transactions, kill }, market, close: () => venue.close() };
}
