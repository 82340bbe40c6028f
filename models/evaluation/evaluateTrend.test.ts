import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { instrumentId } from '../../domain/ids.ts';
import { createTrendModel } from '../trend/createTrendModel.ts';
import { csvOf, testBars } from '../trend/testBars.ts';
import { evaluateTrend } from './evaluateTrend.ts';
import { logLoss } from './trendScores.ts';

const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const bars = testBars(520);

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

test('default: every figure against every baseline, per instrument too', async () => {
  const result = await evaluateTrend({
    files: [
      file('BTCUSDT-1h.csv', csvOf(bars)),
      file('ADAUSDT-1h-2025.csv.gz', csvOf(testBars(400, { seed: 5 }))),
    ],
  });
  expect(result.n).toBe(520 - 199 - 4 + 400 - 199 - 4);
  expect(result.skipped).toBe(0);
  expect(result.calibrationErrorByChance.mean).toBeGreaterThan(0.01);
  expect(result.calibrationErrorByChance.high).toBeGreaterThan(result.calibrationErrorByChance.mean);
  expect(result.outOfScope).toStrictEqual(['ADA/USDT']);
  expect(Object.keys(result.logLoss.baselines)).toStrictEqual([
    'majority',
    'lastSign',
    'momentum',
    'randomWalk',
    'garch',
  ]);
  expect(Object.keys(result.perInstrument)).toStrictEqual(['BTC/USDT', 'ADA/USDT']);
  expect(result.perInstrument['BTC/USDT']?.n).toBe(317);
  const text = JSON.stringify(result);
  expect(text).not.toContain('null');
});

test('behavior: scores are those of the forecasts that the desk would have been given', async () => {
  const { n, logLoss: scored } = await evaluateTrend({ files: [file('BTCUSDT-live.csv', csvOf(bars))] });
  const model = await createTrendModel();
  let total = 0;
  for (let i = 199; i < bars.length - 4; i += 1) {
    const answer = await model.forecast({
      instrument: instrumentId.parse('BTC/USDT'),
      timeframe: '1h',
      bars: bars.slice(0, i + 1),
    });
    if (!answer.ok) throw new Error(answer.message);
    const { down, flat, up, flatBandPercent } = answer.forecast;
    const move = (Number(bars[i + 4]?.close) / Number(bars[i]?.close) - 1) * 100;
    total += logLoss([down, flat, up], move > flatBandPercent ? 2 : move < -flatBandPercent ? 0 : 1);
  }
  await model.close();
  expect(total / n).toBeCloseTo(scored.model, 5);
});

test('behavior: windows and horizons that touch a gap are skipped and counted', async () => {
  const holed = bars.filter((_, i) => i !== 300);
  const result = await evaluateTrend({ files: [file('BTCUSDT-gap.csv', csvOf(holed))] });
  expect(result.n).toBe(300 - 199 - 4 + 219 - 199 - 4);
  expect(result.n + result.skipped).toBe(519 - 199 - 4);
});

test('behavior: shorter bars are joined to a longer timeframe asked for', async () => {
  const path = file('ETHUSDT-1h.csv', csvOf(testBars(1000, { start: 1_699_920_000_000 })));
  const result = await evaluateTrend({ files: [path], timeframe: '4h', horizonBars: 1 });
  expect(result).toMatchObject({ timeframes: ['4h'], horizonBars: 1, n: 50 });
});

test('error: nothing to score, an unknown horizon, an unknown spacing', async () => {
  const short = file('BTCUSDT-short.csv', csvOf(bars.slice(0, 150)));
  await expect(evaluateTrend({ files: [short] })).rejects.toThrow('Nothing was scored');
  await expect(evaluateTrend({ files: [short], horizonBars: 3 })).rejects.toThrow('1, 4, 12 bars ahead');
  const odd = file('BTCUSDT-2h.csv', csvOf(testBars(300, { stepMs: 7_200_000 })));
  await expect(evaluateTrend({ files: [odd] })).rejects.toThrow('120 minutes apart');
});
