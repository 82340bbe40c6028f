import { expect, test } from 'vitest';
import { instrumentId } from '../domain/ids.ts';
import { priceFigures } from '../machines/risk/priceFigures.ts';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { compareInstruments } from './compareInstruments.ts';
import { runTool } from './runTool.ts';

const instruments = ['BTC/USDT', 'ETH/USDT', 'SOL/USDT'];

/** Before a market whose bars are the same wave for all, at other prices, whatever the time is. */
async function waveContext() {
  const context = await toolContext();
  context.desk.market.bars = async (id, _length, { limit }) =>
    [...Array(limit).keys()].map((n) => {
      const close = (id.length * 10 * Math.exp(0.01 * Math.sin(n))).toFixed(6);
      return { ts: n * 3_600_000, open: close, high: close, low: close, close, volume: '1' };
    });
  return context;
}

test('default: best change first, with the correlation of each pair', async () => {
  const context = await waveContext();
  const output = await runTool(compareInstruments, context, { instruments });
  expect(output).toMatchObject({
    ...{ ok: true, trusted: true },
    result: {
      ...{ timeframe: '1h', without: [] },
      ranked: [{ count: 24 }, { count: 24 }, { count: 24 }],
      correlations: [{ correlation: '1.00', bars: 23 }, {}, {}],
    },
  });
  expect(JSON.stringify(output).length).toBeLessThan(2_000);
});

test('behavior: each price counts for its own instrument alone', async () => {
  const context = await waveContext();
  await runTool(compareInstruments, context, { instruments });
  const seen = priceFigures(context.evidence.all(), instrumentId.parse('ETH/USDT'));
  expect(seen.map(({ name }) => name)).toEqual(['ETH/USDT close']);
});

test('behavior: an instrument without bars is named, and two are needed', async () => {
  const context = await waveContext();
  const bars = context.desk.market.bars;
  context.desk.market.bars = async (id, ...rest) => (id === 'SOL/USDT' ? [] : bars(id, ...rest));
  expect(await runTool(compareInstruments, context, { instruments })).toMatchObject({
    result: { without: ['SOL/USDT'], ranked: [{}, {}] },
  });
  context.desk.market.bars = async () => [];
  expect(await runTool(compareInstruments, context, { instruments })).toMatchObject({ code: 'bars.none' });
});

test('error: one instrument, one told twice, or one that does not exist is refused', async () => {
  const context = await toolContext();
  const code = async (ids: string[]) =>
    runTool(compareInstruments, context, { instruments: ids }).then((output) => !output.ok && output.code);
  expect(await code(['BTC/USDT'])).toBe('tool.invalidInput');
  expect(await code(['BTC/USDT', 'BTC/USDT'])).toBe('tool.invalidInput');
  expect(await code(['BTC/USDT', 'DOGE/USDT'])).toBe('instrument.unknown');
});
