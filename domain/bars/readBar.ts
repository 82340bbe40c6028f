import { isDecimalString } from '../decimal.ts';
import type { Bar } from '../market.ts';
import { describe } from '../schema.ts';

/** What can be wrong with a bar as it came from a file or an exchange. */
export type BarFault = 'badTime' | 'badNumber' | 'inconsistentBar';

/** A bar as it came: nothing about it is known yet. */
export type UnreadBar = Readonly<Record<keyof Bar, unknown>>;

export type ReadBar = { ok: true; bar: Bar } | { ok: false; fault: BarFault; text: string };

const prices = ['open', 'high', 'low', 'close'] as const;

/**
 * Reads one bar, with its numbers exactly as they are written. Refuses a time that is no epoch in milliseconds, a
 * number that is no plain decimal, a price that is not above 0, and a high or low that another price lies outside of.
 */
export function readBar(found: UnreadBar): ReadBar {
  const ts = readTime(found.ts);
  if (typeof ts === 'string') return { ok: false, fault: 'badTime', text: ts };
  const { open, high, low, close, volume } = found;
  if (isPrice(open) && isPrice(high) && isPrice(low) && isPrice(close) && isAmount(volume)) {
    const bar: Bar = { ts, open, high, low, close, volume };
    const text = contradictionIn(bar);
    return text === undefined ? { ok: true, bar } : { ok: false, fault: 'inconsistentBar', text };
  }
  const wrong = prices.find((name) => !isPrice(found[name]));
  const text =
    wrong === undefined
      ? `volume is ${describe(volume)}; expected a plain decimal of at least 0`
      : `${wrong} is ${describe(found[wrong])}; expected a plain decimal greater than 0`;
  return { ok: false, fault: 'badNumber', text };
}

function isAmount(value: unknown): value is string {
  return typeof value === 'string' && isDecimalString(value) && !value.startsWith('-');
}

function isPrice(value: unknown): value is string {
  return isAmount(value) && Number(value) > 0;
}

function contradictionIn({ open, high, low, close }: Bar): string | undefined {
  if (Number(high) < Number(low)) return `high ${high} is below low ${low}`;
  if (Number(high) < Math.max(Number(open), Number(close)))
    return `high ${high} is below open ${open} or close ${close}`;
  if (Number(low) > Math.min(Number(open), Number(close)))
    return `low ${low} is above open ${open} or close ${close}`;
  return undefined;
}

/** The time, or what is wrong with it. */
function readTime(found: unknown): number | string {
  const isWhole = typeof found === 'string' ? /^\d+$/.test(found) : typeof found === 'number';
  const ts = Number(found);
  if (!isWhole || !Number.isSafeInteger(ts)) return `ts is ${describe(found)}; expected epoch milliseconds`;
  // 1973 to 5138 in milliseconds: what lies outside is another unit.
  if (ts < 1e11 || ts >= 1e14) {
    const unit = ts < 1e11 ? 'seconds' : 'microseconds or nanoseconds';
    return `ts is ${ts}, which looks like ${unit}; expected epoch milliseconds`;
  }
  return ts;
}
