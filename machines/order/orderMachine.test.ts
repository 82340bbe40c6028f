import { expect, test } from 'vitest';
import { type OrderStatus, openOrderStatuses, orderStatus } from '../../domain/Order.ts';
import {
  contextOf,
  effectsOf,
  fills,
  into,
  type OrderEventName,
  orderEventNames,
  orderEvents,
  run,
  via,
} from '../../test/fixtures/orderEvents.ts';
import { testIntent } from '../../test/fixtures/orderFixtures.ts';
import { step } from '../step.ts';
import { orderMachine } from './orderMachine.ts';

type Row = Partial<Record<OrderEventName, OrderStatus>>;
const word: Row = {
  open: 'accepted',
  triggered: 'triggered',
  partly: 'partiallyFilled',
  full: 'partiallyFilled',
  cancelledWord: 'cancelled',
  expiredWord: 'expired',
  rejectedWord: 'rejected',
  surfaced: 'accepted',
};
const traded: Row = {
  fill: 'partiallyFilled',
  fillRest: 'partiallyFilled',
  fillAll: 'filled',
  fillOver: 'quarantined',
  conflict: 'quarantined',
};
const open: Row = { ...word, ...traded, cancel: 'pendingCancel', replace: 'pendingReplace' };
const surprised: Row = {
  fill: 'quarantined',
  fillRest: 'quarantined',
  fillAll: 'quarantined',
  fillOver: 'quarantined',
  conflict: 'quarantined',
};
const late = (here: OrderStatus): Row => ({ ...traded, fill: here, fillRest: here });
/** The venue speaks of fills that are not booked yet: they are fetched, and the state stays. */
const fetched = (here: OrderStatus): Row => ({ partly: here, full: here });
const rests = (to: OrderStatus): Row => ({ open: to, triggered: to, partly: to, surfaced: to });
const onItsWay = (here: OrderStatus): Row => ({
  ...word,
  ...traded,
  cancel: here,
  replace: here,
  refused: 'rejected',
});
const beingCancelled = (here: OrderStatus): Row => ({
  ...without(word, 'open', 'triggered'),
  partly: here,
  surfaced: here,
  ...late(here),
  cancelRefused: 'accepted',
});
const neverTraded = (here: OrderStatus): Row => ({ ...surprised, ...rests('pendingCancel'), full: here });

/** The whole machine as a table: what each state makes of each event. What is not in it is ignored. */
const table: Record<OrderStatus, Row> = {
  intended: {
    began: 'sending',
    lapsed: 'lapsed',
    cancel: 'cancelled',
    replace: 'cancelled',
    adoptOpen: 'accepted',
    adoptTriggered: 'triggered',
    adoptPart: 'partiallyFilled',
    adoptCancelled: 'cancelled',
    adoptExpired: 'expired',
    adoptRejected: 'rejected',
  },
  sending: {
    ...onItsWay('sending'),
    deferred: 'intended',
    deferredLate: 'lapsed',
    ambiguous: 'unknown',
    restart: 'unknown',
  },
  unknown: { ...onItsWay('unknown'), asked: 'unknown', absent: 'notAccepted' },
  accepted: without(open, 'open'),
  triggered: without(open, 'triggered'),
  // 0.4 of 1 is filled here, so the same fill and the venue's word for it are no news.
  partiallyFilled: {
    ...without(open, 'open', 'triggered', 'partly', 'fill'),
    surfaced: 'partiallyFilled',
    fillRest: 'filled',
    fillAll: 'quarantined',
  },
  pendingCancel: beingCancelled('pendingCancel'),
  pendingReplace: { ...beingCancelled('pendingReplace'), cancel: 'pendingCancel' },
  filled: without(surprised, 'fillAll'),
  cancelled: { ...late('cancelled'), ...fetched('cancelled') },
  expired: { ...late('expired'), ...fetched('expired') },
  rejected: neverTraded('rejected'),
  notAccepted: neverTraded('notAccepted'),
  lapsed: neverTraded('lapsed'),
  quarantined: {
    ...without(surprised, 'conflict'),
    cancel: 'quarantined',
    takeOpen: 'accepted',
    takeTriggered: 'triggered',
    takePart: 'partiallyFilled',
    takeFilled: 'partiallyFilled',
    takeCancelled: 'cancelled',
    takeExpired: 'expired',
    takeRejected: 'rejected',
    writeOff: 'writtenOff',
  },
  writtenOff: { ...surprised, ...rests('quarantined') },
};

