import { instrumentId } from '../../domain/ids.ts';
import { createSentimentModel } from '../../models/sentiment/createSentimentModel.ts';
import { createTrendModel } from '../../models/trend/createTrendModel.ts';
import { testBars } from '../../models/trend/testBars.ts';

/** Times in milliseconds; memory in MB, of the whole process at its highest. */
export type ModelFigures = {
  trend: { loadMs: number; p50Ms: number; p99Ms: number; forecasts: number };
  sentiment: { loadMs: number; textsPerSecond: number; texts: number };
  peakMemoryMb: number;
};

const forecasts = 2_000;
const texts = 512;
const batch = 32;

/** Measures the shipped models on this machine: from bars to an answer, and headlines a second in batches. */
export async function benchModels(): Promise<ModelFigures> {
  const trend = await benchTrend();
  const sentiment = await benchSentiment();
  return { trend, sentiment, peakMemoryMb: process.resourceUsage().maxRSS / 1024 };
}

async function benchTrend(): Promise<ModelFigures['trend']> {
  const began = performance.now();
  const model = await createTrendModel();
  const loadMs = performance.now() - began;
  const bars = testBars(400);
  const instrument = instrumentId.parse('BTC/USDT');
  const times: number[] = [];
  for (let i = 0; i < forecasts + 200; i += 1) {
    const from = i % 200;
    const before = performance.now();
    const answer = await model.forecast({ instrument, timeframe: '1h', bars: bars.slice(from, from + 200) });
    if (i >= 200) times.push(performance.now() - before);
    if (!answer.ok) throw new Error(answer.message);
  }
  await model.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { loadMs, p50Ms: at(0.5), p99Ms: at(0.99), forecasts };
}

async function benchSentiment(): Promise<ModelFigures['sentiment']> {
  const began = performance.now();
  const model = await createSentimentModel();
  const loadMs = performance.now() - began;
  const headlines = Array.from(
    { length: batch },
    (_, i) => `Exchange number ${i} halts withdrawals after its token fell ${i + 3}% in an hour`,
  );
  await model.score(headlines);
  const start = performance.now();
  for (let done = 0; done < texts; done += batch) await model.score(headlines);
  const textsPerSecond = texts / ((performance.now() - start) / 1000);
  await model.close();
  return { loadMs, textsPerSecond, texts };
}
