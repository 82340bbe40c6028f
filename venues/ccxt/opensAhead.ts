import type { VenueContext } from './VenueContext.ts';

/** How far the venue's clock may be from what was measured (ms). */
const aheadMs = 5_000;

/**
 * Whether a bar would open in the future of the venue's clock, and so cannot be. The simulated venue's bars have the
 * market's own time, which may be any.
 */
export function opensAhead({ simulated, clock, clockOffsetMs }: VenueContext, ts: number): boolean {
  return !simulated && ts > clock.now() + clockOffsetMs() + aheadMs;
}
