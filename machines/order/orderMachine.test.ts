import { expect, test } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import {
  type OrderStatus,
  openOrderStatuses,
  order as orderSchema,
  orderStatus,
} from '../../domain/Order.ts';
import { testFill, testIntent } from '../../test/fixtures/orderFixtures.ts';
import { approver, operator } from '../../test/fixtures/proposalFixtures.ts';
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

const accepts = (status: VenueWord['status'], filled = '0'): OrderEvent => ({
  type: 'quarantine.accepted',
  word: { status, venueOrderId: 'V1', filled },
  by: approver,
  reason: 'compared',
  at: 11,
});

/** One of every event that an order can hear, and of `venue.reported` one of every status. */
const events = {
  began: { type: 'send.began', at: 2 },
  beganLate: { type: 'send.began', at: 1001 },
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
  asked: { type: 'resolution.began', venueTime: 3, at: 4 },
  absent: { type: 'absence.proven', at: 4 },
  surfaced: says('open', '0', 'V2'),
  fill: fills('F1', '0.4'),
  fillRest: fills('F2', '0.6'),
  fillAll: fills('F3', '1'),
  fillOver: fills('F4', '1.1'),
  conflict: { type: 'fill.conflicted', reason: 'told twice', at: 8 },
  cancel: { type: 'cancel.requested', reason: 'asked', at: 9 },
  replace: { type: 'replace.requested', reason: 'another size', at: 9 },
  cancelRefused: { type: 'cancel.refused', reason: 'not known', at: 10 },
  takeOpen: accepts('open'),
  takeTriggered: accepts('triggered'),
  takePart: accepts('partiallyFilled', '0.4'),
  takeFilled: accepts('filled', '1'),
  takeCancelled: accepts('cancelled'),
  takeExpired: accepts('expired'),
  takeRejected: accepts('rejected'),
  writeOff: { type: 'quarantine.writtenOff', by: approver, reason: 'compared', at: 11 },
  writeOffAsOperator: { type: 'quarantine.writtenOff', by: operator, reason: 'compared', at: 11 },
  writeOffUnexplained: { type: 'quarantine.writtenOff', by: approver, reason: ' ', at: 11 },
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
  pendingReplace: ['began', 'open', 'replace'],
  cancelled: ['began', 'open', 'cancelledWord'],
  expired: ['began', 'open', 'expiredWord'],
  rejected: ['began', 'refused'],
  unknown: ['began', 'ambiguous'],
  notAccepted: ['began', 'ambiguous', 'absent'],
  lapsed: ['lapsed'],
  quarantined: ['began', 'open', 'conflict'],
  writtenOff: ['began', 'open', 'conflict', 'writeOff'],
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
  intended: { began: 'sending', lapsed: 'lapsed', cancel: 'cancelled', replace: 'cancelled' },
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

test('error: only the approver with a reason ends a quarantine, and it is noted who and why', () => {
  for (const nobody of ['writeOffAsOperator', 'writeOffUnexplained'] as const) {
    expect(via(...into.quarantined, nobody).handled).toBe(false);
  }
  for (const change of [{ by: operator }, { reason: ' ' }]) {
    const event = { ...events.takeOpen, ...change };
    expect(step(orderMachine, via(...into.quarantined).snapshot, event).handled).toBe(false);
  }
  const written = via(...into.quarantined, 'writeOff');
  expect([contextOf(written).reason, effectsOf(written)]).toEqual([
    'approver: compared',
    ['reviewProtection'],
  ]);
  expect(openOrderStatuses.has('writtenOff')).toBe(false);
});

test('behavior: what the venue says is taken as the truth, with the fills that it speaks of', () => {
  const effects = (take: EventName) => effectsOf(via(...into.quarantined, take));
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
