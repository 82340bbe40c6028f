import { expect, test } from 'vitest';
import { openOrderStatuses } from '../../domain/Order.ts';
import {
  contextOf,
  effectsOf,
  into,
  type OrderEventName,
  orderEvents,
  via,
} from '../../test/fixtures/orderEvents.ts';
import { operator } from '../../test/fixtures/proposalFixtures.ts';
import { step } from '../step.ts';
import { orderMachine } from './orderMachine.ts';

test('error: only the approver with a reason ends a quarantine, and it is noted who and why', () => {
  for (const nobody of ['writeOffAsOperator', 'writeOffUnexplained'] as const) {
    expect(via(...into.quarantined, nobody).handled).toBe(false);
  }
  for (const change of [{ by: operator }, { reason: ' ' }]) {
    const event = { ...orderEvents.takeOpen, ...change };
    expect(step(orderMachine, via(...into.quarantined).snapshot, event).handled).toBe(false);
  }
  const written = via(...into.quarantined, 'writeOff');
  expect([contextOf(written).reason, effectsOf(written)]).toEqual([
    'approver: compared',
    ['reviewProtection'],
  ]);
  expect(openOrderStatuses.has('writtenOff')).toBe(false);
});

test('default: what the venue says is taken as the truth, with the fills that it speaks of', () => {
  const effects = (take: OrderEventName) => effectsOf(via(...into.quarantined, take));
  expect(effects('takeOpen')).toEqual(['reviewProtection']);
  for (const take of ['takePart', 'takeFilled', 'takeCancelled', 'takeExpired'] as const) {
    expect(effects(take)).toEqual(['reviewProtection', 'fetchFills']);
  }
  expect(contextOf(via(...into.quarantined, 'takeOpen'))).toMatchObject({ reason: 'approver: compared' });
  const overfilled = via('began', 'open', 'fillOver', 'takeFilled');
  expect([overfilled.state, effectsOf(overfilled)]).toEqual(['filled', ['reviewProtection']]);
  expect(via('began', 'open', 'fillOver', 'takeFilled', 'fillOver').handled).toBe(false);
  const partly = via('began', 'open', 'fill', 'conflict', 'takeOpen');
  expect([partly.state, effectsOf(partly)]).toEqual(['partiallyFilled', ['reviewProtection']]);
  const wanted = via(...into.quarantined, 'cancel', 'takeOpen');
  expect([wanted.state, effectsOf(wanted)]).toEqual(['pendingCancel', ['reviewProtection', 'cancelOrder']]);
  expect(effectsOf(via(...into.quarantined, 'cancel'))).toEqual(['cancelOrder']);
});
