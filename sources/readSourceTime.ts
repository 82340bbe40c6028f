/** Clocks differ a little. */
const aheadMs = 5 * 60 * 1000;
const earliest = Date.UTC(2009, 0, 3);

/**
 * A time that a source gives, in epoch ms: ISO 8601, RFC 822, or a number of seconds or milliseconds. Null for what is
 * no time, lies more than five minutes ahead, or before there was a chain.
 */
export function readSourceTime(given: unknown, now: number): number | null {
  const at = toMs(given);
  return at !== null && at >= earliest && at <= now + aheadMs ? Math.min(at, now) : null;
}

function toMs(given: unknown): number | null {
  const numeric = typeof given === 'number' || (typeof given === 'string' && /^\s*\d{9,14}\s*$/.test(given));
  if (!numeric && typeof given !== 'string') return null;
  const value = numeric ? Number(given) : Date.parse(String(given));
  if (!Number.isFinite(value)) return null;
  return Math.round(numeric && value < 100_000_000_000 ? value * 1000 : value);
}
