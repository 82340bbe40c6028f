import { type Bar, type Timeframe, timeframeMs } from '../../domain/market.ts';
import { type NumericBar, toNumericBar } from './NumericBar.ts';
import { windowBars } from './TrendFeatures.ts';
import type { TrendRefusal } from './TrendRefusal.ts';

/** How many bars may be missing at the newest end before an answer would be about the past. */
const lateBars = 2;

/**
 * The newest window of closed bars, checked. `now` (epoch ms, market time) drops the bar still forming and
 * refuses a series that stopped; without it every bar counts as closed.
 */
export function checkBars(
  bars: readonly Bar[],
  timeframe: Timeframe,
  now?: number,
): { ok: true; window: NumericBar[] } | TrendRefusal {
  const length = timeframeMs[timeframe];
  let end = bars.length;
  if (now !== undefined) while (end > 0 && (bars[end - 1]?.ts ?? 0) + length > now) end -= 1;
  if (end < windowBars) return tooLittle(end);
  const window = bars.slice(end - windowBars, end).map(toNumericBar);
  let before: number | undefined;
  for (const bar of window) {
    const problem = problemOf(bar);
    if (problem) return invalid(bar.ts, problem);
    if (before !== undefined && bar.ts <= before)
      return invalid(bar.ts, 'is not newer than the one before it');
    if (before !== undefined && bar.ts - before !== length) {
      if ((bar.ts - before) % length !== 0)
        return invalid(bar.ts, `does not follow the ${timeframe} grid of the one before it`);
      return gap(before, (bar.ts - before) / length - 1, timeframe);
    }
    before = bar.ts;
  }
  const last = before ?? 0;
  if (now !== undefined && now - (last + length) >= lateBars * length)
    return gap(last, Math.floor((now - last) / length) - 1, timeframe);
  return { ok: true, window };
}

function problemOf(bar: NumericBar): string | undefined {
  for (const [name, value] of Object.entries(bar))
    if (!Number.isFinite(value)) return `has a ${name} that is not a finite number`;
  if (bar.low <= 0) return 'has a price that is not above 0';
  if (bar.volume < 0) return 'has a negative volume';
  if (bar.high < Math.max(bar.open, bar.close) || bar.low > Math.min(bar.open, bar.close))
    return 'has an open or close outside its high and low';
  return undefined;
}

function tooLittle(have: number): TrendRefusal {
  return {
    ok: false,
    reason: 'tooLittleHistory',
    message: `The trend model reads ${windowBars} closed bars and only ${have} are there. No forecast was made; wait for more bars or choose a shorter timeframe.`,
    have,
    need: windowBars,
  };
}

function invalid(ts: number, problem: string): TrendRefusal {
  const when = Number.isFinite(ts) ? new Date(ts).toISOString() : 'an unknown time';
  return {
    ok: false,
    reason: 'invalid',
    message: `The bar of ${when} ${problem}. No forecast was made from it; check where these bars come from.`,
    ts,
  };
}

function gap(after: number, missing: number, timeframe: Timeframe): TrendRefusal {
  return {
    ok: false,
    reason: 'gap',
    message: `${missing} bar(s) of ${timeframe} are missing after ${new Date(after).toISOString()}. No forecast was made over the gap; it closes once the market feed has filled it.`,
    after,
    missing,
  };
}
