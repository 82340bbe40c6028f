import { z } from 'zod';

/** Everything that can take the desk out of `active`. */
export const guardianCause = z.enum([
  'drawdown',
  'dailyLoss',
  'lossStreak',
  'runaway',
  'errorRate',
  'operator',
  'staleFeed',
  'clockSkew',
  'reconciliation',
  'foreignOrder',
  'database',
  'lostLease',
  'unprotected',
  'modelSpend',
]);
export type GuardianCause = z.infer<typeof guardianCause>;

type CauseRule = {
  /** What the cause does to the desk while it lasts. */
  state: 'reducing' | 'halted';
  /** Latched causes last until a person clears them with a reason; the others heal by themselves. */
  latched: boolean;
  /** How long it must have been healthy before it clears, in milliseconds; 0 when latched. */
  healthyForMs: number;
  /** Opening of the sentence that tells a person; the detail follows. */
  title: string;
};

/**
 * What each cause does. Losses stop entries but keep nobody from getting out; what makes the books or the order path
 * itself doubtful stops everything.
 */
export const guardianCauses: Readonly<Record<GuardianCause, CauseRule>> = {
  drawdown: { state: 'reducing', latched: true, healthyForMs: 0, title: 'Drawdown limit reached' },
  dailyLoss: { state: 'reducing', latched: true, healthyForMs: 0, title: 'Daily loss limit reached' },
  lossStreak: { state: 'reducing', latched: true, healthyForMs: 0, title: 'Too many losses in a row' },
  runaway: { state: 'halted', latched: true, healthyForMs: 0, title: 'Orders went out in a runaway' },
  errorRate: { state: 'halted', latched: true, healthyForMs: 0, title: 'Too many orders failed' },
  operator: { state: 'reducing', latched: true, healthyForMs: 0, title: 'Paused by a person' },
  staleFeed: { state: 'reducing', latched: false, healthyForMs: 10_000, title: 'Market data is stale' },
  clockSkew: { state: 'halted', latched: false, healthyForMs: 30_000, title: 'The clock is off' },
  reconciliation: {
    state: 'halted',
    latched: false,
    healthyForMs: 0,
    title: 'The desk and the venue differ',
  },
  foreignOrder: {
    state: 'reducing',
    latched: false,
    healthyForMs: 0,
    title: 'The venue has an order that the desk did not make',
  },
  database: { state: 'halted', latched: false, healthyForMs: 5_000, title: 'The database does not keep up' },
  lostLease: {
    state: 'halted',
    latched: false,
    healthyForMs: 5_000,
    title: 'Another process may own this account',
  },
  unprotected: {
    state: 'reducing',
    latched: false,
    healthyForMs: 5_000,
    title: 'A position has no stop at the venue',
  },
  modelSpend: {
    state: 'reducing',
    latched: false,
    healthyForMs: 0,
    title: 'The day’s budget for models is used up',
  },
};
