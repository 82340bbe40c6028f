import type { Scheduler } from '../../domain/Clock.ts';
import type { Dex } from '../../venues/evm/Dex.ts';
import type { Log } from '../Log.ts';
import type { TransactionFile } from './TransactionFile.ts';

/** What the kill switch reaches a wallet with: the chain, and what has left. No database. */
export type WalletParts = {
  readonly dex: Dex;
  readonly transactions: TransactionFile;
  readonly clock: Scheduler;
  readonly log: Log;
};
