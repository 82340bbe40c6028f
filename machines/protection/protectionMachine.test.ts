import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instrumentId, orderId } from '../../domain/ids.ts';
import { type Step, startMachine, step } from '../step.ts';
import type {
  PositionReviewed,
  Protection,
  ProtectionEvent,
  ProtectionState,
  ProtectionTerms,
  StopSeen,
} from './Protection.ts';
import { protectionMachine } from './protectionMachine.ts';

const instrument = instrumentId.parse('BTC/USDT');
const order = (number: number) => orderId.parse(`ORD-${String(number).padStart(16, '0')}`);
const terms: ProtectionTerms = { stop: '90', target: null, enteredAt: 1 };

const traded = (over: Partial<ProtectionTerms> = {}): ProtectionEvent => ({
  type: 'entry.traded',
  ...terms,
  ...over,
  at: 2,
});
const refused = (number: number, at = 3): ProtectionEvent => ({
  type: 'stop.refused',
  order: order(number),
  reason: 'no',
  at,
});
const stop = (over: Partial<StopSeen> = {}): StopSeen => ({
  order: order(1),
  phase: 'live',
  remaining: '1',
  stop: '90',
  target: null,
  ...over,
});
const reviewed = (stops: StopSeen[], over: Partial<PositionReviewed> = {}): PositionReviewed => ({
  type: 'position.reviewed',
  held: '1',
  quantity: over.held ?? '1',
  minQuantity: '0.01',
  minNotional: '10',
  holdsStops: true,
  stops,
  at: 5,
  ...over,
});
const gone = reviewed([], { held: '0', at: 9 });

function run(...events: ProtectionEvent[]): Step {
  return events.reduce<Step>(
    (now, event) => step(protectionMachine, now.snapshot, event),
    startMachine(protectionMachine, { instrument, terms: null, at: 1 }),
  );
}
const contextOf = (now: Step) => now.snapshot.context as Protection;

const into: Record<ProtectionState, ProtectionEvent[]> = {
  none: [traded()],
  placing: [traded(), reviewed([])],
  live: [traded(), reviewed([stop()])],
  replacing: [traded(), reviewed([stop({ remaining: '0.5' })])],
  lifting: [traded(), reviewed([stop()], { quantity: '0' })],
  watched: [traded(), reviewed([], { holdsStops: false })],
  alarmed: [traded(), reviewed([]), refused(1), refused(2), refused(3), reviewed([])],
};

test('default', () => {
  expect(run().state).toBe('none');
  const placing = run(traded(), reviewed([]));
  expect(placing.state).toBe('placing');
  expect(contextOf(placing)).toEqual({
    instrument,
    terms,
    quantity: '1',
    stops: [],
    refusals: [],
    exposedSince: 5,
    alarmedAt: null,
    updatedAt: 5,
  });
  const live = run(traded(), reviewed([]), reviewed([stop()], { at: 6 }));
  expect([live.state, contextOf(live).exposedSince, contextOf(live).stops]).toEqual(['live', null, [stop()]]);
  const closed = run(traded(), reviewed([stop()]), reviewed([stop()], { held: '0' }), gone);
  expect([closed.state, contextOf(closed).terms]).toEqual(['none', null]);
  expect(live.effects).toEqual([]);
});

test.each(Object.keys(into) as ProtectionState[])('behavior: what %s makes of every review', (state) => {
  const here = run(...into[state]);
  expect(here.state).toBe(state);
  const from = (event: PositionReviewed) => step(protectionMachine, here.snapshot, event).state;
  expect(from(reviewed([]))).toBe(state === 'alarmed' ? 'alarmed' : 'placing');
  expect(from(reviewed([stop({ phase: 'placing' })]))).toBe('placing');
  expect(from(reviewed([stop({ phase: 'doubtful' })]))).toBe('placing');
  expect(from(reviewed([stop()]))).toBe('live');
  expect(from(reviewed([stop({ phase: 'leaving' })]))).toBe('replacing');
  expect(from(reviewed([stop({ remaining: '0.9' })]))).toBe('replacing');
  expect(from(reviewed([stop(), stop({ order: order(2) })]))).toBe('replacing');
  expect(from(reviewed([stop()], { held: '0' }))).toBe('lifting');
  expect(from(gone)).toBe('none');
});

