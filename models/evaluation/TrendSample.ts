/** Probabilities of down, flat, up. */
export type Probabilities = readonly [down: number, flat: number, up: number];

export const trendBaselines = ['majority', 'lastSign', 'momentum', 'randomWalk', 'garch'] as const;
export type TrendBaseline = (typeof trendBaselines)[number];

/** Levels of the quantiles that are scored. */
export const quantileLevels = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** One forecast and what came of it. Returns are simple returns over the horizon. */
export type TrendSample = {
  instrument: string;
  ts: number;
  /** 0 down, 1 flat, 2 up. */
  outcome: 0 | 1 | 2;
  realised: number;
  model: Probabilities;
  baselines: Record<TrendBaseline, Probabilities>;
  /** Quantiles of the return at `quantileLevels`. */
  quantiles: { model: number[]; randomWalk: number[]; garch: number[] };
  /** Standard deviation of recent returns in typical moves: which volatility regime the bar lies in. */
  volatility: number;
  /** What the rules below would trade on: expected return by the model, sign of the last day's and bar's move. */
  signals: { model: number; momentum: number; lastSign: number };
};
