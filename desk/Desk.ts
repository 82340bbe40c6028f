import type { Database, DocumentStore } from '../db/Repositories.ts';
import type { IdSource, Scheduler } from '../domain/Clock.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Limits } from '../domain/Limits.ts';
import type { Mode } from '../domain/mode.ts';
import type { ReconciliationPolicy } from '../domain/ReconciliationPolicy.ts';
import type { Dex } from '../venues/evm/Dex.ts';
import type { Venue } from '../venues/Venue.ts';
import type { BalanceCache } from './BalanceCache.ts';
import type { TransactionFile } from './chain/TransactionFile.ts';
import type { KillLatch } from './KillLatch.ts';
import type { KillFile } from './kill/KillFile.ts';
import type { Killing } from './kill/Killing.ts';
import type { Log } from './Log.ts';
import type { LimitsInForce } from './limits/LimitsInForce.ts';
import type { MarketView } from './MarketView.ts';
import type { Runtime } from './Runtime.ts';

/** A running desk for one account: what every use case is handed. Built by the host. */
export type Desk = {
  readonly account: AccountId;
  readonly mode: Mode;
  /** Currency that equity is counted in, e.g. `USDT`. */
  readonly currency: string;
  /** Those in force now, and their hash: `limitsInForce` read once more. */
  readonly limits: Limits;
  readonly limitsHash: string;
  readonly limitsInForce: LimitsInForce;
  readonly reconciliation: ReconciliationPolicy;
  readonly venue: Venue;
  /** The chain that the venue's orders go to as transactions; absent for any other venue. */
  readonly dex?: Dex;
  /** What has left that chain's wallet; there whenever the chain is. */
  readonly transactions?: TransactionFile;
  readonly market: MarketView;
  readonly balances: BalanceCache;
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly runtime: Runtime;
  readonly latch: KillLatch;
  readonly killFile: KillFile;
  /** What carries the kill switch out at the venue. */
  readonly killing: Killing;
  readonly clock: Scheduler;
  readonly ids: IdSource;
  readonly log: Log;
};
