import { Decimal } from '../../../domain/decimal.ts';
import type { Limits } from '../../../domain/Limits.ts';

/** Average ranges of an hour that a stop is given room for. */
const ranges = 2;
/** Kept away from both ends of what the limits allow: the gate measures from the worst price, not from this one. */
const margin = 0.7;

/**
 * Picks how far below the entry a stop goes, in percent: twice the average hourly range, within the limits and within
 * what may be lost at it. `riskBudgetPercent` is the loss allowed as a share of the order's notional.
 */
export function chooseStop(
  limits: Pick<Limits, 'minStopDistancePercent' | 'maxStopDistancePercent'>,
  atrPercent: number | null,
  riskBudgetPercent: number,
): Decimal {
  const least = Math.max(limits.minStopDistancePercent * 2, 0.4);
  const most = Math.min(limits.maxStopDistancePercent * margin, riskBudgetPercent * margin);
  const wanted = atrPercent === null ? 2 : atrPercent * ranges;
  return new Decimal(Math.max(least, Math.min(wanted, most))).toDecimalPlaces(2);
}
