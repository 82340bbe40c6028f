import type { Scheduler } from '../../domain/Clock.ts';

/** Appointments of an adapter. */
export type Timers = Pick<Scheduler, 'after'>;
