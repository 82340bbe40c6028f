import { expect, test } from 'vitest';
import type { OrderView } from '../domain/views.ts';
import { alertOf, decide, orderIn, priceOff, protection, trade } from '../test/fixtures/deskActions.ts';
import { btc } from '../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { openTestDesk, until } from '../test/fixtures/openTestDesk.ts';
import { testIntent } from '../test/fixtures/orderFixtures.ts';
import { operator } from '../test/fixtures/proposalFixtures.ts';
import { closePosition } from './closePosition.ts';
import { protectPosition } from './protectPosition.ts';
import { listAlerts } from './read/listAlerts.ts';
import { listOrders } from './read/listOrders.ts';
import { readPortfolio } from './read/readPortfolio.ts';
import { reconcile } from './reconcile.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' } as const;
const isProtection = ({ role }: { role: string }) => role === 'protection';

const protections = async ({ desk }: ScriptedDesk): Promise<OrderView[]> =>
  (await listOrders(desk)).filter(isProtection).toReversed();
const quiet = (opened: ScriptedDesk) =>
  until(
    'everything to be done',
    async () => (await opened.database.read.outbox.count(opened.desk.account)) === 0,
  );

test('default', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, { stop: '48000' });
  const stop = await protection(opened.desk);
  expect(stop).toMatchObject({
    side: 'sell',
    type: 'stop',
    quantity: entry.quantity,
    triggerPrice: '48000',
    targetPrice: null,
    proposal: null,
  });
  expect((await readPortfolio(opened.desk)).positions[0]).toMatchObject({
    protection: 'protected',
    stopOrder: stop.id,
  });
  await quiet(opened);
  await protectPosition(opened.desk, { instrument: btc });
  await protectPosition(opened.desk, { order: entry.id });
  await quiet(opened);
  expect(opened.venue.sent.filter(isProtection)).toHaveLength(1);
});

test('behavior: every partial fill ends with exactly one live stop for all that is held', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  let held = 0;
  for (const quantity of ['0.002', '0.003', '0.001', '0.004']) {
    opened.venue.fill(entry.clientOrderId, quantity);
    held += Number(quantity);
    await protection(opened.desk, String(Number(held.toFixed(5))));
    await quiet(opened);
    expect(opened.venue.openReports().filter(({ type }) => type === 'stop')).toHaveLength(1);
  }
  expect((await protections(opened)).map(({ status }) => status)).toEqual([
    'cancelled',
    'cancelled',
    'cancelled',
    'accepted',
  ]);
});

test('behavior: fills in one burst end with one stop of the right size', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  for (let part = 0; part < 10; part += 1) opened.venue.fill(entry.clientOrderId, '0.001');
  await protection(opened.desk, '0.01');
  await quiet(opened);
  expect(opened.venue.openReports().map(({ type, quantity }) => [type, quantity])).toEqual([
    ['stop', '0.01'],
  ]);
});

test('behavior: a target makes stop and target one order of which one leg cancels the other', async () => {
  await using opened = await openTestDesk();
  const [stop, target] = [await priceOff(opened.desk, -2), await priceOff(opened.desk, 3)];
  await trade(opened.desk, { stop, target });
  // The fee is taken in coins, so that a little less is held than was bought.
  const [held] = await opened.desk.database.read.positions.list(opened.desk.account);
  const both = await protection(opened.desk);
  expect(Number(both.quantity)).toBeLessThanOrEqual(Number(held?.quantity));
  expect([both.type, both.triggerPrice, both.targetPrice]).toEqual(['oco', stop, target]);
  expect((await opened.venue.fetchOpenOrders()).map(({ clientOrderId }) => clientOrderId)).toEqual([
    both.clientOrderId,
  ]);
});