function without(row: Row, ...dropped: OrderEventName[]): Row {
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => !dropped.includes(name as OrderEventName)),
  );
}

test('default', () => {
  expect(effectsOf(via())).toEqual(['submitOrder']);
  expect(effectsOf(via('began'))).toEqual([]);
  expect([via('began', 'open').state, contextOf(via('began', 'open')).venueOrderId]).toEqual([
    'accepted',
    'V1',
  ]);
  const part = via('began', 'open', 'fill');
  expect([part.state, effectsOf(part)]).toEqual(['partiallyFilled', ['reviewProtection']]);
  const done = via('began', 'open', 'fill', 'fillRest');
  expect([done.state, effectsOf(done)]).toEqual(['filled', ['reviewProtection']]);
  expect(contextOf(done)).toMatchObject({ attempts: 1, updatedAt: 7, fills: [{ id: 'F1' }, { id: 'F2' }] });
});

test.each(orderStatus.options)('behavior: what %s makes of every event', (state) => {
  const here = via(...into[state]);
  expect(here.state).toBe(state);
  const seen = Object.fromEntries(
    orderEventNames.map((name) => {
      const next = step(orderMachine, here.snapshot, orderEvents[name]);
      if (!next.handled) expect([next.snapshot, next.effects]).toEqual([here.snapshot, []]);
      return [name, next.handled ? next.state : 'ignored'];
    }),
  );
  const expected = Object.fromEntries(orderEventNames.map((name) => [name, table[state][name] ?? 'ignored']));
  expect(seen).toEqual(expected);
});

test('behavior: a refusal for now is tried again, a little later each time, and not past its window', () => {
  expect(via().effects).toEqual([{ type: 'submitOrder', params: { afterMs: 0 } }]);
  expect(via('began', 'deferred').effects).toEqual([{ type: 'submitOrder', params: { afterMs: 1000 } }]);
  expect(via('began', 'deferred', 'began', 'deferred').effects).toEqual([
    { type: 'submitOrder', params: { afterMs: 2000 } },
  ]);
  expect(effectsOf(via('began', 'deferredLate'))).toEqual(['returnForReapproval', 'reviewProtection']);
});

test('behavior: an order that was to be cancelled while it was being sent is not sent again', () => {
  const now = via('began', 'cancel', 'deferred');
  expect([now.state, effectsOf(now)]).toEqual(['cancelled', ['reviewProtection']]);
  for (const sent of [
    ['began', 'cancel', 'open'],
    ['began', 'ambiguous', 'cancel', 'open'],
  ] as const) {
    expect([via(...sent).state, effectsOf(via(...sent))]).toEqual(['pendingCancel', ['cancelOrder']]);
  }
});

test('behavior: an ambiguous send is asked about and goes back only when it is proven absent', () => {
  for (const name of ['ambiguous', 'restart'] as const) {
    expect(effectsOf(via('began', name))).toEqual(['resolveOrder']);
  }
  expect(effectsOf(via('began', 'ambiguous', 'absent'))).toEqual(['returnForReapproval', 'reviewProtection']);
  expect(run(orderEvents.began, orderEvents.ambiguous, orderEvents.fill).state).toBe('partiallyFilled');
});

test('behavior: an order knows when it last changed, and since when by its own clock the venue is asked about it', () => {
  expect(contextOf(via()).updatedAt).toBe(testIntent().createdAt);
  expect(contextOf(via('began', 'ambiguous'))).toMatchObject({ askedSince: null, updatedAt: 3 });
  const asked = { ...orderEvents.asked, venueTime: 2500 };
  expect(contextOf(run(orderEvents.began, orderEvents.ambiguous, asked))).toMatchObject({
    askedSince: 2500,
    updatedAt: 4,
  });
});

test('behavior: fills that the venue speaks of and the desk lacks are fetched, and no others', () => {
  expect(effectsOf(via('began', 'partly'))).toEqual(['fetchFills']);
  expect(effectsOf(via('began', 'full'))).toEqual(['fetchFills']);
  expect(effectsOf(via('began', 'cancelledWord'))).toEqual(['fetchFills', 'reviewProtection']);
  expect(effectsOf(via('began', 'fill', 'partly'))).toEqual([]);
  const filled = via('began', 'fillAll', 'full');
  expect([filled.state, filled.handled]).toEqual(['filled', false]);
  const byWord = run(orderEvents.began, orderEvents.open, orderEvents.fill, fills('F2', '0.6'));
  expect(byWord.state).toBe('filled');
});

