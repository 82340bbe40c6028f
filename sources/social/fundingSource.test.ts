import { expect, test } from 'vitest';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { Funding } from '../../domain/Funding.ts';
import { virtualClock } from '../../test/fixtures/virtualClock.ts';
import { type FundingReading, fundingSource } from './fundingSource.ts';

const now = Date.UTC(2026, 5, 1);
const row = (asset: string, at: number | null): Funding => ({
  ...{ asset, contract: `${asset}/USDT:USDT`, rate: '0.0001', intervalHours: 8, nextAt: now + 1, at },
  openInterest: null,
});

function open(read: (assets: readonly string[]) => Promise<Funding[]>) {
  const kept: FundingReading[] = [];
  const source = fundingSource(
    { everyMs: 60_000, label: 'Kraken', read },
    { clock: virtualClock(now), assets: ['BTC', 'ETH'], keep: (reading) => kept.push(reading) },
  );
  return { source, kept };
}

test('default: what was read is kept with when and where, and a time ahead is none', async () => {
  const { source, kept } = open(async (assets) => [
    row(assets[0] ?? '', now - 5_000),
    row('ETH', now + 86_400_000),
  ]);
  expect(await source.read()).toEqual({ newestAt: now - 5_000, budget: null });
  expect(kept).toMatchObject([
    { source: 'Kraken', fetchedAt: now, rows: [{ at: now - 5_000 }, { at: null }] },
  ]);
});

test('error: an exchange that could not be asked is a failing source, and keeps nothing', async () => {
  const { source, kept } = open(async () => {
    throw new CountersignError('venue.unreachable', 'Kraken did not answer.');
  });
  await expect(source.read()).rejects.toMatchObject({
    ...{ name: 'SourceError', code: 'venue.unreachable', message: 'Kraken did not answer.' },
  });
  expect(kept).toEqual([]);
});
