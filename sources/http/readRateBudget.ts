/** What a server still allows, as it says itself; `resetAt` in epoch ms. */
export type RateBudget = { remaining: number; limit: number | null; resetAt: number | null };

/** Reads `X-RateLimit-*`, `X-Rate-Limit-*` and `RateLimit-*` headers; null where there are none that can be read. */
export function readRateBudget(headers: ReadonlyMap<string, string>, now: number): RateBudget | null {
  const figure = (name: string): number | null => {
    const text = ['x-ratelimit', 'x-rate-limit', 'ratelimit']
      .map((prefix) => headers.get(`${prefix}-${name}`))
      .find((found) => found !== undefined);
    return text !== undefined && /^\d{1,12}(\.\d+)?$/.test(text.trim()) ? Math.floor(Number(text)) : null;
  };
  const remaining = figure('remaining');
  const reset = figure('reset');
  if (remaining === null) return null;
  // Some send seconds from now, some an epoch time in seconds.
  const resetAt = reset === null ? null : reset > 1_000_000_000 ? reset * 1000 : now + reset * 1000;
  return { remaining, limit: figure('limit'), resetAt };
}
