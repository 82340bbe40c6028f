import { barLengthMs } from '../../../domain/bars/barLengths.ts';

const day = barLengthMs['1d'];

/** Lengths of the exchange's bar intervals in milliseconds; a month (`1M`) has none of its own. */
export const intervalMs: ReadonlyMap<string, number> = new Map<string, number>([
  ...Object.entries(barLengthMs),
  ['3d', 3 * day],
  ['1w', 7 * day],
]);

/** 1970-01-01 was a Thursday; the exchange's weeks open on Mondays. */
const mondayOffset = 4 * day;

/** Whether the exchange has bars of this length. */
export function isInterval(interval: string): boolean {
  return interval === '1M' || intervalMs.has(interval);
}

/** Open time of the bar that contains `ts` (epoch ms, UTC). Throws `RangeError` for an unknown interval. */
export function barOpen(interval: string, ts: number): number {
  if (interval === '1M') return monthStart(ts, 0);
  const length = lengthOf(interval);
  const offset = interval === '1w' ? mondayOffset : 0;
  return Math.floor((ts - offset) / length) * length + offset;
}

/** Open time of the bar `count` bars after the one that opens at `open`; `count` may be negative. */
export function shiftBar(interval: string, open: number, count: number): number {
  return interval === '1M' ? monthStart(open, count) : open + count * lengthOf(interval);
}

function lengthOf(interval: string): number {
  const length = intervalMs.get(interval);
  if (length === undefined) throw new RangeError(`Unknown bar interval: ${interval}`);
  return length;
}

function monthStart(ts: number, shift: number): number {
  const date = new Date(ts);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + shift, 1);
}

/** Whether bars of `coarse` can be made of whole bars of `fine`. */
export function divides(fine: string, coarse: string): boolean {
  if (fine === coarse) return true;
  const fineLength = intervalMs.get(fine);
  if (fineLength === undefined) return false;
  if (coarse === '1M') return day % fineLength === 0;
  const length = intervalMs.get(coarse) ?? 0;
  // Weeks open on Mondays, which longer grids than a day need not hit.
  if (coarse === '1w') return day % fineLength === 0;
  return length > fineLength && length % fineLength === 0;
}
