import { expect, test } from 'vitest';
import { alertOf, orderIn, propose, protection, trade } from '../test/fixtures/deskActions.ts';
import { openScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { until } from '../test/fixtures/openTestDesk.ts';
import { testIntent } from '../test/fixtures/orderFixtures.ts';
import { listAlerts } from './read/listAlerts.ts';
import { readOrder } from './read/readOrder.ts';
import { readPortfolio } from './read/readPortfolio.ts';
import { readRisk } from './read/readRisk.ts';
import { reconcile } from './reconcile.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' } as const;

test('default', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk);
  await protection(opened.desk, entry.quantity);
  const before = await opened.database.read.journal.head();
  expect(await reconcile(opened.desk, { atStart: false })).toEqual({
    fills: 0,
    orders: 1,
    foreignOrders: 0,
    differences: [],
  });
  // Where nothing is new, nothing is written.
  expect(await opened.database.read.journal.head()).toEqual(before);
});

test('behavior: fills that were missed are booked before the order is closed', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.silent = true;
  opened.venue.fill(entry.clientOrderId, '0.004');
  opened.venue.fill(entry.clientOrderId, '0.002');
  opened.venue.end(entry.clientOrderId, 'cancelled');
  expect(await reconcile(opened.desk, { atStart: false })).toMatchObject({ fills: 2, orders: 1 });
  expect(await readOrder(opened.desk, entry.id)).toMatchObject({ status: 'cancelled', filled: '0.006' });
  opened.venue.silent = false;
  await protection(opened.desk, '0.006');
});

test('behavior: what was filled while the desk was down is booked and protected at the start', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  await opened.restart(() => opened.venue.fill(entry.clientOrderId, '0.01'));
  await orderIn(opened.desk, entry.id, 'filled');
  await protection(opened.desk, '0.01');
  expect((await readPortfolio(opened.desk)).positions).toMatchObject([
    { quantity: '0.01', averagePrice: '49549.5' },
  ]);
});

test('behavior: an order that was half-sent at the stop is unknown at the start and is asked about', async () => {
  await using opened = await openScriptedDesk();
  const sends: Promise<unknown>[] = [];
  const { sendOrder } = opened.venue;
  // The process ends while the request is under way: the venue takes it, and nobody hears the answer.
  opened.venue.sendOrder = (order, mayLeave) => {
    opened.venue.silent = true;
    sends.push(sendOrder.call(opened.venue, order, mayLeave));
    throw new Error('killed');
  };
  const entry = await trade(opened.desk, limitBuy, 'sending');
  await until('the send', async () => sends.length === 1);
  opened.venue.sendOrder = sendOrder;
  await opened.restart(() => {
    opened.venue.silent = false;
  });
  await orderIn(opened.desk, entry.id, 'accepted');
  const types = (await opened.database.read.journal.list({ subject: entry.id })).map(({ type }) => type);
  expect(types).toContain('restart.found');
  expect(opened.venue.sent).toHaveLength(1);
});

test('behavior: while an order is on its way, that the venue does not know it says nothing', async () => {
  await using opened = await openScriptedDesk();
  const gate = Promise.withResolvers<void>();
  const { sendOrder } = opened.venue;
  opened.venue.sendOrder = async (order, mayLeave) => {
    await gate.promise;
    return sendOrder.call(opened.venue, order, mayLeave);
  };
  const entry = await trade(opened.desk, limitBuy, 'sending');
  await reconcile(opened.desk, { atStart: false });
  expect((await readOrder(opened.desk, entry.id))?.status).toBe('sending');
  gate.resolve();
  await orderIn(opened.desk, entry.id, 'accepted');
});

test('behavior: a send whose end was never booked becomes unknown after a while', async () => {
  await using opened = await openScriptedDesk();
  const { sendOrder } = opened.venue;
  opened.venue.sendOrder = () => {
    throw new Error('a fault in the adapter');
  };
  const entry = await trade(opened.desk, limitBuy, 'sending');
  opened.venue.sendOrder = sendOrder;
  await reconcile(opened.desk, { atStart: false });
  expect((await readOrder(opened.desk, entry.id))?.status).toBe('sending');
  opened.advance(61_000);
  await reconcile(opened.desk, { atStart: false });
  await orderIn(opened.desk, entry.id, 'unknown');
});

test('behavior: orders of others are counted and left alone', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.rest(testIntent({ clientOrderId: 'somebody', quantity: '0.01', price: '40000' }));
  expect(await reconcile(opened.desk, { atStart: false })).toMatchObject({ orders: 0, foreignOrders: 1 });
  expect(opened.venue.report('somebody')?.status).toBe('open');
});

test('error: an order that the venue took and does not know any more is quarantined, and a person told once', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.forget(entry.clientOrderId);
  for (const _ of [1, 2, 3]) await reconcile(opened.desk, { atStart: false });
  expect(await readOrder(opened.desk, entry.id)).toMatchObject({ status: 'quarantined', open: true });
  expect(await alertOf(opened.desk, 'order.missing')).toContain(`took ${entry.id} and now does not know it`);
  expect((await listAlerts(opened.desk)).filter(({ code }) => code === 'order.missing')).toHaveLength(1);
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

test('error: a venue that cannot be asked concludes nothing', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  const head = await opened.database.read.journal.head();
  opened.venue.unreachable = true;
  opened.venue.forget(entry.clientOrderId);
  await expect(reconcile(opened.desk, { atStart: false })).rejects.toMatchObject({
    code: 'venue.unreachable',
  });
  expect(await opened.database.read.journal.head()).toEqual(head);
  expect((await readOrder(opened.desk, entry.id))?.status).toBe('accepted');
  await opened.restart();
  expect([opened.desk.runtime.reconciled, opened.desk.balances.latest]).toEqual([false, undefined]);
  expect((await readOrder(opened.desk, entry.id))?.status).toBe('accepted');
});
