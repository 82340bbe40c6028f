import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { orderIn, trade } from '../../test/fixtures/deskActions.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { fetchOrderFills } from './fetchOrderFills.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' } as const;

/** Counts how often the venue is asked for executions. */
function countQuestions({ venue }: ScriptedDesk): () => number {
  const { fetchFills } = venue;
  let asked = 0;
  venue.fetchFills = (...question) => {
    asked += 1;
    return fetchFills.apply(venue, question);
  };
  return () => asked;
}

test('default', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.silent = true;
  opened.venue.fill(entry.clientOrderId, '0.004');
  opened.venue.fill(entry.clientOrderId, '0.006');
  expect(await fetchOrderFills(opened.desk, { order: entry.id })).toBeNull();
  expect(await orderIn(opened.desk, entry.id, 'filled')).toMatchObject({ filled: '0.01' });
  expect(await fetchOrderFills(opened.desk, { order: entry.id })).toBeNull();
});

test('behavior: an order that is filled in part and rests is not asked about again and again', async () => {
  await using opened = await openScriptedDesk();
  const asked = countQuestions(opened);
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.fill(entry.clientOrderId, '0.004');
  await orderIn(opened.desk, entry.id, 'partiallyFilled');
  await wait(600);
  expect(asked()).toBeLessThanOrEqual(2);
});

test('behavior: executions that the venue lists late are waited for, without haste', async () => {
  await using opened = await openScriptedDesk();
  const asked = countQuestions(opened);
  opened.venue.silent = true;
  opened.venue.withholdsFills = true;
  const entry = await trade(opened.desk, { quantity: '0.01' }, 'partiallyFilled');
  expect(entry.fills).toEqual([]);
  await wait(600);
  expect(asked()).toBeLessThanOrEqual(2);
  const again = await fetchOrderFills(opened.desk, { order: entry.id });
  expect(again?.againAt).toBeGreaterThan(opened.clock.now());
  opened.venue.withholdsFills = false;
  expect(await orderIn(opened.desk, entry.id, 'filled')).toMatchObject({ filled: '0.01' });
});

test.for([
  ['is ahead of the venue', { ahead: 0, offset: -120_000 }],
  ['was set back since', { ahead: -600_000, offset: 600_000 }],
] as const)('behavior: found by a machine whose clock %s', async ([, { ahead, offset }]) => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.clock.ahead = ahead;
  opened.venue.clockOffsetMs = offset;
  opened.venue.silent = true;
  opened.venue.fill(entry.clientOrderId, '0.01');
  expect(await fetchOrderFills(opened.desk, { order: entry.id })).toBeNull();
  expect(await orderIn(opened.desk, entry.id, 'filled')).toMatchObject({ filled: '0.01' });
});

test('error: a venue that cannot be asked', async () => {
  await using opened = await openScriptedDesk();
  const entry = await trade(opened.desk, limitBuy, 'accepted');
  opened.venue.unreachable = true;
  await expect(fetchOrderFills(opened.desk, { order: entry.id })).rejects.toMatchObject({
    code: 'venue.unreachable',
  });
});