test('behavior: where the venue holds no stops the position is watched, which is no alarm', () => {
  const none = { holdsStops: false };
  const now = run(traded(), refused(1), refused(2), refused(3), reviewed([], none));
  expect([now.state, contextOf(now).exposedSince, contextOf(now).refusals]).toEqual(['watched', null, []]);
  const selling = step(protectionMachine, now.snapshot, reviewed([stop({ phase: 'placing' })], none));
  expect([selling.state, (selling.snapshot.context as Protection).exposedSince]).toEqual(['placing', 5]);
  expect(step(protectionMachine, selling.snapshot, reviewed([], none)).state).toBe('watched');
  expect(run(reviewed([], none)).state).toBe('none');
});

test('behavior: one stop stands only with its size, its stop and its target, however they are written', () => {
  const withTarget = [traded({ target: '120' })];
  const leadsTo = (seen: StopSeen, over: Partial<PositionReviewed> = {}, before = [traded()]) =>
    run(...before, reviewed([seen], over)).state;
  expect(leadsTo(stop({ remaining: '1.000', stop: '90.0' }))).toBe('live');
  expect(leadsTo(stop({ stop: '91' }))).toBe('replacing');
  expect(leadsTo(stop({ stop: null }))).toBe('replacing');
  expect(leadsTo(stop({ target: '120' }))).toBe('replacing');
  expect(leadsTo(stop({ target: '120.00' }), {}, withTarget)).toBe('live');
  expect(leadsTo(stop(), {}, withTarget)).toBe('replacing');
  expect(leadsTo(stop({ remaining: '0.4' }), { held: '0.4' })).toBe('live');
  expect(leadsTo(stop({ remaining: '0.4' }), { held: '1', quantity: '0.4' })).toBe('live');
});

test('behavior: what the venue would not trade needs no stop, and keeps its terms while it is held', () => {
  const dust = { held: '0.009', quantity: '0.009', minNotional: '0' };
  const now = run(traded(), reviewed([], dust));
  expect([now.state, contextOf(now).terms, contextOf(now).exposedSince]).toEqual(['none', terms, null]);
  expect(run(traded(), reviewed([], { ...dust, quantity: '0.01' })).state).toBe('placing');
  // 0.1 at a stop of 90 is worth 9.
  expect(run(traded(), reviewed([], { held: '0.1' })).state).toBe('none');
  expect(run(traded(), reviewed([], { held: '0.1', minNotional: '9' })).state).toBe('placing');
  expect(run(traded(), reviewed([stop()], { quantity: '0' })).state).toBe('lifting');
  expect(run(traded(), reviewed([], { quantity: '0' }), reviewed([])).state).toBe('placing');
});

test('error: a position whose terms are not known keeps the stop that stands', () => {
  const now = run(reviewed([stop({ stop: '88', target: '130' })]));
  expect(now.state).toBe('live');
  expect(contextOf(now).terms).toEqual({ stop: '88', target: '130', enteredAt: 0 });
  expect(run(reviewed([stop({ stop: null })])).state).toBe('lifting');
  expect(run(reviewed([])).state).toBe('none');
});

test('behavior: the newest entry sets stop and target for all that is held', () => {
  const moved = run(traded(), reviewed([stop()]), traded({ stop: '95', enteredAt: 4 }), reviewed([stop()]));
  expect([moved.state, contextOf(moved).terms]).toEqual([
    'replacing',
    { stop: '95', target: null, enteredAt: 4 },
  ]);
  for (const no of [traded({ stop: '80', enteredAt: 0 }), traded()]) {
    expect(step(protectionMachine, run(traded()).snapshot, no).handled).toBe(false);
  }
  for (const edited of [traded({ stop: '91' }), traded({ target: '120' })]) {
    expect(step(protectionMachine, run(traded()).snapshot, edited).handled).toBe(true);
  }
});

test('error: three refusals within a minute call a person once, and it is tried again after it', () => {
  const two = run(traded(), reviewed([]), refused(1), refused(2), reviewed([]));
  expect(two.state).toBe('placing');
  const alarmed = run(...into.alarmed);
  expect([contextOf(alarmed).alarmedAt, contextOf(alarmed).exposedSince]).toEqual([5, 5]);
  const later = (now: Step, at: number) => step(protectionMachine, now.snapshot, reviewed([], { at }));
  expect(later(alarmed, 60_002).handled).toBe(false);
  const again = later(alarmed, 60_003);
  expect([again.state, contextOf(again).alarmedAt, contextOf(again).exposedSince]).toEqual(['placing', 5, 5]);
  const fourth = [refused(4, 60_004), refused(5, 60_005), refused(6, 60_006)].reduce(
    (now, event) => step(protectionMachine, now.snapshot, event),
    again,
  );
  const still = later(fourth, 60_007);
  expect([still.state, contextOf(still).alarmedAt]).toEqual(['alarmed', 5]);
  const well = step(protectionMachine, still.snapshot, reviewed([stop()], { at: 60_008 }));
  expect(contextOf(well)).toMatchObject({ refusals: [], exposedSince: null, alarmedAt: null });
});