test('behavior: a wish to cancel is kept while the venue may have it, and carried out once it trades or rests', () => {
  for (const here of [['began'], ['began', 'ambiguous']] as const) {
    for (const word of ['open', 'triggered', 'partly', 'fill'] as const) {
      const now = via(...here, 'cancel', word);
      expect([word, now.state, effectsOf(now).includes('cancelOrder')]).toEqual([
        word,
        'pendingCancel',
        true,
      ]);
    }
    expect(via(...here, 'cancel', 'cancelledWord').state).toBe('cancelled');
    expect(via(...here, 'cancel', 'fillAll').state).toBe('filled');
  }
  const gone = via('began', 'ambiguous', 'cancel', 'absent');
  expect([gone.state, effectsOf(gone)]).toEqual(['cancelled', ['reviewProtection']]);
});

test('behavior: an order that makes room for another counts until the venue has let go of it', () => {
  const waiting = via('began', 'open', 'replace');
  expect([waiting.state, effectsOf(waiting)]).toEqual(['pendingReplace', ['cancelOrder']]);
  expect(openOrderStatuses.has('pendingReplace')).toBe(true);
  const gone = via('began', 'open', 'replace', 'cancelledWord');
  expect([gone.state, effectsOf(gone)]).toEqual(['cancelled', ['fetchFills', 'reviewProtection']]);
  expect(effectsOf(via('began', 'open', 'replace', 'cancel'))).toEqual([]);
});

test('behavior: fills that the venue speaks of after the end are fetched', () => {
  for (const end of ['cancelledWord', 'expiredWord'] as const) {
    expect(effectsOf(via('began', 'open', end, 'partly'))).toEqual(['fetchFills']);
    expect(via('began', 'open', end, 'fill', 'partly').handled).toBe(false);
  }
  expect(effectsOf(via('began', 'refused', 'full'))).toEqual(['fetchFills']);
});

test('error: an order that the venue was believed never to have taken is cancelled when it turns up', () => {
  for (const path of [
    ['began', 'refused'],
    ['began', 'ambiguous', 'absent'],
    ['lapsed'],
    ['cancel'],
  ] as const) {
    const now = via(...path, 'surfaced');
    expect([now.state, effectsOf(now)]).toEqual(['pendingCancel', ['cancelOrder']]);
    expect(contextOf(now)).toMatchObject({ venueOrderId: 'V2', cancelRequestedAt: 6 });
    expect(contextOf(now).reason).toContain('believed never to have taken');
  }
  // Word from before its end, told late, is no surprise.
  expect(via('began', 'open', 'cancelledWord', 'surfaced').handled).toBe(false);
  expect(contextOf(via(...into.writtenOff, 'surfaced')).reason).toContain('had written off');
});

test('error: a fill of an order that was never to trade is booked and a person has to look', () => {
  for (const state of ['rejected', 'notAccepted', 'lapsed', 'writtenOff'] as const) {
    const now = via(...into[state], 'fill');
    expect(now.state).toBe('quarantined');
    expect(contextOf(now)).toMatchObject({ fills: [{ id: 'F1' }] });
    expect(contextOf(now).reason).toContain('would never trade');
    expect(effectsOf(now)).toEqual(['reviewProtection']);
  }
  expect(via('began', 'open', 'fillOver').snapshot.context).toMatchObject({
    fills: [{ id: 'F4' }],
    reason: expect.stringContaining('more than was ordered'),
  });
});

test('error: what stops an order leaves the reason for a person', () => {
  expect(contextOf(via('began', 'refused')).reason).toBe('no money');
  expect(contextOf(via('began', 'ambiguous')).reason).toBe('timed out');
  expect(contextOf(via('began', 'restart')).reason).toContain('The desk stopped');
  expect(contextOf(via('began', 'ambiguous', 'absent')).reason).toContain('never took');
  expect(contextOf(via('lapsed')).reason).toBe('too late');
  expect(contextOf(via('cancel')).reason).toBe('asked');
  expect(contextOf(via('began', 'open', 'rejectedWord')).reason).toContain('rejected');
  expect(contextOf(via('began', 'open', 'conflict')).reason).toBe('told twice');
});