test('behavior: once its target has traded in part, the order has no stop any more and is replaced', async () => {
  await using opened = await openScriptedDesk();
  const [stop, target] = [await priceOff(opened.desk, -2), await priceOff(opened.desk, 3)];
  await trade(opened.desk, { quantity: '0.01', stop, target });
  const both = await protection(opened.desk, '0.01');
  opened.venue.fill(both.clientOrderId, '0.004', target);
  const rest = await protection(opened.desk, '0.006');
  expect([rest.type, rest.triggerPrice, rest.targetPrice]).toEqual(['oco', stop, target]);
  expect(await orderIn(opened.desk, both.id, 'cancelled')).toMatchObject({ filled: '0.004' });
  await quiet(opened);
  expect(opened.venue.openReports().map(({ clientOrderId }) => clientOrderId)).toEqual([rest.clientOrderId]);
});

test('behavior: once its stop has traded in part, the order goes on', async () => {
  await using opened = await openScriptedDesk();
  const [stop, target] = [await priceOff(opened.desk, -2), await priceOff(opened.desk, 3)];
  await trade(opened.desk, { quantity: '0.01', stop, target });
  const both = await protection(opened.desk, '0.01');
  opened.venue.fill(both.clientOrderId, '0.004', stop);
  await orderIn(opened.desk, both.id, 'partiallyFilled');
  await quiet(opened);
  opened.venue.fill(both.clientOrderId, '0.006', stop);
  await orderIn(opened.desk, both.id, 'filled');
  expect(opened.venue.sent.filter(isProtection)).toHaveLength(1);
});

test('behavior: a sell that is not marked as reducing is an exit all the same, and its stop is nobody’s', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk, { quantity: '0.01', stop: '48000' });
  await protection(opened.desk, '0.01');
  opened.venue.deposit('BTC', '0.01');
  const sale = await trade(opened.desk, {
    side: 'sell',
    quantity: '0.004',
    reduceOnly: false,
    stop: '10000',
  });
  expect(sale.role).toBe('exit');
  expect((await protection(opened.desk, '0.006')).triggerPrice).toBe('48000');
});

test('behavior: a stop that filled leaves no position and no order', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk);
  const stop = await protection(opened.desk);
  opened.venue.fill(stop.clientOrderId, entry.quantity);
  await orderIn(opened.desk, stop.id, 'filled');
  await quiet(opened);
  expect([opened.venue.openReports(), (await readPortfolio(opened.desk)).positions]).toEqual([[], []]);
});

test('behavior: a closed position takes its stop with it', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  const stop = await protection(opened.desk);
  const closing = await closePosition(opened.desk, { instrument: btc, actor: operator, origin: 'operator' });
  if (closing.kind !== 'proposed') throw new Error(JSON.stringify(closing));
  await decide(opened.desk, closing.proposal, 'approve');
  await orderIn(opened.desk, stop.id, 'cancelled');
  await until('the close', async () => (await readPortfolio(opened.desk)).positions.length === 0);
  await quiet(opened);
  expect(opened.venue.openReports()).toEqual([]);
});

test('behavior: a stop of unknown fate is asked for once to be replaced, however often it is looked at', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.script.push({ outcome: { kind: 'lostInSilence' } });
  opened.venue.fill(entry.clientOrderId, '0.004');
  const stop = await until('a stop of unknown fate', async () =>
    (await protections(opened)).find(({ status }) => status === 'unknown'),
  );
  opened.venue.fill(entry.clientOrderId, '0.002');
  const wishes = async () => {
    const types = ['replace.requested'];
    return opened.database.read.journal.list({ types, subject: stop.id });
  };
  await until('the wish to replace it', async () => (await wishes()).length > 0);
  for (const _ of [1, 2, 3]) await protectPosition(opened.desk, { instrument: btc });
  expect(await wishes()).toHaveLength(1);
});

test('behavior: a stop that the venue ends by itself is replaced', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk);
  const stop = await protection(opened.desk);
  for (const status of ['expired', 'cancelled'] as const) {
    const before = await protection(opened.desk);
    opened.venue.end(before.clientOrderId, status);
    await orderIn(opened.desk, before.id, status);
    expect((await protection(opened.desk, entry.quantity)).id).not.toBe(before.id);
  }
  expect((await protection(opened.desk)).id).not.toBe(stop.id);
});

