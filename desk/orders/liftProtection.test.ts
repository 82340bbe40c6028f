import { expect, test } from 'vitest';
import { protection, trade } from '../../test/fixtures/deskActions.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { testIntent } from '../../test/fixtures/orderFixtures.ts';
import { liftProtection } from './liftProtection.ts';

/** Sells all that the desk holds. */
async function exit({ desk }: ScriptedDesk) {
  await trade(desk);
  const { quantity } = await protection(desk);
  return testIntent({ role: 'exit', side: 'sell', quantity });
}

test('default', async () => {
  await using opened = await openScriptedDesk();
  expect(await liftProtection(opened.desk, testIntent({ role: 'exit', side: 'sell' }))).toBe(true);
});

test('error: a clock that is set back meanwhile does not prolong the wait for a stop that stands', async () => {
  await using opened = await openScriptedDesk();
  const intent = await exit(opened);
  opened.venue.cancelOrder = async () => {
    opened.clock.ahead -= 900_000;
    throw new Error('The venue does not answer');
  };
  expect(await liftProtection(opened.desk, intent)).toBe(false);
});
