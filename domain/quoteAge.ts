/** Ages at which a quote stops being fresh and becomes stale, in milliseconds. */
export const quoteAge = { freshMs: 3_000, staleMs: 10_000 } as const;
