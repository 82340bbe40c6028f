import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { openFakeServer } from '../../testing/openFakeServer.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-models-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('default', async () => {
  await using server = await openFakeServer();
  const { status, out } = await server.run(['models', 'list', '--json']);
  expect(status).toBe(0);
  const models = JSON.parse(out) as { kind: string; caveat: string }[];
  expect(models.map(({ kind }) => kind)).toEqual(['trend', 'sentiment']);
  for (const { caveat } of models) expect(caveat.length).toBeGreaterThan(40);
  expect((await server.run(['models', 'verify'])).out).toMatch(/✓ trend: .*\n✓ sentiment: /);
});

test('behavior: scores recorded bars and labelled texts', async () => {
  await using server = await openFakeServer();
  const bars = join(folder, 'BTCUSDT-1h-made.csv');
  const rows = Array.from({ length: 400 }, (_, index) => {
    const price = 50_000 + 900 * Math.sin(index / 9) + 200 * Math.sin(index * 1.7);
    return [
      1_700_000_000_000 - (1_700_000_000_000 % 3_600_000) + index * 3_600_000,
      price,
      price + 40,
      price - 40,
      price + 5,
      10 + (index % 5),
    ].join(',');
  });
  writeFileSync(bars, ['ts,open,high,low,close,volume', ...rows].join('\n'));
  const trend = await server.run(['models', 'evaluate', 'trend', '--bars', bars, '--json']);
  expect([trend.status, trend.err]).toEqual([0, '']);
  expect(JSON.parse(trend.out)).toMatchObject({ skipped: 0, perInstrument: { 'BTC/USDT': { skipped: 0 } } });
  expect(JSON.parse(trend.out)).toMatchObject({
    ...{ horizonBars: 1, n: 200, otherHorizons: { 4: { n: 197 }, 12: { n: 189 } } },
  });
  const four = await server.run([
    ...['models', 'evaluate', 'trend', '--bars', bars, '--horizon', '4', '--json'],
  ]);
  const { horizonBars, otherHorizons } = JSON.parse(four.out);
  expect([horizonBars, Object.keys(otherHorizons)]).toEqual([4, ['1', '12']]);
  const texts = join(folder, 'texts.jsonl');
  writeFileSync(
    texts,
    '{"text":"Profit rose sharply","label":"positive"}\n{"text":"Exchange hacked, funds lost","label":"negative"}\n',
  );
  const sentiment = await server.run(['models', 'evaluate', 'sentiment', '--file', texts, '--json']);
  expect(JSON.parse(sentiment.out)).toMatchObject({
    n: 2,
    perClass: { positive: { n: 1 }, negative: { n: 1 } },
  });
});

test('error: says which file cannot be read, and which line is wrong', async () => {
  await using server = await openFakeServer();
  const absent = await server.run([
    'models',
    'evaluate',
    'trend',
    '--bars',
    join(folder, 'BTCUSDT-1h-none.csv'),
  ]);
  expect([absent.status, absent.err]).toEqual([
    1,
    expect.stringContaining('BTCUSDT-1h-none.csv cannot be read'),
  ]);
  const texts = join(folder, 'broken.jsonl');
  writeFileSync(texts, '{"text":"fine","label":"positive"}\n{"text":"bad","label":"great"}\n');
  const score = (file: string, ...more: string[]) =>
    server.run(['models', 'evaluate', 'sentiment', '--file', file, ...more]);
  const broken = await score(texts);
  expect([broken.status, broken.err]).toEqual([1, expect.stringContaining('broken.jsonl, line 2')]);
  const none = await score(join(folder, 'none.jsonl'));
  expect([none.status, none.err]).toEqual([1, expect.stringContaining('none.jsonl cannot be read')]);
  const cut = join(folder, 'cut.jsonl.gz');
  writeFileSync(cut, gzipSync('{"text":"fine","label":"positive"}\n').subarray(0, 20));
  expect((await score(cut)).err).toContain('damaged or cut off');
  const elsewhere = await score(texts, '--folder', join(folder, 'no-model'));
  expect([elsewhere.status, elsewhere.err]).toEqual([1, expect.stringContaining('card.json cannot be read')]);
});

test('error: training names what is missing, and nothing is written', async () => {
  await using server = await openFakeServer();
  const out = join(folder, 'trained');
  const nowhere = join(folder, 'nowhere');
  const missing = await server.run(['models', 'train', 'trend', '--data', nowhere, '--out', out]);
  expect([missing.status, missing.err]).toEqual([1, expect.stringContaining('Nothing was trained.')]);
  const unknown = await server.run(['models', 'train', 'moon', '--data', folder, '--out', out]);
  expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining('trend, sentiment')]);
  expect(existsSync(out)).toBe(false);
});
