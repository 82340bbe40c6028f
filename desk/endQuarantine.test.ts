import { expect, test } from 'vitest';
import type { OrderView } from '../domain/views.ts';
import { orderIn, propose, protection, trade } from '../test/fixtures/deskActions.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { testIntent } from '../test/fixtures/orderFixtures.ts';
import { approver, operator } from '../test/fixtures/proposalFixtures.ts';
import { readGuardian } from '../test/fixtures/readGuardian.ts';
import { cancelOrder } from './cancelOrder.ts';
import { createAccountWatch } from './createAccountWatch.ts';
import { endQuarantine, type QuarantineDecision } from './endQuarantine.ts';
import { listOrders } from './read/listOrders.ts';
import { readOrder } from './read/readOrder.ts';
import { reconcile } from './reconcile.ts';
import { recordFill } from './recordFill.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' } as const;

/** An entry that rests, of which one fill was told of twice with different content. */
async function quarantined(opened: ScriptedDesk): Promise<OrderView> {
  const order = await trade(opened.desk, limitBuy, 'accepted');
  const fill = opened.venue.fill(order.clientOrderId, '0.004');
  await orderIn(opened.desk, order.id, 'partiallyFilled');
  await recordFill(opened.desk, { ...fill, price: '1' });
  return orderIn(opened.desk, order.id, 'quarantined');
}
const end = ({ desk }: ScriptedDesk, { id }: OrderView, decision: QuarantineDecision, actor = approver) =>
  endQuarantine(desk, { order: id, decision, reason: 'compared with the statement', actor });

test('default', async () => {
  await using opened = await openScriptedDesk();
  const order = await quarantined(opened);
  expect(await end(opened, order, 'accept')).toMatchObject({
    kind: 'ended',
    order: { status: 'partiallyFilled', filled: '0.004', reason: 'approver: compared with the statement' },
  });
  const [entry] = await opened.database.read.journal.list({ types: ['quarantine.accepted'] });
  expect(entry).toMatchObject({ subject: order.id, actor: approver });
  opened.venue.fill(order.clientOrderId, '0.006');
  await orderIn(opened.desk, order.id, 'filled');
  await protection(opened.desk, '0.01');
});

test('behavior: accepting books first what the venue has executed meanwhile', async () => {
  await using opened = await openScriptedDesk();
  const order = await quarantined(opened);
  opened.venue.silent = true;
  opened.venue.fill(order.clientOrderId, '0.001');
  opened.venue.end(order.clientOrderId, 'cancelled');
  expect(await end(opened, order, 'accept')).toMatchObject({
    order: { status: 'cancelled', filled: '0.005', open: false },
  });
});

test('behavior: what the venue does not hold any more can be written off with its fills', async () => {
  await using opened = await openScriptedDesk();
  const order = await quarantined(opened);
  opened.venue.silent = true;
  opened.venue.forget(order.clientOrderId);
  expect(await end(opened, order, 'accept')).toMatchObject({
    kind: 'conflict',
    order: { status: 'quarantined' },
  });
  expect(await end(opened, order, 'writeOff')).toMatchObject({
    kind: 'ended',
    order: { status: 'writtenOff', filled: '0.004', open: false },
  });
  expect(await end(opened, order, 'writeOff')).toMatchObject({
    kind: 'conflict',
    order: { status: 'writtenOff' },
  });
});

test('behavior: an order of somebody else is cancelled, or accepted and then the desk’s', async () => {
  await using opened = await openScriptedDesk();
  for (const name of ['web_1', 'web_2']) {
    opened.venue.rest(testIntent({ clientOrderId: name, quantity: '0.01', price: '40000' }));
  }
  await reconcile(opened.desk, { atStart: false });
  const found = await listOrders(opened.desk, { open: true });
  const [one, two] = ['web_1', 'web_2'].map((name) => found.find((order) => order.clientOrderId === name));
  if (!one || !two) throw new Error('They were not taken in');
  await end(opened, one, 'accept');
  expect((await readOrder(opened.desk, one.id))?.status).toBe('accepted');
  await cancelOrder(opened.desk, { order: two.id, actor: operator });
  await expect.poll(() => opened.venue.report('web_2')?.status).toBe('cancelled');
  expect(await end(opened, two, 'accept')).toMatchObject({ kind: 'ended', order: { status: 'cancelled' } });
});

test('behavior: an order of somebody else stops entries until a person has settled it', async () => {
  await using opened = await openScriptedDesk();
  const watch = createAccountWatch(opened.desk);
  opened.venue.rest(testIntent({ clientOrderId: 'web_1', quantity: '0.01', price: '40000' }));
  await reconcile(opened.desk, { atStart: false });
  await watch();
  const [order] = await listOrders(opened.desk);
  if (!order) throw new Error('It was not taken in');
  expect(await readGuardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { foreignOrder: { latched: false, reason: order.id } },
  });
  expect((await propose(opened.desk)).status).toBe('denied');
  await end(opened, order, 'accept');
  await watch();
  expect((await readGuardian(opened)).state).toBe('active');
});

test('error: what the venue still holds is not written off', async () => {
  await using opened = await openScriptedDesk();
  const order = await quarantined(opened);
  const refused = await end(opened, order, 'writeOff');
  expect(refused).toMatchObject({ kind: 'conflict', order: { status: 'quarantined', open: true } });
  if (refused.kind === 'conflict') expect(refused.message).toContain('Cancel it first');
});

test('error: an operator cannot, an order that is not quarantined has nothing to end, an unknown one is not there', async () => {
  await using opened = await openScriptedDesk();
  const order = await quarantined(opened);
  expect((await end(opened, order, 'accept', operator)).kind).toBe('forbidden');
  const other = await trade(opened.desk, { ...limitBuy, quantity: '0.011' }, 'accepted');
  expect((await end(opened, other, 'writeOff')).kind).toBe('conflict');
  expect((await end(opened, { ...order, id: testIntent().id }, 'accept')).kind).toBe('notFound');
});

test('error: a venue that cannot be asked ends nothing', async () => {
  await using opened = await openScriptedDesk();
  const order = await quarantined(opened);
  opened.venue.unreachable = true;
  for (const decision of ['accept', 'writeOff'] as const) {
    await expect(end(opened, order, decision)).rejects.toMatchObject({ code: 'venue.unreachable' });
  }
  expect((await readOrder(opened.desk, order.id))?.status).toBe('quarantined');
});
