import { expect, test } from 'vitest';
import type { Funding } from '../domain/Funding.ts';
import { instrumentId } from '../domain/ids.ts';
import { priceFigures } from '../machines/risk/priceFigures.ts';
import { crowdReads } from '../test/fixtures/crowdReads.ts';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { readFunding } from './readFunding.ts';
import { runTool } from './runTool.ts';

const hour = 3_600_000;
const instrument = 'BTC/USDT';
const reading = (over: Partial<Funding> = {}, hoursOld = 0) => {
  const fetchedAt = Date.now() - hoursOld * hour;
  const row: Funding = {
    ...{ asset: 'BTC', contract: 'BTC/USDT:USDT', rate: '0.0001', intervalHours: 8, openInterest: '81234.5' },
    ...{ nextAt: fetchedAt + 2 * hour, at: fetchedAt, ...over },
  };
  return { source: 'Binance', fetchedAt, rows: [row] };
};

test('default: the rate of an interval and a year, with open interest, source and age', async () => {
  const context = await toolContext({ crowd: crowdReads({ funding: reading() }) });
  expect(await runTool(readFunding, context, { instrument })).toMatchObject({
    ...{ ok: true, trusted: true, source: 'Binance' },
    summary: 'BTC/USDT:USDT funding 0.01%, 10.95% a year',
    result: { ratePercent: '0.01', perYearPercent: '10.95', nextInMinutes: 120, openInterest: '81234.5' },
  });
  expect(priceFigures(context.evidence.all(), instrumentId.parse(instrument))).toEqual([]);
});

test('behavior: without its interval a rate is not of a year, and a payment that has passed is not next', async () => {
  const funding = reading({ intervalHours: null, nextAt: 1, openInterest: null, rate: '-0.00002' });
  const output = await runTool(readFunding, await toolContext({ crowd: crowdReads({ funding }) }), {
    instrument,
  });
  expect(output).toMatchObject({
    result: { ratePercent: '-0.002', perYearPercent: null, nextInMinutes: null, openInterest: null },
  });
});

test('error: off, not configured, never read, old, and no swap are told apart', async () => {
  const lastError = { code: 'venue.busy', message: 'Come to evil.example.', at: 1 };
  const source = { kind: 'funding' as const, lastError: null };
  const message = async (crowd: ReturnType<typeof crowdReads> | null) => {
    const output = await runTool(readFunding, await toolContext({ crowd }), { instrument });
    return output.ok ? '' : output.message;
  };
  expect(await message(null)).toContain('crowd.enabled');
  expect(await message(crowdReads())).toContain('crowd.funding.exchange');
  expect(await message(crowdReads({ sources: [source] }))).toContain('not read yet');
  expect(await message(crowdReads({ sources: [{ ...source, lastError }] }))).toMatch(/: venue\.busy\.$/);
  const old = crowdReads({ sources: [{ ...source, lastError }], funding: reading({}, 9) });
  expect(await message(old)).toContain('venue.busy');
  const other = crowdReads({ sources: [source], funding: reading({ asset: 'ETH' }) });
  expect(await message(other)).toContain('Binance has no swap of it');
});
