import { expect, test } from 'vitest';
import { orderId } from '../../domain/ids.ts';
import { alertOf, alertsOf, orderIn, propose, protection, trade } from '../../test/fixtures/deskActions.ts';
import { btc } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { until } from '../../test/fixtures/openTestDesk.ts';
import { somebodyElse } from '../../test/fixtures/somebodyElse.ts';
import { createReconciliation } from '../createReconciliation.ts';
import { protectPosition } from '../protectPosition.ts';
import { listFills } from '../read/listFills.ts';
import { readOrder } from '../read/readOrder.ts';
import { readPortfolio } from '../read/readPortfolio.ts';
import { readRisk } from '../read/readRisk.ts';
import { reconcile } from '../reconcile.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' } as const;
const compare = ({ desk }: ScriptedDesk) => reconcile(desk, { atStart: false });

test('default', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.fill(entry.clientOrderId, '0.01');
  await protection(opened.desk, '0.01');
  opened.venue.silent = true;
  const sell = { side: 'sell', quantity: '0.004', price: '60000' } as const;
  opened.venue.fill(somebodyElse(opened, sell), '0.004', '50000');
  expect((await compare(opened)).differences).toEqual([]);
  opened.venue.silent = false;
  const { positions } = await readPortfolio(opened.desk);
  // Bought for 49,549.5 with the fee; less the fee of the sale.
  expect(positions).toMatchObject([{ quantity: '0.006', realised: '1.602' }]);
  expect(await alertOf(opened.desk, 'position.soldElsewhere')).toContain('0.004 BTC/USDT');
  await protectPosition(opened.desk, { instrument: btc });
  await protection(opened.desk, '0.006');
  const head = await opened.database.read.journal.head();
  expect((await compare(opened)).differences).toEqual([]);
  expect(await opened.database.read.journal.head()).toEqual(head);
});

test('behavior: a sale under the desk’s own name that the books do not have is booked as what it is', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.fill(entry.clientOrderId, '0.01');
  await protection(opened.desk, '0.01');
  opened.venue.silent = true;
  const clientOrderId = 'cs-ord-abcdefgh01234567';
  somebodyElse(opened, { side: 'sell', quantity: '0.004', price: '60000', clientOrderId });
  const { id } = opened.venue.fill(clientOrderId, '0.004', '50000');
  expect((await compare(opened)).differences).toEqual([]);
  opened.venue.silent = false;
  expect(await readOrder(opened.desk, orderId.parse('ORD-ABCDEFGH01234567'))).toMatchObject({
    status: 'filled',
    role: 'exit',
  });
  expect(await listFills(opened.desk)).toMatchObject([{ id }, {}]);
  expect((await readPortfolio(opened.desk)).positions).toMatchObject([{ quantity: '0.006' }]);
  await protection(opened.desk, '0.006');
  expect(await alertOf(opened.desk, 'order.unrecorded')).toContain('sell 0.004 BTC/USDT');
  expect(await alertsOf(opened.desk, 'position.soldElsewhere')).toEqual([]);
});

test('behavior: of a sale at the venue only what is missing was the desk’s', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.deposit('BTC', '0.2');
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.fill(entry.clientOrderId, '0.01');
  const sell = { side: 'sell', price: '60000' } as const;
  const first = somebodyElse(opened, { ...sell, quantity: '0.1', clientOrderId: 'web_1' });
  opened.venue.fill(first, '0.1', '50000');
  await compare(opened);
  expect((await readPortfolio(opened.desk)).positions).toMatchObject([{ quantity: '0.01' }]);
  const second = somebodyElse(opened, { ...sell, quantity: '0.103', clientOrderId: 'web_2' });
  opened.venue.fill(second, '0.103', '50000');
  expect((await compare(opened)).differences).toEqual([]);
  expect((await readPortfolio(opened.desk)).positions).toMatchObject([{ quantity: '0.007' }]);
});

test('behavior: a sale of an order that is still open is booked once, with its order', async () => {
  await using opened = await openScriptedDesk({ reconciliation: { foreignOrders: 'adopt' } });
  const { desk, venue } = opened;
  const entry = await trade(desk, limitBuy, 'accepted');
  venue.fill(entry.clientOrderId, '0.01');
  const stop = await protection(desk, '0.01');
  venue.silent = true;
  const name = somebodyElse(opened, { side: 'sell', quantity: '0.006', price: '60000' });
  const { id } = venue.fill(name, '0.004', '50000');
  const { fetchOpenOrders } = venue;
  // It was placed and traded right after the venue was asked for its open orders.
  venue.fetchOpenOrders = async () => {
    venue.fetchOpenOrders = fetchOpenOrders;
    return [venue.report(stop.clientOrderId)].filter((report) => report !== undefined);
  };
  await compare(opened);
  await compare(opened);
  const sold = () => listFills(desk).then((fills) => fills.filter(({ side }) => side === 'sell'));
  await until('its fill', async () => (await sold()).length > 0);
  expect((await compare(opened)).differences).toEqual([]);
  expect(await sold()).toMatchObject([{ id }]);
  expect((await readPortfolio(desk)).positions).toMatchObject([{ quantity: '0.006' }]);
});

test('behavior: a whole position sold at the venue takes its stop with it', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk, { quantity: '0.01' });
  const stop = await protection(opened.desk);
  const sell = { side: 'sell', quantity: '0.01', price: '60000' } as const;
  opened.venue.fill(somebodyElse(opened, sell), '0.01', '50000');
  await createReconciliation(opened.desk)();
  await orderIn(opened.desk, stop.id, 'cancelled');
  await until('no order', async () => opened.venue.openReports().length === 0);
  expect((await readPortfolio(opened.desk)).positions).toEqual([]);
});

test('behavior: more coins than the books have are told of once', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.deposit('BTC', '0.5');
  for (const _ of [1, 2]) await compare(opened);
  expect(await alertsOf(opened.desk, 'holdings.more')).toMatchObject([
    { severity: 'info', subject: 'BTC/USDT' },
  ]);
  expect((await readRisk(opened.desk)).tradingState).toBe('active');
});

test('error: coins that the books have and the venue has not halt the desk until they agree', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk);
  await protection(opened.desk);
  opened.venue.deposit('BTC', '-0.005');
  const { differences } = await reconcile(opened.desk, { atStart: false });
  expect(differences).toEqual([
    `The books say ${entry.quantity} BTC, Fake venue says 0.00499: 0.005 are not there.`,
  ]);
  expect((await readRisk(opened.desk)).tradingState).toBe('halted');
  expect(await alertOf(opened.desk, 'guardian.reconciliation')).toContain('0.005 are not there');
  expect((await propose(opened.desk, limitBuy)).status).toBe('denied');
  // The watch looks every second and sees nothing wrong; that clears nothing.
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect((await readRisk(opened.desk)).tradingState).toBe('halted');
  opened.venue.deposit('BTC', '0.005');
  expect((await reconcile(opened.desk, { atStart: false })).differences).toEqual([]);
  expect((await readRisk(opened.desk)).tradingState).toBe('active');
});
