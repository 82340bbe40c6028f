import { expect, test } from 'vitest';
import { portfolioView } from '../../domain/views.ts';
import { orderIn, protection, trade } from '../../test/fixtures/deskActions.ts';
import { btc } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { BalanceCache } from '../BalanceCache.ts';
import { markEquity } from '../markEquity.ts';
import { readPortfolio } from './readPortfolio.ts';

test('default', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, { quantity: '0.01', stop: '49000', target: '52000' });
  const both = await protection(opened.desk);
  opened.venue.setPrice(btc, 51_000);
  const view = portfolioView.parse(await readPortfolio(opened.desk));
  // Bought at 50005: 500.05 and 0.50005 of fee, which is part of the cost.
  expect(view.positions).toEqual([
    {
      instrument: btc,
      quantity: '0.01',
      averagePrice: '50055.005',
      lastPrice: '51000',
      value: '510',
      percentOfEquity: '0.51',
      realised: '0',
      unrealised: '9.44995',
      unrealisedPercent: '1.89',
      fees: '0.50005',
      protection: 'protected',
      stop: '49000',
      target: '52000',
      stopOrder: both.id,
    },
  ]);
  expect(view).toMatchObject({
    currency: 'USDT',
    equity: '100009.44995',
    cash: '99499.44995',
    cashFree: '99499.44995',
    cashLocked: '0',
    unrealised: '9.44995',
    realised: '0',
    fees: '0.50005',
    dayProfit: '9.44995',
    dayProfitPercent: '0.01',
    drawdownPercent: '0.00',
  });
  expect(view.balances).toContainEqual({ asset: 'BTC', free: '0', locked: '0.01' });
  expect(entry.fees).toEqual([{ asset: 'USDT', amount: '0.50005' }]);
});

test('behavior: a sale realises profit after both fees, and what is closed is no position', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk, { quantity: '0.01', stop: '49000' });
  const stop = await protection(opened.desk);
  opened.venue.fill(stop.clientOrderId, '0.01', '48990');
  await orderIn(opened.desk, stop.id, 'filled');
  const view = await readPortfolio(opened.desk);
  // 489.90 − 0.4899 − 500.05 − 0.50005
  expect([view.positions, view.realised, view.unrealised, view.fees]).toEqual([
    [],
    '-11.13995',
    '0',
    '0.98995',
  ]);
  expect([view.equity, view.dayProfit]).toEqual(['99988.86005', '-11.13995']);
});

test('behavior: what protects a position is told as it is', async () => {
  await using opened = await openScriptedDesk({ limits: { requireStop: false } });
  const first = async () => (await readPortfolio(opened.desk)).positions[0]?.protection;
  const refusal = { kind: 'rejected', code: '-2010', reason: 'no' } as const;
  for (let time = 0; time < 3; time += 1)
    opened.venue.script.push({ outcome: refusal, when: ({ role }) => role === 'protection' });
  await trade(opened.desk);
  await expect.poll(first, { timeout: 5_000 }).toBe('unprotected');
  await using other = await openScriptedDesk();
  other.venue.script.push({ outcome: { kind: 'lostInSilence' }, when: ({ role }) => role === 'protection' });
  await trade(other.desk);
  await expect
    .poll(async () => (await readPortfolio(other.desk)).positions[0], { timeout: 5_000 })
    .toMatchObject({ protection: 'pending' });
});

test('behavior: the curve is what was marked, with the present last, and the day starts at its first mark', async () => {
  await using opened = await openScriptedDesk();
  const { account } = opened.desk;
  const daysAgo = (days: number) => opened.clock.now() - days * 86_400_000;
  await opened.database.transaction(async ({ marks }) => {
    await marks.put({ account, at: daysAgo(8), equity: '80000' });
    await marks.put({ account, at: daysAgo(2), equity: '90000' });
    await marks.put({ account, at: daysAgo(1), equity: '95000' });
  });
  opened.advance(10);
  opened.venue.deposit('USDT', '500');
  await markEquity(opened.desk);
  opened.venue.deposit('USDT', '-300');
  const { curve, dayProfit, drawdownPercent, equity } = await readPortfolio(opened.desk);
  // Older than a week is left out, and of each stretch of time the last mark stands.
  expect(curve.map((point) => point.equity).filter((value) => value !== '100000')).toEqual([
    '90000',
    '95000',
    '100500',
    '100200',
  ]);
  expect([equity, dayProfit, drawdownPercent]).toEqual(['100200', '200', '0.30']);
});

test('error: before the venue has reported balances nothing is made up', async () => {
  await using opened = await openScriptedDesk();
  const blind = { ...opened.desk, balances: new BalanceCache() };
  await expect(readPortfolio(blind)).rejects.toMatchObject({ code: 'portfolio.unknown' });
});
