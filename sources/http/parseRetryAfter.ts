const longestMs = 24 * 60 * 60 * 1000;

/**
 * When a server may be asked again (epoch ms), from a `Retry-After` header (RFC 9110, 10.2.3: seconds or a date), at
 * most a day ahead; null where it says nothing that can be read.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  const at = /^\d{1,9}$/.test(text) ? now + Number(text) * 1000 : Date.parse(text);
  return Number.isFinite(at) && at > now ? Math.min(at, now + longestMs) : null;
}