test('behavior: refusals of a clock that was set back since keep nobody from trying again', () => {
  const ahead = [1, 2, 3].map((number) => refused(number, 200_000));
  expect(run(traded(), reviewed([]), ...ahead, reviewed([])).state).toBe('placing');
});

test('behavior: refusals of another stop do not keep the one that is needed now from being tried at once', () => {
  const alarmed = run(...into.alarmed);
  const smaller = step(protectionMachine, alarmed.snapshot, reviewed([], { held: '0.4' }));
  expect([smaller.state, contextOf(smaller).refusals, contextOf(smaller).alarmedAt]).toEqual([
    'placing',
    [],
    5,
  ]);
  const same = step(protectionMachine, alarmed.snapshot, reviewed([], { held: '1.00' }));
  expect(same.state).toBe('alarmed');
  const moved = step(protectionMachine, alarmed.snapshot, traded({ stop: '80', enteredAt: 6 }));
  expect(step(protectionMachine, moved.snapshot, reviewed([])).state).toBe('placing');
});

test('behavior: a refusal that is told twice counts once, and only the newest are kept', () => {
  const twice = run(traded(), reviewed([]), refused(1), refused(1), refused(2), refused(2), reviewed([]));
  expect(twice.state).toBe('placing');
  const many = run(traded(), ...[1, 2, 3, 4, 5].map((number) => refused(number)));
  expect(contextOf(many).refusals.map((refusal) => refusal.order)).toEqual([3, 4, 5].map(order));
});

test('behavior: a review that finds nothing new changes nothing', () => {
  for (const [state, events] of Object.entries(into)) {
    const last = events.at(-1);
    if (last?.type !== 'position.reviewed') continue;
    const later: PositionReviewed = { ...last, at: 7 };
    const again = step(protectionMachine, run(...events).snapshot, later);
    expect([state, again.handled]).toEqual([state, false]);
  }
});

test('behavior: whatever came before, a review finds the state that what is held and open calls for', () => {
  const quantities = fc.constantFrom('0', '0.005', '0.5', '1');
  const seen = fc.record({
    order: fc.constantFrom(order(1), order(2)),
    phase: fc.constantFrom('placing', 'live', 'leaving', 'doubtful'),
    remaining: fc.constantFrom('0.5', '1'),
    stop: fc.constantFrom('90', '95'),
    target: fc.constantFrom(null, '120'),
  });
  const event: fc.Arbitrary<ProtectionEvent> = fc.oneof(
    fc.record({ stop: fc.constantFrom('90', '95'), enteredAt: fc.nat(3) }).map(traded),
    fc.nat(5).map((number) => refused(number)),
    fc
      .record({ stops: fc.array(seen, { maxLength: 2 }), held: quantities, leaving: fc.boolean() })
      .map(({ stops, held, leaving }) => reviewed(stops, { held, quantity: leaving ? '0' : held })),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      let now = run();
      for (const each of events) {
        now = step(protectionMachine, now.snapshot, each);
        if (each.type !== 'position.reviewed') continue;
        const after = contextOf(now);
        expect(after.stops).toEqual(each.stops);
        if (now.state === 'live') {
          expect(each.stops).toHaveLength(1);
          expect(each.stops[0]).toMatchObject({
            phase: 'live',
            remaining: each.quantity,
            stop: after.terms?.stop,
            target: after.terms?.target,
          });
        }
        if (each.held === '0') expect(after.terms).toBeNull();
        // A stop is cancelled only where nothing needs it, or because it is not the one that is needed.
        if (now.state === 'lifting') {
          expect(each.quantity === '0' || each.quantity === '0.005' || after.terms === null).toBe(true);
        }
        if (now.state === 'none' || now.state === 'alarmed') expect(each.stops).toEqual([]);
        expect(after.exposedSince === null).toBe(['none', 'live', 'lifting'].includes(now.state));
      }
    }),
  );
});
