import { expect, test } from 'vitest';
import { riskView } from '../../domain/views.ts';
import { protection, trade } from '../../test/fixtures/deskActions.ts';
import { openScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { until } from '../../test/fixtures/openTestDesk.ts';
import { operator } from '../../test/fixtures/proposalFixtures.ts';
import { killDesk } from '../killDesk.ts';
import { readRisk } from './readRisk.ts';

test('default', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk, { quantity: '0.1', stop: '49500' });
  await protection(opened.desk);
  await trade(
    opened.desk,
    { type: 'limit', limitPrice: '49600', quantity: '0.01', stop: '49000' },
    'accepted',
  );
  const view = riskView.parse(await readRisk(opened.desk));
  expect([view.tradingState, view.reasons, view.kill.state]).toEqual(['active', [], 'armed']);
  expect(view.exposure).toEqual({
    openEntryOrders: 1,
    openProtectionOrders: 1,
    openPositions: 1,
    positionNotional: '5000',
    // 0.1% of fee and half a spread of 0.02%.
    estimatedFlattenCost: '5.5',
  });
  const usage = Object.fromEntries(
    view.usage.map(({ name, observed, limit }) => [name, `${observed} of ${limit}`]),
  );
  expect(usage).toEqual({
    maxLossStreak: '0 of 6',
    maxFailedSends: '0 of 5',
    maxModelTokensPerDay: '0 of 5000000',
    maxDailyLossPercentOfEquity: '0.01% of 2.00%',
    maxDrawdownPercent: '0.01% of 10.00%',
    maxGrossExposurePercentOfEquity: '5.00% of 50.00%',
    maxPositionPercentOfEquity: '5.00% of 20.00%',
    maxOpenOrders: '2 of 20',
  });
  expect(view.usage.find(({ name }) => name === 'maxOpenOrders')?.usedPercent).toBe(10);
  expect([view.limits, view.limitsHash]).toEqual([opened.desk.limits, opened.desk.limitsHash]);
});

test('behavior: every reason why it does not trade is said', async () => {
  await using opened = await openScriptedDesk();
  await killDesk(opened.desk, { level: 'pause', reason: 'a test', actor: operator });
  opened.owns = false;
  opened.venue.emit({ type: 'stream', stream: 'market', state: 'reconnecting', reason: 'the line broke' });
  opened.desk.runtime.setReconciled(false);
  const view = await readRisk(opened.desk);
  expect(view.reasons).toEqual(
    expect.arrayContaining([
      'The kill switch is on (pause).',
      'The desk is comparing its books with the venue.',
      expect.stringContaining('Market data is reconnecting'),
      'Another process owns this account.',
    ]),
  );
  expect(view.tradingState).toBe('reducing');
  await killDesk(opened.desk, { level: 'cancel', reason: 'a test', actor: operator });
  await until('halted', async () => (await readRisk(opened.desk)).tradingState === 'halted');
});
