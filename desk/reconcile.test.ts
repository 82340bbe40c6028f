import { expect, test } from 'vitest';
import type { GuardianContext } from '../machines/guardian/guardianMachine.ts';
import { alertOf, alertsOf, orderIn, propose, protection, trade } from '../test/fixtures/deskActions.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { until } from '../test/fixtures/openTestDesk.ts';
import { somebodyElse } from '../test/fixtures/somebodyElse.ts';
import { createReconciliation } from './createReconciliation.ts';
import { guardianAddress } from './machineStates.ts';
import { listAlerts } from './read/listAlerts.ts';
import { listOrders } from './read/listOrders.ts';
import { readOrder } from './read/readOrder.ts';
import { readPortfolio } from './read/readPortfolio.ts';
import { unitForReads } from './read/unitForReads.ts';
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

test('behavior: fills that were missed are booked though the clock was set back since the order was made', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.silent = true;
  opened.clock.ahead = -600_000;
  opened.venue.clockOffsetMs = 600_000;
  opened.venue.fill(entry.clientOrderId, '0.004');
  expect(await reconcile(opened.desk, { atStart: false })).toMatchObject({ fills: 1 });
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

test('behavior: a send that was booked by a clock that has been set back since becomes unknown too', async () => {
  await using opened = await openScriptedDesk();
  const { sendOrder } = opened.venue;
  opened.venue.sendOrder = () => {
    throw new Error('a fault in the adapter');
  };
  const entry = await trade(opened.desk, limitBuy, 'sending');
  opened.venue.sendOrder = sendOrder;
  opened.clock.ahead -= 900_000;
  await compare(opened);
  await orderIn(opened.desk, entry.id, 'unknown');
});

const compare = ({ desk }: ScriptedDesk) => reconcile(desk, { atStart: false });

test('behavior: an order of somebody else is quarantined: shown, counted, left alone, told once', async () => {
  await using opened = await openScriptedDesk();
  const name = somebodyElse(opened);
  for (const _ of [1, 2]) await compare(opened);
  expect(await listOrders(opened.desk)).toMatchObject([
    {
      status: 'quarantined',
      open: true,
      clientOrderId: name,
      role: 'entry',
      quantity: '0.01',
      price: '40000',
    },
  ]);
  const [alert, ...more] = await alertsOf(opened.desk, 'order.foreign');
  expect([alert?.severity, more]).toEqual(['critical', []]);
  expect(alert?.message).toContain(
    'buy 0.01 BTC/USDT (web_4711) that the desk did not make. It is quarantined',
  );
  const next = await propose(opened.desk, limitBuy);
  expect(next.verdict.checks.find(({ code }) => code === 'rate.openOrders')?.observed).toBe('2 open orders');
  expect(opened.venue.report(name)?.status).toBe('open');
});

test('behavior: adopted, it is one of the desk’s orders from then on, and its fills are booked', async () => {
  await using opened = await openScriptedDesk({ reconciliation: { foreignOrders: 'adopt' } });
  const name = somebodyElse(opened);
  opened.venue.fill(name, '0.002', '40000');
  await compare(opened);
  const [adopted] = await listOrders(opened.desk);
  if (!adopted) throw new Error('Nothing was adopted');
  await until('its first fill', async () => (await readOrder(opened.desk, adopted.id))?.filled === '0.002');
  opened.venue.fill(name, '0.003', '40000');
  await until('its second fill', async () => (await readOrder(opened.desk, adopted.id))?.filled === '0.005');
  opened.venue.end(name, 'cancelled');
  expect(await orderIn(opened.desk, adopted.id, 'cancelled')).toMatchObject({
    filled: '0.005',
    proposal: null,
  });
  // Nobody has approved a stop for it, and one of an earlier position says nothing of it.
  expect((await readPortfolio(opened.desk)).positions).toMatchObject([
    { quantity: '0.005', protection: 'unprotected', stop: null },
  ]);
  expect(opened.venue.sent.filter(({ role }) => role === 'entry')).toEqual([]);
});

test('behavior: ignored, it is told of once and stays out of the books', async () => {
  await using opened = await openScriptedDesk({ reconciliation: { foreignOrders: 'ignore' } });
  somebodyElse(opened);
  for (const _ of [1, 2]) expect(await compare(opened)).toMatchObject({ foreignOrders: 1 });
  expect(await listOrders(opened.desk)).toEqual([]);
  expect(await alertsOf(opened.desk, 'order.foreign')).toHaveLength(1);
});

test('behavior: books that were lost know their own orders again by their names', async () => {
  await using opened = await openScriptedDesk({ reconciliation: { foreignOrders: 'adopt' } });
  const name = somebodyElse(opened, { clientOrderId: 'cs-ord-abcdefgh01234567' });
  await compare(opened);
  expect(await listOrders(opened.desk)).toMatchObject([
    { id: 'ORD-ABCDEFGH01234567', clientOrderId: name, status: 'accepted' },
  ]);
});

test('behavior: what the list of open orders answers is not asked order by order', async () => {
  await using opened = await openScriptedDesk({ limits: { maxOpenOrders: 50 } });
  const asked: string[] = [];
  const { fetchOrder } = opened.venue;
  const first = await trade(opened.desk, limitBuy, 'accepted');
  await trade(opened.desk, { ...limitBuy, quantity: '0.011' }, 'accepted');
  opened.venue.fetchOrder = (ref) => {
    asked.push(ref.clientOrderId);
    return fetchOrder.call(opened.venue, ref);
  };
  await compare(opened);
  expect(asked).toEqual([]);
  opened.venue.silent = true;
  opened.venue.end(first.clientOrderId, 'cancelled');
  await compare(opened);
  expect(new Set(asked)).toEqual(new Set([first.clientOrderId]));
  expect((await readOrder(opened.desk, first.id))?.status).toBe('cancelled');
});

test('behavior: what the stream should have told of long ago is told of when it is found', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.silent = true;
  opened.venue.fill(entry.clientOrderId, '0.004');
  opened.advance(6_000);
  await compare(opened);
  expect(await alertOf(opened.desk, 'reconciliation.missed')).toContain(
    '1 executions and 0 changes of orders',
  );
});

