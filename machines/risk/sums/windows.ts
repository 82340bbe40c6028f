import type { Limits } from '../../../domain/Limits.ts';

/** How far back closed orders have to be in the sums, so that every rate of the limits can be told (milliseconds). */
export function sumsWindowMs(limits: Limits): number {
  const { duplicateWindowSeconds, repeatWindowSeconds, proposalExpirySeconds, sendWithinSeconds } = limits;
  // A proposal's orders are made until it expires, and may be sent a little later.
  const parent = proposalExpirySeconds + sendWithinSeconds;
  return Math.max(60, duplicateWindowSeconds, repeatWindowSeconds, parent) * 1000;
}

/** How far back closed trades have to go, so that every protection of the limits can be told (milliseconds). */
export function tradesWindowMs(limits: Limits): number {
  return (
    Math.max(
      limits.cooldownAfterStopSeconds,
      limits.stopOutWindowSeconds,
      limits.lossStreakWindowSeconds,
      limits.tradeDrawdownWindowSeconds,
      limits.instrumentLossWindowSeconds,
    ) * 1000
  );
}
