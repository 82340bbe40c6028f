import type { TrendSample } from './TrendSample.ts';

/** A forecast and its outcome for tests, with what matters to the test put in. */
export function sampleWith(change: Partial<TrendSample>): TrendSample {
  return {
    instrument: 'BTC/USDT',
    ts: 0,
    outcome: 1,
    realised: 0,
    model: [0.3, 0.4, 0.3],
    baselines: {
      majority: [0.3, 0.4, 0.3],
      lastSign: [0.3, 0.4, 0.3],
      momentum: [0.3, 0.4, 0.3],
      randomWalk: [0.3, 0.4, 0.3],
      garch: [0.3, 0.4, 0.3],
    },
    quantiles: {
      model: [-0.02, -0.01, 0, 0.01, 0.02],
      randomWalk: [-0.02, -0.01, 0, 0.01, 0.02],
      garch: [-0.02, -0.01, 0, 0.01, 0.02],
    },
    volatility: 0,
    signals: { model: 0, momentum: 0, lastSign: 0 },
    ...change,
  };
}
