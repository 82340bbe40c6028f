import { expect, test } from 'vitest';
import { deskActor } from '../domain/actor.ts';
import { orderId } from '../domain/ids.ts';
import { alertOf, orderIn, propose, trade } from '../test/fixtures/deskActions.ts';
import { btc } from '../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { until } from '../test/fixtures/openTestDesk.ts';
import { testIntent } from '../test/fixtures/orderFixtures.ts';
import { orderAddress } from './machineStates.ts';
import { listAlerts } from './read/listAlerts.ts';
import { listFills } from './read/listFills.ts';
import { readOrder } from './read/readOrder.ts';
import { recordFill } from './recordFill.ts';

const soldBy = {
  id: orderId.parse('ORD-00000000000000S1'),
  clientOrderId: 'cs-ord-00000000000000s1',
} as const;
const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01' } as const;

/** An entry of 0.01 BTC that rests, and executions of it that the desk is only told of by the test. */
async function restingEntry(opened: ScriptedDesk) {
  const order = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.silent = true;
  return { order, fill: (quantity: string) => opened.venue.fill(order.clientOrderId, quantity) };
}
const held = async ({ desk }: ScriptedDesk) =>
  (await desk.database.read.positions.get(desk.account, btc))?.quantity;

test('default', async () => {
  await using opened = await openScriptedDesk();
  const { order, fill } = await restingEntry(opened);
  const first = fill('0.004');
  expect(await recordFill(opened.desk, first)).toBe('booked');
  expect(await orderIn(opened.desk, order.id, 'partiallyFilled')).toMatchObject({ filled: '0.004' });
  expect(await recordFill(opened.desk, fill('0.006'))).toBe('booked');
  expect(await orderIn(opened.desk, order.id, 'filled')).toMatchObject({
    filled: '0.01',
    averagePrice: '49500',
    fees: [{ asset: 'USDT', amount: '0.495' }],
  });
  expect(await held(opened)).toBe('0.01');
  const [latest] = await opened.database.read.journal.list({ types: ['position.changed'] });
  expect(latest).toMatchObject({
    subject: btc,
    data: { fill: first.id, before: { quantity: '0' }, after: { quantity: '0.004' } },
  });
});

test('behavior: the same fill again, also at the same moment, is booked once', async () => {
  await using opened = await openScriptedDesk();
  const { order, fill } = await restingEntry(opened);
  const one = fill('0.004');
  const results = await Promise.all([1, 2, 3].map(() => recordFill(opened.desk, one)));
  expect(results.toSorted()).toEqual(['booked', 'known', 'known']);
  expect([await held(opened), (await listFills(opened.desk)).length]).toEqual(['0.004', 1]);
  expect((await orderIn(opened.desk, order.id, 'partiallyFilled')).fills).toHaveLength(1);
});

test('behavior: an execution of nobody or of an order that the desk does not know is foreign', async () => {
  await using opened = await openScriptedDesk();
  const { fill } = await restingEntry(opened);
  const one = fill('0.004');
  for (const clientOrderId of [null, 'x-somebody', 'cs-ord-zzzzzzzzzzzzzzzz']) {
    expect(await recordFill(opened.desk, { ...one, clientOrderId })).toBe('foreign');
  }
  expect([await held(opened), await listFills(opened.desk)]).toEqual([undefined, []]);
});

test('behavior: a fill that comes after the cancel is booked, and the position is protected', async () => {
  await using opened = await openScriptedDesk();
  const { order, fill } = await restingEntry(opened);
  const late = fill('0.004');
  opened.venue.withholdsFills = true;
  opened.venue.silent = false;
  opened.venue.end(order.clientOrderId, 'cancelled');
  await orderIn(opened.desk, order.id, 'cancelled');
  expect(await recordFill(opened.desk, late)).toBe('booked');
  expect(await orderIn(opened.desk, order.id, 'cancelled')).toMatchObject({ filled: '0.004', open: false });
  await until('the stop', async () =>
    opened.venue.openReports().some(({ type, quantity }) => type === 'stop' && quantity === '0.004'),
  );
});

test('error: the same id with other content quarantines the order and tells a person once', async () => {
  await using opened = await openScriptedDesk();
  const { order, fill } = await restingEntry(opened);
  const one = fill('0.004');
  await recordFill(opened.desk, one);
  for (const _ of [1, 2, 3]) expect(await recordFill(opened.desk, { ...one, price: '1' })).toBe('conflict');
  const quarantined = await orderIn(opened.desk, order.id, 'quarantined');
  expect([quarantined.open, quarantined.reason, await held(opened)]).toEqual([
    true,
    `The venue reported fill ${one.id} twice with different content.`,
    '0.004',
  ]);
  expect(await alertOf(opened.desk, 'fill.conflict')).toContain('The first one is booked.');
  expect((await listAlerts(opened.desk)).filter(({ code }) => code === 'fill.conflict')).toHaveLength(1);
  // Its exposure stays reserved: it counts as open beside the stop of what it bought and the order to come.
  const next = await propose(opened.desk, limitBuy);
  expect(next.verdict.checks.find(({ code }) => code === 'rate.openOrders')?.observed).toBe('3 open orders');
});

test('error: more than was ordered is booked and quarantined', async () => {
  await using opened = await openScriptedDesk();
  const { order, fill } = await restingEntry(opened);
  await recordFill(opened.desk, fill('0.006'));
  await recordFill(opened.desk, fill('0.006'));
  const quarantined = await orderIn(opened.desk, order.id, 'quarantined');
  expect([quarantined.filled, await held(opened)]).toEqual(['0.012', '0.012']);
  expect(quarantined.reason).toContain('more than was ordered');
});

test('behavior: a fill that comes late counts at its place in time', async () => {
  await using opened = await openScriptedDesk();
  const { order, fill } = await restingEntry(opened);
  const [early, late] = [fill('0.004'), fill('0.006')];
  const exit = { ...late, id: 'T900', side: 'sell' as const, price: '50000', quantity: '0.004', fee: '0' };
  const stop = await opened.desk.runtime.transact(opened.desk.account, (unit) =>
    unit.start(
      orderAddress(soldBy.id),
      testIntent({ ...soldBy, instrument: btc, quantity: '0.004', role: 'exit', side: 'sell' }),
      deskActor,
    ),
  );
  expect(stop.state).toBe('intended');
  // What was sold is told of before what was bought.
  await recordFill(opened.desk, { ...exit, clientOrderId: soldBy.clientOrderId, at: early.at + 1 });
  expect(await held(opened)).toBe('0');
  await recordFill(opened.desk, { ...early, fee: '0' });
  expect(await opened.desk.database.read.positions.get(opened.desk.account, btc)).toMatchObject({
    quantity: '0',
    realised: '2',
  });
  expect((await readOrder(opened.desk, order.id))?.filled).toBe('0.004');
});
