import { expect, test } from 'vitest';
import { deskActor } from '../../domain/actor.ts';
import { orderId } from '../../domain/ids.ts';
import { applyFill, emptyPosition } from '../../domain/Position.ts';
import { btc } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { testFill } from '../../test/fixtures/orderFixtures.ts';
import { approver } from '../../test/fixtures/proposalFixtures.ts';
import { isInForce, readGuardian } from '../../test/fixtures/readGuardian.ts';
import { createAccountWatch } from '../createAccountWatch.ts';
import { rearmDesk } from '../rearmDesk.ts';

/** Buys at 50,000 and sells for less or more, so that one trade is closed. */
async function closeTrade(opened: ScriptedDesk, number: number, profit: number): Promise<void> {
  await opened.desk.runtime.transact(opened.desk.account, async (unit) => {
    const { positions } = unit.repositories;
    const at = opened.clock.now();
    for (const [side, price] of [
      ['buy', 50_000],
      ['sell', 50_000 + profit * 100],
    ] as const) {
      const order = orderId.parse(
        `ORD-${side.toUpperCase().padStart(8, '0')}${String(number).padStart(8, '0')}`,
      );
      const fill = testFill(`${number}-${side}`, '0.01', { side, order, price: String(price), fee: '0', at });
      const before =
        (await positions.get(opened.desk.account, btc)) ?? emptyPosition(opened.desk.account, btc);
      const after = applyFill(before, fill);
      await positions.put(after);
      const data = { fill: fill.id, order, stopOut: false, before, after };
      unit.journal({ type: 'position.changed', subject: btc, actor: deskActor, data });
    }
  });
  opened.clock.ahead += 10;
}

test('default', async () => {
  await using opened = await openScriptedDesk({ limits: { maxLossStreak: 2 } });
  const watch = createAccountWatch(opened.desk);
  for (const [number, profit] of [-1, -1, 1, -1, -1].entries()) await closeTrade(opened, number, profit);
  await watch();
  expect(await isInForce(opened, 'lossStreak')).toBe(false);
  await closeTrade(opened, 5, -1);
  await watch();
  expect(await readGuardian(opened)).toMatchObject({
    state: 'reducing',
    causes: { lossStreak: { latched: true, reason: '3 losing trades in a row (limit 2)' } },
  });
  await rearmDesk(opened.desk, { reason: 'looked', actor: approver });
  opened.clock.ahead += 10;
  await closeTrade(opened, 6, -1);
  await watch();
  expect((await readGuardian(opened)).state).toBe('active');
  for (const number of [7, 8]) await closeTrade(opened, number, -1);
  await watch();
  expect(await isInForce(opened, 'lossStreak')).toBe(true);
});
