import { expect, test } from 'vitest';
import { orderId } from '../../domain/ids.ts';
import { orderView } from '../../domain/views.ts';
import { protection, trade } from '../../test/fixtures/deskActions.ts';
import { btc, eth } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { listFills } from './listFills.ts';
import { listJournal } from './listJournal.ts';
import { listOrders } from './listOrders.ts';
import { readOrder } from './readOrder.ts';

test('default', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const entry = await trade(desk, { quantity: '0.01', stop: '49000' });
  const stop = await protection(desk);
  opened.advance(10);
  const other = await trade(
    desk,
    { instrument: eth, type: 'limit', limitPrice: '2450', quantity: '0.2', stop: '2400' },
    'accepted',
  );
  expect((await listOrders(desk)).map(({ id }) => id)).toEqual([other.id, stop.id, entry.id]);
  expect((await listOrders(desk, { open: true })).map(({ id }) => id)).toEqual([other.id, stop.id]);
  expect(await listOrders(desk, { limit: 1 })).toHaveLength(1);
  for (const view of await listOrders(desk)) orderView.parse(view);

  const fills = await listFills(desk);
  expect(fills).toMatchObject([{ order: entry.id, instrument: btc, quantity: '0.01', price: '50005.00' }]);
  expect(await listFills(desk, { instrument: eth })).toEqual([]);

  const story = await listJournal(desk, { subject: entry.id });
  expect(story.map(({ type }) => type).slice(0, 3)).toEqual(['order.created', 'send.began', 'fill.received']);
  const rest = await listJournal(desk, { after: story[0]?.sequence ?? 0, limit: 2 });
  expect(rest.map(({ sequence }) => sequence)).toEqual(
    [1, 2].map((step) => (story[0]?.sequence ?? 0) + step),
  );
});

test('error: an order that does not exist', async () => {
  await using opened = await openScriptedDesk();
  expect(await readOrder(opened.desk, orderId.parse('ORD-0000000000000000'))).toBeUndefined();
});
