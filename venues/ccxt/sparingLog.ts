import type { Clock } from '../../domain/Clock.ts';
import type { VenueLog } from './VenueContext.ts';

const everyMs = 60_000;

/**
 * A log in which the same warning is written once a minute at most, with how many were left out since. An exchange that
 * sends nothing but what cannot be read fills no disk.
 */
export function sparingLog(log: VenueLog, clock: Clock): VenueLog {
  const last = new Map<string, { at: number; leftOut: number }>();
  return {
    info: (context, text) => log.info(context, text),
    warn(context, text) {
      const now = clock.now();
      const before = last.get(text);
      // A clock that was set back keeps nothing silent.
      if (before && Math.abs(now - before.at) < everyMs) {
        before.leftOut += 1;
        return;
      }
      last.set(text, { at: now, leftOut: 0 });
      log.warn(before?.leftOut ? { ...context, leftOut: before.leftOut } : context, text);
    },
  };
}
