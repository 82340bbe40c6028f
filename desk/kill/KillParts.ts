import type { IdSource, Scheduler } from '../../domain/Clock.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Limits } from '../../domain/Limits.ts';

import type { Log } from '../Log.ts';
import type { KillFile } from './KillFile.ts';
import type { KillVenue } from './KillVenue.ts';

/** What a kill needs to reach its level at the venue: no database, no model, no market view. */
export type KillParts = {
  /** Whether this process still owns the home: one that does not sells nothing. */
  readonly owns: () => boolean;
  readonly account: AccountId;
  readonly currency: string;
  /** How far below the bid an emergency order may sell. */
  readonly limits: Pick<Limits, 'maxSlippagePercent'>;
  readonly venue: KillVenue;
  readonly killFile: KillFile;
  readonly clock: Scheduler;
  readonly ids: IdSource;
  readonly log: Log;
};
