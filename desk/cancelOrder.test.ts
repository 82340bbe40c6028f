import { expect, test } from 'vitest';
import { orderId } from '../domain/ids.ts';
import { orderIn, protection, trade } from '../test/fixtures/deskActions.ts';
import { btc } from '../test/fixtures/FakeVenue.ts';
import { openScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { openTestDesk, until } from '../test/fixtures/openTestDesk.ts';
import { operator } from '../test/fixtures/proposalFixtures.ts';
import { cancelOrder } from './cancelOrder.ts';
import { killDesk } from './killDesk.ts';
import { listOrders } from './read/listOrders.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' } as const;

test('default', async () => {
  await using opened = await openTestDesk();
  const quote = await until('a quote', async () => opened.desk.market.quote(btc));
  const price = (Number(quote.bid) * 0.98).toFixed(2);
  const stop = (Number(quote.bid) * 0.96).toFixed(2);
  const entry = await trade(
    opened.desk,
    { ...limitBuy, quantity: '0.005', limitPrice: price, stop },
    'accepted',
  );
  const result = await cancelOrder(opened.desk, {
    order: entry.id,
    actor: operator,
    reason: 'changed my mind',
  });
  expect(result).toMatchObject({ kind: 'requested', order: { status: 'pendingCancel' } });
  await orderIn(opened.desk, entry.id, 'cancelled');
  expect(await opened.venue.fetchOpenOrders()).toEqual([]);
});

test('behavior: it works under the kill switch and with a price that is stale', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  await killDesk(opened.desk, { level: 'pause', reason: 'test', actor: operator });
  opened.clock.ahead += 60_000;
  expect((await cancelOrder(opened.desk, { order: entry.id, actor: operator })).kind).toBe('requested');
  await orderIn(opened.desk, entry.id, 'cancelled');
});

test('behavior: while it is being sent, the cancel follows as soon as the venue has it', async () => {
  await using opened = await openScriptedDesk();
  const gate = Promise.withResolvers<void>();
  const { sendOrder } = opened.venue;
  opened.venue.sendOrder = async (order, mayLeave) => {
    await gate.promise;
    return sendOrder.call(opened.venue, order, mayLeave);
  };
  const entry = await trade(opened.desk, limitBuy, 'sending');
  expect((await cancelOrder(opened.desk, { order: entry.id, actor: operator })).kind).toBe('requested');
  gate.resolve();
  await orderIn(opened.desk, entry.id, 'cancelled');
  expect(opened.venue.openReports()).toEqual([]);
});

test('behavior: a fill that was faster is booked, and the cancel comes to nothing', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.silent = true;
  opened.venue.fill(entry.clientOrderId, '0.01');
  expect((await cancelOrder(opened.desk, { order: entry.id, actor: operator })).kind).toBe('requested');
  expect((await orderIn(opened.desk, entry.id, 'filled')).filled).toBe('0.01');
  opened.venue.silent = false;
  await protection(opened.desk, '0.01');
});

test('behavior: a venue that cannot be asked is asked again', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.unreachable = true;
  await cancelOrder(opened.desk, { order: entry.id, actor: operator });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect((await listOrders(opened.desk))[0]?.status).toBe('pendingCancel');
  opened.venue.unreachable = false;
  await orderIn(opened.desk, entry.id, 'cancelled');
});

test('behavior: a cancel that the venue acknowledges and does not carry out is asked for again', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  const { cancelOrder: carryOut } = opened.venue;
  let ignored = 0;
  opened.venue.cancelOrder = async (ref) => {
    ignored += 1;
    return ignored <= 2 ? 'requested' : carryOut.call(opened.venue, ref);
  };
  await cancelOrder(opened.desk, { order: entry.id, actor: operator });
  await until('the second try', async () => ignored === 2);
  expect((await listOrders(opened.desk))[0]?.status).toBe('pendingCancel');
  opened.clock.ahead += 5_000;
  await orderIn(opened.desk, entry.id, 'cancelled');
  expect(ignored).toBe(3);
});

test('error: a protective stop stays as long as its position does', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  const stop = await protection(opened.desk);
  const result = await cancelOrder(opened.desk, { order: stop.id, actor: operator });
  expect(result).toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('Close the position instead.'),
  });
  expect(opened.venue.report(stop.clientOrderId)?.status).toBe('open');
});

test('error: what is closed, being cancelled or unknown to the desk', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk);
  expect(await cancelOrder(opened.desk, { order: entry.id, actor: operator })).toMatchObject({
    kind: 'conflict',
    message: `${entry.id} is filled; there is nothing to cancel.`,
  });
  const order = orderId.parse('ORD-0000000000000000');
  expect(await cancelOrder(opened.desk, { order, actor: operator })).toEqual({ kind: 'notFound' });
});
