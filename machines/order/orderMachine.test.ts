import { expect, test } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import {
  type OrderStatus,
  openOrderStatuses,
  order as orderSchema,
  orderStatus,
} from '../../domain/Order.ts';
import { testFill, testIntent } from '../../test/fixtures/orderFixtures.ts';
import { type Step, startMachine, step } from '../step.ts';
import type { OrderEvent, VenueWord } from './OrderEvent.ts';
import { orderMachine } from './orderMachine.ts';

const says = (status: VenueWord['status'], filled = '0', venueOrderId = 'V1'): OrderEvent => ({
  type: 'venue.reported',
  word: { status, venueOrderId, filled },
  at: 6,
});
const fills = (id: string, quantity: string): OrderEvent => ({
  type: 'fill.received',
  fill: testFill(id, quantity),
  at: 7,
});

/** One of every event that an order can hear, and of `venue.reported` one of every status. */
const events = {
  began: { type: 'send.began', at: 2 },
  deferred: { type: 'send.deferred', reason: 'busy', at: 3 },
  deferredLate: { type: 'send.deferred', reason: 'busy', at: 1000 },
  refused: { type: 'send.rejected', reason: 'no money', at: 3 },
  ambiguous: { type: 'send.becameAmbiguous', reason: 'timed out', at: 3 },
  lapsed: { type: 'intent.lapsed', reason: 'too late', at: 3 },
  restart: { type: 'restart.found', at: 3 },
  open: says('open'),
  triggered: says('triggered'),
  partly: says('partiallyFilled', '0.4'),
  full: says('filled', '1'),
  cancelledWord: says('cancelled'),
  expiredWord: says('expired'),
  rejectedWord: says('rejected'),
  absent: { type: 'absence.proven', at: 4 },
  fill: fills('F1', '0.4'),
  fillRest: fills('F2', '0.6'),
  fillAll: fills('F3', '1'),
  fillOver: fills('F4', '1.1'),
  conflict: { type: 'fill.conflicted', reason: 'told twice', at: 8 },
  cancel: { type: 'cancel.requested', reason: 'asked', at: 9 },
  cancelRefused: { type: 'cancel.refused', reason: 'not known', at: 10 },
} as const satisfies Record<string, OrderEvent>;
type EventName = keyof typeof events;
const names = Object.keys(events) as EventName[];

function run(...path: OrderEvent[]): Step {
  return path.reduce<Step>(
    (now, event) => step(orderMachine, now.snapshot, event),
    startMachine(orderMachine, testIntent()),
  );
}
const via = (...path: EventName[]) => run(...path.map((name) => events[name]));
const contextOf = (now: Step) => orderSchema.parse(now.snapshot.context);
const effectsOf = (now: Step) => now.effects.map((effect) => effect.type);

/** One way into every state, with no fills where the state can be without. */
const into: Record<OrderStatus, EventName[]> = {
  intended: [],
  sending: ['began'],
  accepted: ['began', 'open'],
  triggered: ['began', 'triggered'],
  partiallyFilled: ['began', 'open', 'fill'],
  filled: ['began', 'open', 'fillAll'],
  pendingCancel: ['began', 'open', 'cancel'],
  cancelled: ['began', 'open', 'cancelledWord'],
  expired: ['began', 'open', 'expiredWord'],
  rejected: ['began', 'refused'],
  unknown: ['began', 'ambiguous'],
  notAccepted: ['began', 'ambiguous', 'absent'],
  lapsed: ['lapsed'],
  quarantined: ['began', 'open', 'conflict'],
};

type Row = Partial<Record<EventName, OrderStatus>>;
const word: Row = {
  open: 'accepted',
  triggered: 'triggered',
  partly: 'partiallyFilled',
  full: 'partiallyFilled',
  cancelledWord: 'cancelled',
  expiredWord: 'expired',
  rejectedWord: 'rejected',
};
const traded: Row = {
  fill: 'partiallyFilled',
  fillRest: 'partiallyFilled',
  fillAll: 'filled',
  fillOver: 'quarantined',
  conflict: 'quarantined',
};
const open: Row = { ...word, ...traded, cancel: 'pendingCancel' };
const surprised: Row = {
  fill: 'quarantined',
  fillRest: 'quarantined',
  fillAll: 'quarantined',
  fillOver: 'quarantined',
  conflict: 'quarantined',
};
const late = (here: OrderStatus): Row => ({ ...traded, fill: here, fillRest: here });

