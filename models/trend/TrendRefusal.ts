/**
 * Why the trend model gives no answer. `message` is for the user: what was found, what is allowed, what to do.
 * `tooLittleHistory`: fewer closed bars than the model reads. `gap`: a bar is missing inside the window, or the
 * newest ones are. `invalid`: a value that is no price, bars out of order, or a market that does not move.
 * `outOfScope`: an instrument, timeframe or horizon that the model's card does not cover.
 */
export type TrendRefusal =
  | { ok: false; reason: 'tooLittleHistory'; message: string; have: number; need: number }
  | { ok: false; reason: 'gap'; message: string; after: number; missing: number }
  | { ok: false; reason: 'invalid'; message: string; ts?: number }
  | { ok: false; reason: 'outOfScope'; message: string };
