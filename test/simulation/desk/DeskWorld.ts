import type { Database } from '../../../db/Repositories.ts';
import type { Limits } from '../../../domain/Limits.ts';
import type { ReconciliationPolicy } from '../../../domain/ReconciliationPolicy.ts';
import type { VenueWorld } from '../venue/VenueWorld.ts';
import type { VenueApi } from '../wire/VenueApi.ts';
import type { RunningDesk } from './RunningDesk.ts';

/** What a desk finds around it. */
export type DeskWorld = VenueWorld & {
  readonly seed: number;
  /** The exchange's protocol where the desk speaks it; its venue interface is simulated otherwise. */
  readonly api: VenueApi | undefined;
  readonly database: Database;
  readonly limits: Limits;
  readonly reconciliation: ReconciliationPolicy;
  /** Number of the process that has taken the account over last. */
  owner: number;
  /** The desk has come up. */
  cameUp(running: RunningDesk): void;
  note(line: string): void;
  violate(invariant: string, detail: string): void;
};
