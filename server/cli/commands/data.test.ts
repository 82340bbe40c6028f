import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../db/openDatabase.ts';
import { instrumentId } from '../../../domain/ids.ts';
import { startScriptedExchange } from '../../../venues/ccxt/testing/startScriptedExchange.ts';
import { openFakeServer, runIn } from '../../testing/openFakeServer.ts';

const start = Date.UTC(2024, 0, 1);
const length = 300_000;
const head = 'ts,open,high,low,close,volume';

function openHome(config?: string) {
  const path = mkdtempSync(join(tmpdir(), 'countersign-data-'));
  const home = join(path, 'home');
  mkdirSync(home);
  if (config !== undefined) writeFileSync(join(home, 'config.yaml'), config);
  return {
    path,
    home,
    run: (line: string) => runIn(home, line.split(' ')),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

test('default: a file is imported once, checked, and written out again digit for digit', async () => {
  using home = openHome();
  const text = `${[
    head,
    ...[0, 1, 3].map((index) => `${start + index * length},67240.10,67250.00,67001,67002.5,0.00000001`),
  ].join('\n')}\n`;
  const file = join(home.path, 'BTCUSDT-5m.csv.gz');
  writeFileSync(file, gzipSync(text));
  const first = await home.run(`data import ${file} --source binance`);
  expect([first.status, first.err]).toEqual([0, '']);
  expect(first.out).toContain('✓ 3 bars new, 0 there before.');
  expect(first.out).toContain('! 1 bar missing in 1 gap');
  const again = await home.run(`data import ${file} --source binance --json`);
  expect(JSON.parse(again.out)).toMatchObject({ added: 0, same: 3 });

  const check = await home.run('data check --strict');
  expect([check.status, check.out]).toEqual([
    1,
    expect.stringContaining('! BTC/USDT 5m from binance: 3 bars, 2024-01-01 00:00:00Z'),
  ]);
  const out = join(home.path, 'out.csv.gz');
  const exporting = `data export --instrument BTC/USDT --timeframe 5m --out ${out}`;
  expect((await home.run(exporting)).status).toBe(0);
  expect(gunzipSync(readFileSync(out)).toString()).toBe(text);
  const refused = await home.run(exporting);
  expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('EEXIST')]);
}, 120_000);

test('behavior: bars are pulled from the exchange of the config, and a bad one is refused', async () => {
  await using exchange = await startScriptedExchange();
  using home = openHome(`data:\n  exchange: binance\n  origin: ${exchange.restOrigin}\n`);
  exchange.on('GET /api/v3/klines', ({ startTime }) => ({
    body: [0, 1, 2, 3]
      .map((index) => start + index * length)
      .filter((ts) => ts >= Number(startTime))
      .map((ts) => [ts, '5', '6', ts === start + length ? '0' : '4', '5', '1', ts + length - 1]),
  }));
  const pulled = await home.run(
    'data pull --instrument BTC/USDT --timeframe 5m --from 2024-01-01 --to 2024-01-01T00:20Z',
  );
  expect(pulled.status).toBe(1);
  expect(pulled.out).toContain('Binance BTC/USDT 5m, 2024-01-01 00:00:00Z to 2024-01-01 00:20:00Z');
  expect(pulled.out).toContain('✓ 3 bars stored: 3 new, 0 there before.');
  expect(pulled.out).toMatch(/✗ 1 bar refused:\n {4}asked from .*low is "0"/);
  expect(pulled.err).toContain('1 bar refused; none of them is stored');
}, 120_000);

test('behavior: stored trades are written out as they were told, with the gaps between them', async () => {
  using home = openHome();
  const database = await openDatabase({ folder: join(home.home, 'db') });
  const instrument = instrumentId.parse('BTC/USDT');
  const trade = (id: number) => ({
    ...{ id: String(id), price: '67240.10', quantity: '0.00000001', takerSide: 'sell' as const },
    ...{ exchangeTime: start + id * 700_000, afterBreak: id === 1 },
  });
  await database.transaction((tx) => tx.trades.add({ source: 'binance', instrument }, [1, 2, 5].map(trade)));
  await database.close();
  const out = join(home.path, 'trades.csv');
  const exported = await home.run(`data export --trades --instrument BTC/USDT --out ${out}`);
  expect([exported.status, exported.err]).toEqual([0, '']);
  expect(exported.out).toContain('✓ 3 trades of BTC/USDT from binance');
  expect(exported.out).toContain('! 2 trades are missing in 1 gap');
  expect(readFileSync(out, 'utf8').split('\n')).toEqual([
    'ts,id,price,quantity,side',
    ...[1, 2, 5].map((id) => `${start + id * 700_000},${id},67240.10,0.00000001,sell`),
    '',
  ]);
  const again = await home.run(`data export --trades --instrument BTC/USDT --out ${out}`);
  expect([again.status, again.err]).toEqual([1, expect.stringContaining('EEXIST')]);
  const other = await home.run('data export --trades --instrument ETH/USDT --out none.csv');
  expect([other.status, other.err]).toEqual([1, expect.stringContaining('There are BTC/USDT from binance')]);
}, 120_000);

test('error: a desk that runs, an unknown exchange, nothing stored, a file that is none', async () => {
  await using server = await openFakeServer();
  const busy = await server.run(['data', 'check']);
  expect([busy.status, busy.err]).toEqual([1, expect.stringContaining('Stop the desk')]);
  using home = openHome();
  const pull = 'data pull --instrument BTC/USDT --timeframe 5m --from 2024-01-01';
  for (const [line, status, words] of [
    [`${pull} --exchange moonex`, 1, 'no exchange that ccxt knows'],
    ['data check', 1, 'No bars are stored yet'],
    [`data import ${join(home.path, 'none-BTCUSDT.csv')} --instrument BTC/USDT`, 1, 'ENOENT'],
    ['data import prices.csv', 2, 'Name it with --instrument'],
    ['data export --instrument BTC/USDT --out none.csv', 2, '--trades for trades'],
    ['data export --instrument BTC/USDT --trades --out none.csv', 1, 'data.storeTradesForDays'],
    ['data pull --instrument btcusdt --timeframe 5m --from 2024-01-01', 2, 'BASE/QUOTE'],
    [`data pull --instrument BTC/USDT --timeframe 7m --from 2024-01-01`, 2, '5m'],
    [`${pull} --to yesterday`, 2, '2024-01-01T12:00Z'],
    [`${pull} --to 2024-02-31`, 2, '2024-02-31'],
    ['data', 2, 'pull'],
  ] as const) {
    const { status: found, err } = await home.run(line);
    expect([line, found, err]).toEqual([line, status, expect.stringContaining(words)]);
  }
}, 120_000);
