import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decimal } from '../domain/decimal.ts';
import type { Bar } from '../domain/market.ts';
import type { StateView } from '../domain/views.ts';
import { startDeskProcess, temporaryHome } from './fixtures/startDeskProcess.ts';

const recorded = join(import.meta.dirname, '..', '..', 'shared', 'data', 'spot', 'BTCUSDT-5m-202501.csv.gz');
const fields = ['open', 'high', 'low', 'close', 'volume'] as const;

/** Rows of a bars file by their open time. */
function rowsOf(file: string): Map<number, string[]> {
  const [, ...lines] = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  return new Map(lines.map((line) => line.split(',')).map(([ts = '', ...rest]) => [Number(ts), rest]));
}

/** A small recording with a gap in it, made by a rule that anyone can follow. */
function writeRecording(file: string): void {
  const start = Date.UTC(2024, 0, 1);
  const lines = Array.from({ length: 1_500 }, (_, index) => {
    const open = 40_000 + 500 * Math.sin(index / 40);
    const close = 40_000 + 500 * Math.sin((index + 1) / 40);
    const high = Math.max(open, close) + 12.5;
    const low = Math.min(open, close) - 7.25;
    const prices = [open, high, low, close].map((price) => price.toFixed(2));
    return [start + index * 300_000, ...prices, (5 + (index % 7)).toFixed(5)].join(',');
  }).filter((_, index) => index < 900 || index > 905);
  writeFileSync(file, gzipSync(`ts,open,high,low,close,volume\n${lines.join('\n')}\n`));
}

/** Plays a file and compares every closed bar that the API shows with the file's own row. */
async function compare(file: string): Promise<{ compared: number; different: number; state: StateView }> {
  await using home = temporaryHome();
  await using desk = await startDeskProcess(home.path, { args: ['replay', '--file', file, '--speed', '60'] });
  const rows = rowsOf(file);
  const { body } = await desk.api('/api/bars?instrument=BTC/USDT&timeframe=5m&limit=500');
  const closed = (body as Bar[]).slice(0, -1);
  const different = closed.filter((bar) => {
    const row = rows.get(bar.ts);
    return !row || fields.some((field, index) => !decimal(bar[field]).eq(decimal(row[index]?.trim() ?? '0')));
  });
  const state = (await desk.api('/api/state')).body as StateView;
  return { compared: closed.length, different: different.length, state };
}

test('default', async () => {
  await using home = temporaryHome();
  const file = join(home.path, 'BTCUSDT-5m-made.csv.gz');
  writeRecording(file);
  const { compared, different, state } = await compare(file);
  expect(different).toBe(0);
  // The warm-up is a fifth of the file; how much has been played since depends on the machine.
  expect(compared).toBeGreaterThan(290);
  expect([state.mode, state.market.kind]).toEqual(['replay', 'recorded']);
});

test.skipIf(!existsSync(recorded))(
  'behavior: a real recording of ../shared is shown bar for bar',
  async () => {
    const { compared, different } = await compare(recorded);
    expect({ compared, different }).toEqual({ compared: 499, different: 0 });
  },
);