test('behavior: where the price is beyond the stop already, it sells now and at a bounded price', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.setPrice(btc, 48_000);
  opened.venue.fill(entry.clientOrderId, '0.01');
  const sale = await until('the sale', async () =>
    (await protections(opened)).find(({ status }) => status === 'filled'),
  );
  // Bid 47995.20, less the 0.5% that slippage may take, rounded up to the tick.
  expect(sale).toMatchObject({ type: 'limit', timeInForce: 'ioc', price: '47755.23', filled: '0.01' });
  await quiet(opened);
  expect(opened.venue.openReports()).toEqual([]);
});

test('behavior: where the price is beyond the target already, it takes the profit now', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, { ...limitBuy, target: '50500' }, 'accepted');
  opened.venue.setPrice(btc, 50_600);
  opened.venue.fill(entry.clientOrderId, '0.01');
  const sale = await until('the sale', async () =>
    (await protections(opened)).find(({ status }) => status === 'filled'),
  );
  expect([sale.type, sale.timeInForce, sale.filled]).toEqual(['limit', 'ioc', '0.01']);
});

test('behavior: the stop of a position that was closed says nothing of one that was taken in later', async () => {
  await using opened = await openScriptedDesk({ reconciliation: { foreignOrders: 'adopt' } });
  const entry = await trade(opened.desk, { stop: '48500' });
  const stop = await protection(opened.desk);
  opened.venue.fill(stop.clientOrderId, entry.quantity);
  await orderIn(opened.desk, stop.id, 'filled');
  await quiet(opened);
  const sent = opened.venue.sent.length;
  opened.advance(1_000);
  opened.venue.setPrice(btc, 40_000);
  opened.venue.rest(
    testIntent({ clientOrderId: 'web_1', quantity: '0.01', price: '39000', instrument: btc }),
  );
  await reconcile(opened.desk, { atStart: false });
  opened.venue.fill('web_1', '0.01');
  await until('the coins', async () => (await readPortfolio(opened.desk)).positions.length === 1);
  await quiet(opened);
  await protectPosition(opened.desk, { instrument: btc });
  expect((await readPortfolio(opened.desk)).positions[0]).toMatchObject({
    protection: 'unprotected',
    stop: null,
  });
  expect(opened.venue.sent).toHaveLength(sent);
});

test('error: a venue that refuses the stop three times raises one alarm, and it is tried again later', async () => {
  await using opened = await openScriptedDesk();
  const refusal = {
    kind: 'rejected',
    code: '-2010',
    reason: 'Stop price would trigger immediately.',
  } as const;
  for (let time = 0; time < 3; time += 1) opened.venue.script.push({ outcome: refusal, when: isProtection });
  await trade(opened.desk);
  const message = await alertOf(opened.desk, 'protection.missing');
  expect(message).toContain('refused the stop for BTC/USDT 3 times: Stop price would trigger immediately.');
  expect(message).toContain('Close it or place a stop at the venue by hand.');
  await quiet(opened);
  await protectPosition(opened.desk, { instrument: btc });
  expect(opened.venue.sent.filter(isProtection)).toHaveLength(3);
  expect((await listAlerts(opened.desk)).filter(({ code }) => code === 'protection.missing')).toHaveLength(1);
  expect((await readPortfolio(opened.desk)).positions[0]?.protection).toBe('unprotected');
  opened.advance(61_000);
  await protectPosition(opened.desk, { instrument: btc });
  await protection(opened.desk);
});

test('error: a stop that the venue lost is left to a person, and the position gets another', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk);
  const lost = await protection(opened.desk);
  opened.venue.forget(lost.clientOrderId);
  await opened.restart();
  await orderIn(opened.desk, lost.id, 'quarantined');
  const next = await until('another stop', async () =>
    opened.venue.openReports().find(({ type, quantity }) => type === 'stop' && quantity === entry.quantity),
  );
  expect(next.clientOrderId).not.toBe(lost.clientOrderId);
  await until(
    'it to be seen',
    async () => (await readPortfolio(opened.desk)).positions[0]?.protection === 'protected',
  );
});