/** The whole machine as a table: what each state makes of each event. What is not in it is ignored. */
const table: Record<OrderStatus, Row> = {
  intended: { began: 'sending', lapsed: 'lapsed', cancel: 'cancelled' },
  sending: {
    ...word,
    ...traded,
    deferred: 'intended',
    deferredLate: 'lapsed',
    refused: 'rejected',
    ambiguous: 'unknown',
    restart: 'unknown',
    cancel: 'sending',
  },
  unknown: { ...word, ...traded, absent: 'notAccepted', cancel: 'unknown' },
  accepted: without(open, 'open'),
  triggered: without(open, 'triggered'),
  // 0.4 of 1 is filled here, so the same fill and the venue's word for it are no news.
  partiallyFilled: {
    ...without(open, 'open', 'triggered', 'partly', 'fill'),
    fillRest: 'filled',
    fillAll: 'quarantined',
  },
  pendingCancel: {
    ...without(word, 'open', 'triggered'),
    partly: 'pendingCancel',
    ...late('pendingCancel'),
    cancelRefused: 'accepted',
  },
  filled: without(surprised, 'fillAll'),
  cancelled: late('cancelled'),
  expired: late('expired'),
  rejected: surprised,
  notAccepted: surprised,
  lapsed: surprised,
  quarantined: without(surprised, 'conflict'),
};

function without(row: Row, ...dropped: EventName[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !dropped.includes(name as EventName)));
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
    names.map((name) => {
      const next = step(orderMachine, here.snapshot, events[name]);
      if (!next.handled) expect([next.snapshot, next.effects]).toEqual([here.snapshot, []]);
      return [name, next.handled ? next.state : 'ignored'];
    }),
  );
  const expected = Object.fromEntries(names.map((name) => [name, table[state][name] ?? 'ignored']));
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
  expect(run(events.began, events.ambiguous, events.fill).state).toBe('partiallyFilled');
});

test('behavior: fills that the venue speaks of and the desk lacks are fetched, and no others', () => {
  expect(effectsOf(via('began', 'partly'))).toEqual(['fetchFills']);
  expect(effectsOf(via('began', 'full'))).toEqual(['fetchFills']);
  expect(effectsOf(via('began', 'cancelledWord'))).toEqual(['fetchFills', 'reviewProtection']);
  expect(effectsOf(via('began', 'fill', 'partly'))).toEqual([]);
  const filled = via('began', 'fillAll', 'full');
  expect([filled.state, filled.handled]).toEqual(['filled', false]);
  const byWord = run(events.began, events.open, events.fill, fills('F2', '0.6'));
  expect(byWord.state).toBe('filled');
});

test('error: a fill of an order that was never to trade is booked and a person has to look', () => {
  for (const state of ['rejected', 'notAccepted', 'lapsed'] as const) {
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

test('behavior: nothing is being sent that was not intended, by any path', () => {
  const paths = getShortestPaths(orderMachine, {
    events: Object.values(events),
    input: testIntent(),
    limit: 20_000,
    // Attempts grow without end; the states that they lead to do not.
    serializeState: ({ value, context }) =>
      JSON.stringify([
        value,
        context.fills.map((fill) => fill.id).toSorted(),
        context.cancelRequestedAt,
        context.venueOrderId,
      ]),
  });
  expect(new Set(paths.map(({ state }) => String(state.value)))).toEqual(new Set(orderStatus.options));
  const sentFrom = new Set<string>();
  for (const { state } of paths) {
    const here = { value: state.value, context: state.context };
    for (const event of Object.values(events)) {
      const next = step(orderMachine, here, event);
      if (next.handled && next.state === 'sending' && state.value !== 'sending')
        sentFrom.add(String(state.value));
      // What is closed never again counts as being on its way: exposure comes back only by a person's look.
      if (next.handled && !openOrderStatuses.has(state.value as OrderStatus)) {
        expect(['intended', 'sending', 'unknown', 'accepted', 'triggered']).not.toContain(next.state);
      }
    }
  }
  expect([...sentFrom]).toEqual(['intended']);
});
