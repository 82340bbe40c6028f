import { expect, test } from 'vitest';
import type { OrderView } from '../../domain/views.ts';
import { alertOf, orderIn, protection, trade } from '../../test/fixtures/deskActions.ts';
import { btc } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { until } from '../../test/fixtures/openTestDesk.ts';
import { testIntent } from '../../test/fixtures/orderFixtures.ts';
import { protectPosition } from '../protectPosition.ts';
import { listOrders } from '../read/listOrders.ts';
import { readOrder } from '../read/readOrder.ts';
import { readPortfolio } from '../read/readPortfolio.ts';
import { reconcile } from '../reconcile.ts';
import { createStopWatch } from './createStopWatch.ts';

const isProtection = ({ role }: { role: string }) => role === 'protection';

/** A position of 0.01 BTC with its stop at 48,500, of which an exit waits to sell some at 51,000. */
async function restingExit(opened: ScriptedDesk, quantity = '0.01'): Promise<OrderView> {
  const entry = await trade(
    opened.desk,
    { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' },
    'accepted',
  );
  opened.venue.fill(entry.clientOrderId, '0.01');
  await protection(opened.desk, '0.01');
  const exit = { side: 'sell', type: 'limit', limitPrice: '51000', quantity, reduceOnly: true } as const;
  const order = await trade(opened.desk, exit, 'accepted');
  await createStopWatch(opened.desk).look();
  return order;
}
const isFlat = ({ desk, venue }: ScriptedDesk) =>
  until(
    'nothing held and nothing open',
    async () => (await readPortfolio(desk)).positions.length === 0 && venue.openReports().length === 0,
  );

test('default', async () => {
  await using opened = await openScriptedDesk();
  const exit = await restingExit(opened);
  // Its coins are locked by the exit, so no stop can stand beside it.
  expect(opened.venue.openReports().map(({ type }) => type)).toEqual(['limit']);
  opened.venue.setPrice(btc, 48_400);
  await orderIn(opened.desk, exit.id, 'cancelled');
  await isFlat(opened);
  const sale = opened.venue.sent.findLast(isProtection);
  expect(sale).toMatchObject({ type: 'limit', timeInForce: 'ioc', quantity: '0.01', triggerPrice: '48500' });
  expect(await alertOf(opened.desk, 'exit.gaveWay')).toContain('the price reached the stop at 48500');
});

test('behavior: above its stop the exit rests on', async () => {
  await using opened = await openScriptedDesk();
  const exit = await restingExit(opened);
  opened.venue.setPrice(btc, 48_600);
  await createStopWatch(opened.desk).look();
  expect((await readOrder(opened.desk, exit.id))?.status).toBe('accepted');
});

test('behavior: it is watched again after a restart', async () => {
  await using opened = await openScriptedDesk();
  const exit = await restingExit(opened);
  await opened.restart(() => opened.venue.setPrice(btc, 48_400));
  await orderIn(opened.desk, exit.id, 'cancelled');
  await isFlat(opened);
});

test('behavior: where there are no prices to watch, the exit makes room for a stop at the venue', async () => {
  await using opened = await openScriptedDesk({ limits: { maxFeedAgeSeconds: 20 } });
  const exit = await restingExit(opened, '0.004');
  await protection(opened.desk, '0.006');
  opened.venue.emit({ type: 'stream', stream: 'market', state: 'reconnecting', reason: 'the line broke' });
  await createStopWatch(opened.desk).look();
  expect((await readOrder(opened.desk, exit.id))?.status).toBe('accepted');
  opened.clock.ahead += 20_500;
  await createStopWatch(opened.desk).look();
  await orderIn(opened.desk, exit.id, 'cancelled');
  await protection(opened.desk, '0.01');
  expect(await alertOf(opened.desk, 'exit.gaveWay')).toContain('no live prices');
});

test('behavior: a stop that the venue refuses to hold is executed by the desk at its price', async () => {
  await using opened = await openScriptedDesk();
  const refusal = { kind: 'rejected', code: '-2010', reason: 'no stops here' } as const;
  for (let time = 0; time < 3; time += 1) opened.venue.script.push({ outcome: refusal, when: isProtection });
  await trade(opened.desk, { quantity: '0.01', stop: '48500' });
  expect(await alertOf(opened.desk, 'protection.missing')).toContain('sells at 48500 while it runs');
  await createStopWatch(opened.desk).look();
  expect((await readPortfolio(opened.desk)).positions).toHaveLength(1);
  opened.venue.setPrice(btc, 48_400);
  await createStopWatch(opened.desk).look();
  await isFlat(opened);
});

test('behavior: an exit that somebody else placed is left alone', async () => {
  await using opened = await openScriptedDesk({ reconciliation: { foreignOrders: 'adopt' } });
  await trade(opened.desk, { quantity: '0.01', stop: '48500' });
  const stop = await protection(opened.desk);
  const theirs = { clientOrderId: 'web_1', side: 'sell', quantity: '0.01', price: '60000' } as const;
  opened.venue.rest(testIntent({ ...theirs, instrument: btc }));
  await reconcile(opened.desk, { atStart: false });
  await protectPosition(opened.desk, { instrument: btc });
  await orderIn(opened.desk, stop.id, 'cancelled');
  opened.venue.setPrice(btc, 48_400);
  await createStopWatch(opened.desk).look();
  const adopted = (await listOrders(opened.desk)).find(({ clientOrderId }) => clientOrderId === 'web_1');
  expect(adopted?.status).toBe('accepted');
});

/** A position of 0.01 BTC with a stop at 48,500 and a target, at a venue that holds neither. */
async function watchedPosition(opened: ScriptedDesk): Promise<ReturnType<typeof createStopWatch>> {
  const known = opened.venue.instruments.get(btc);
  if (!known) throw new Error('The scripted venue has no BTC');
  opened.venue.instruments.set(btc, { ...known, orderTypes: ['limit'] });
  const entry = await trade(
    opened.desk,
    { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500', target: '52000' },
    'accepted',
  );
  opened.venue.fill(entry.clientOrderId, '0.01');
  await until('a watched position', async () => {
    const [position] = (await readPortfolio(opened.desk)).positions;
    return position?.protection === 'watched' && [position.stop, position.target].join() === '48500,52000';
  });
  return createStopWatch(opened.desk);
}

test.each([
  ['stop', 48_400],
  ['target', 52_100],
])('behavior: where the venue holds no stops, the %s is watched and sold at', async (_, price) => {
  await using opened = await openScriptedDesk();
  const watch = await watchedPosition(opened);
  await watch.look();
  expect(opened.venue.sent.filter(isProtection)).toEqual([]);
  opened.venue.setPrice(btc, price);
  await isFlat(opened);
  expect(opened.venue.sent.filter(isProtection)).toMatchObject([
    { type: 'limit', timeInForce: 'ioc', side: 'sell', quantity: '0.01' },
  ]);
});
