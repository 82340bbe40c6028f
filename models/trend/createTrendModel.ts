import { join } from 'node:path';
import { type Forecast, forecast as forecastSchema } from '../../domain/Forecast.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import { type Bar, type Timeframe, timeframeMs } from '../../domain/market.ts';
import { checkBars } from './checkBars.ts';
import { loadTrendCard } from './loadTrendCard.ts';
import { returnQuantiles } from './returnQuantiles.ts';
import { TrendFeatures } from './TrendFeatures.ts';
import type { TrendRefusal } from './TrendRefusal.ts';
import { TrendSession } from './TrendSession.ts';
import type { TrendCard } from './trendCard.ts';
import { flatBand } from './trendHorizons.ts';

/** Where the model that comes with the program lies. */
export const shippedTrendFolder = join(import.meta.dirname, 'shipped');

/**
 * `bars`: oldest first; the newest `card.windowBars` closed ones are read. `now`: market time (epoch ms; virtual
 * in replay), which tells the bar still forming and the data's age. `horizonBars`: how far ahead, from the card's
 * scope. `allowOutOfScope`: answer, marked, where the card does not cover the instrument or timeframe.
 */
export type TrendRequest = {
  instrument: InstrumentId;
  timeframe: Timeframe;
  bars: readonly Bar[];
  now?: number;
  horizonBars?: number;
  allowOutOfScope?: boolean;
};

/** `features`: what the model read, in the order of its features; `price`: close of the newest bar read. */
export type TrendAnswer =
  | { ok: true; forecast: Forecast; features: Float64Array; price: number }
  | TrendRefusal;

export type TrendModel = {
  card: TrendCard;
  forecast(request: TrendRequest): Promise<TrendAnswer>;
  /** Frees the native session. */
  close(): Promise<void>;
};

/**
 * Loads the trend model of a folder (the shipped one by default) and checks it against its card. Throws
 * `modelUnreadable` or `modelMismatch`; a model that does not match its card never answers.
 */
export async function createTrendModel({ folder = shippedTrendFolder } = {}): Promise<TrendModel> {
  const { card, onnx } = await loadTrendCard(folder);
  const session = await TrendSession.create(onnx);
  return {
    card,
    forecast: (request) => forecastTrend(card, session, request),
    close: () => session.release(),
  };
}

async function forecastTrend(
  card: TrendCard,
  session: TrendSession,
  request: TrendRequest,
): Promise<TrendAnswer> {
  const { instrument, timeframe, horizonBars = card.defaultHorizon } = request;
  const outside = outsideScope(card, request);
  if (!card.scope.horizons.includes(horizonBars) || (outside && !request.allowOutOfScope))
    return { ok: false, reason: 'outOfScope', message: scopeMessage(card, request, outside) };
  const checked = checkBars(request.bars, timeframe, request.now);
  if (!checked.ok) return checked;
  const { window } = checked;
  const features = new TrendFeatures(timeframe);
  for (const bar of window) features.push(bar);
  const row = features.row();
  if (!row)
    return {
      ok: false,
      reason: 'invalid',
      message: `The price of ${instrument} did not move in the last ${window.length} bars of ${timeframe}. No forecast was made; check that this market trades.`,
    };
  const scores = await session.score(
    Float32Array.of(...row.values, Math.log2(horizonBars)),
    row.values.length + 1,
  );
  const [down = Number.NaN, flat = Number.NaN, up = Number.NaN] = scores.probabilities;
  const [size = Number.NaN] = scores.size;
  const parameters = card.intervals[horizonBars];
  const [q05, q25, q50, q75, q95] = parameters
    ? returnQuantiles(parameters, size, up - down, row.scale * Math.sqrt(horizonBars) * 100)
    : [];
  const from = window[0]?.ts ?? row.ts;
  return {
    ok: true,
    features: row.values,
    price: row.close,
    forecast: forecastSchema.parse({
      model: card.name,
      modelVersion: card.version,
      instrument,
      timeframe,
      horizonMs: horizonBars * timeframeMs[timeframe],
      up,
      flat,
      down,
      flatBandPercent: flatBand(row.scale, horizonBars) * 100,
      asOf: row.ts,
      caveat: card.caveat,
      quantiles: { q05, q25, q50, q75, q95 },
      window: { from, to: row.ts, bars: window.length },
      ...(request.now !== undefined && { dataAgeMs: request.now - (row.ts + timeframeMs[timeframe]) }),
      ...(outside && { outOfScope: outside }),
    }),
  };
}

/** What of the request the card does not cover; undefined where it covers all. */
function outsideScope(card: TrendCard, { instrument, timeframe }: TrendRequest): string | undefined {
  const { instruments, timeframes } = card.scope;
  const parts: string[] = [];
  if (!instruments.includes(instrument)) parts.push(`instrument ${instrument}`);
  if (!timeframes.includes(timeframe)) parts.push(`timeframe ${timeframe}`);
  return parts.length > 0 ? parts.join(' and ') : undefined;
}

function scopeMessage(card: TrendCard, request: TrendRequest, outside: string | undefined): string {
  const { instruments, timeframes, horizons } = card.scope;
  if (!horizons.includes(request.horizonBars ?? card.defaultHorizon))
    return `The trend model looks ${horizons.join(', ')} bars ahead, not ${request.horizonBars}. No forecast was made; ask for one of these.`;
  return `The trend model was not measured on ${outside}: its card covers ${instruments.join(', ')} on ${timeframes.join(', ')}. No forecast was made; it answers when asked explicitly for an answer outside its scope.`;
}
