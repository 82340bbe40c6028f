import { expect, test } from 'vitest';
import { mintClearedOrder } from '../domain/ClearedOrder.ts';
import { openScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { testIntent } from '../test/fixtures/orderFixtures.ts';
import { lastLook } from './lastLook.ts';

test('default', async () => {
  await using opened = await openScriptedDesk();
  const order = mintClearedOrder(testIntent({ sendBefore: opened.clock.now() + 20_000 }));
  expect(await lastLook(opened.desk, order)()).toBeUndefined();
});

test('behavior: an order whose process stood still past its deadline stays here', async () => {
  await using opened = await openScriptedDesk();
  const order = mintClearedOrder(testIntent({ sendBefore: opened.clock.now() + 2_000 }));
  const mayLeave = lastLook(opened.desk, order);
  opened.advance(2_001);
  expect(await mayLeave()).toBe('It was not sent in time. The price may be another by now.');
});

test('behavior: the kill latch keeps an entry here', async () => {
  await using opened = await openScriptedDesk();
  const order = mintClearedOrder(testIntent({ sendBefore: opened.clock.now() + 20_000 }));
  opened.desk.latch.set({ level: 'pause', by: 'approver', at: opened.clock.now(), reason: 'look' });
  expect(await lastLook(opened.desk, order)()).toContain('The kill switch (pause) was set');
});