test('error: an order that a venue lags to show is not missing', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  const { fetchOrder, fetchOpenOrders } = opened.venue;
  opened.venue.fetchOpenOrders = async () => [];
  opened.venue.fetchOrder = async (ref) => {
    opened.venue.fetchOrder = fetchOrder;
    expect(ref.clientOrderId).toBe(entry.clientOrderId);
    return 'absent';
  };
  await compare(opened);
  opened.venue.fetchOpenOrders = fetchOpenOrders;
  expect((await readOrder(opened.desk, entry.id))?.status).toBe('accepted');
});

test('error: an order that was proven absent and rests at the venue after all is cancelled there', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome: { kind: 'lostInSilence' } });
  const order = await trade(opened.desk, limitBuy, 'unknown');
  await until('the proof', async () => {
    opened.advance(11_000);
    return (await readOrder(opened.desk, order.id))?.status === 'notAccepted';
  });
  opened.venue.silent = true;
  const [intent] = opened.venue.sent;
  if (intent) opened.venue.rest(intent);
  await compare(opened);
  await until('its end', async () => opened.venue.report(order.clientOrderId)?.status === 'cancelled');
});

test('error: books that could not be compared for long halt the desk until they were', async () => {
  await using opened = await openScriptedDesk();
  const work = createReconciliation(opened.desk);
  await work();
  opened.venue.unreachable = true;
  opened.clock.ahead += 119_000;
  await expect(work()).rejects.toThrow('cannot be reached');
  expect(await alertsOf(opened.desk, 'guardian.reconciliation')).toEqual([]);
  opened.clock.ahead += 2_000;
  for (const _ of [1, 2]) await expect(work()).rejects.toThrow('cannot be reached');
  expect(await alertsOf(opened.desk, 'guardian.reconciliation')).toHaveLength(1);
  opened.venue.unreachable = false;
  await work();
  const stored = await unitForReads(opened.desk).get(guardianAddress(opened.desk.account));
  expect((stored?.context as GuardianContext | undefined)?.causes).toEqual({});
});

test('error: a clock that was set back makes nobody wait longer for books that could not be compared', async () => {
  await using opened = await openScriptedDesk();
  const work = createReconciliation(opened.desk);
  await work();
  opened.venue.unreachable = true;
  opened.clock.ahead -= 900_000;
  await expect(work()).rejects.toThrow('cannot be reached');
  opened.clock.ahead += 121_000;
  await expect(work()).rejects.toThrow('cannot be reached');
  expect(await alertsOf(opened.desk, 'guardian.reconciliation')).toHaveLength(1);
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
