import { expect, test } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import type { Actor } from '../../domain/actor.ts';
import type { KillLevel } from '../../domain/mode.ts';
import { killView } from '../../domain/views.ts';
import { type Step, startMachine, step } from '../step.ts';
import { type KillContext, type KillEvent, killMachine } from './killMachine.ts';

const approver: Actor = { id: 'approver', role: 'approver', channel: 'web' };
const operator: Actor = { id: 'operator', role: 'operator', channel: 'api' };

const kill = (level: KillLevel, at = 1): KillEvent => ({
  type: 'kill.requested',
  level,
  by: operator,
  reason: `Kill to ${level}.`,
  at,
});
const frozen: KillEvent = { type: 'entries.frozen', at: 2 };
const cancelled: KillEvent = { type: 'entries.cancelled', report: ['One entry cancelled.'], at: 3 };
const flattened: KillEvent = { type: 'positions.flattened', report: ['BTC/USDT sold.'], at: 4 };
const unconfirmed = (...report: string[]): KillEvent => ({ type: 'level.unconfirmed', report, at: 5 });
const confirmed: KillEvent = { type: 'level.confirmed', report: ['The venue confirms.'], at: 6 };
const rearm = (by = approver, reason = 'All clear.'): KillEvent => ({
  type: 'rearm.requested',
  by,
  reason,
  at: 7,
});

function run(...events: KillEvent[]): Step {
  return events.reduce<Step>(
    (now, event) => step(killMachine, now.snapshot, event),
    startMachine(killMachine, undefined),
  );
}
const contextOf = (now: Step) => now.snapshot.context as KillContext;
const seen = (now: Step) => [now.state, now.effects.map((effect) => effect.type)];

test('default', () => {
  expect(seen(run())).toEqual(['armed', []]);
  expect(seen(run(kill('flatten')))).toEqual(['freezing', ['freezeEntries']]);
  expect(seen(run(kill('flatten'), frozen))).toEqual(['cancelling', ['cancelEntries']]);
  expect(seen(run(kill('flatten'), frozen, cancelled))).toEqual(['flattening', ['flattenPositions']]);
  expect(seen(run(kill('flatten'), frozen, cancelled, flattened))).toEqual(['confirming', ['confirmLevel']]);
  const done = run(kill('flatten'), frozen, cancelled, flattened, confirmed);
  expect(seen(done)).toEqual(['killed', []]);
  const { unconfirmed: _, ...view } = contextOf(done);
  expect(killView.parse({ state: done.state, ...view })).toEqual({
    state: 'killed',
    level: 'flatten',
    by: operator,
    at: 1,
    reason: 'Kill to flatten.',
    report: ['One entry cancelled.', 'BTC/USDT sold.', 'The venue confirms.'],
  });
});

test('behavior: a pause only freezes, a cancel does not flatten', () => {
  expect(seen(run(kill('pause'), frozen))).toEqual(['confirming', ['confirmLevel']]);
  expect(seen(run(kill('cancel'), frozen, cancelled))).toEqual(['confirming', ['confirmLevel']]);
});

test('behavior: a level can be raised at any time', () => {
  expect(run(kill('pause'), kill('flatten', 9), frozen, cancelled).state).toBe('flattening');
  expect(run(kill('cancel'), frozen, kill('flatten', 9), cancelled).state).toBe('flattening');
  expect(seen(run(kill('cancel'), frozen, cancelled, kill('flatten', 9)))).toEqual([
    'freezing',
    ['freezeEntries'],
  ]);
  expect(seen(run(kill('pause'), frozen, confirmed, kill('cancel', 9)))).toEqual([
    'freezing',
    ['freezeEntries'],
  ]);
  expect(contextOf(run(kill('pause'), kill('flatten', 9)))).toMatchObject({
    level: 'flatten',
    at: 9,
    reason: 'Kill to flatten.',
  });
});

test('error: a level is never lowered, and what is under way does not begin again', () => {
  for (const before of [
    [kill('cancel')],
    [kill('cancel'), frozen],
    [kill('cancel'), frozen, cancelled],
    [kill('cancel'), frozen, cancelled, confirmed],
  ]) {
    expect(run(...before, kill('pause', 9)).handled).toBe(false);
  }
  for (const before of [
    [kill('cancel')],
    [kill('cancel'), frozen],
    [kill('cancel'), frozen, cancelled, confirmed],
  ]) {
    expect(run(...before, kill('cancel', 9)).handled).toBe(false);
  }
  expect(run(kill('flatten'), frozen, cancelled, kill('flatten', 9)).handled).toBe(false);
});

test('behavior: while the venue contradicts, it stays confirming and says what is left', () => {
  const now = run(kill('cancel'), frozen, cancelled, unconfirmed('Still open: buy 1 BTC.'));
  expect(seen(now)).toEqual(['confirming', []]);
  expect(contextOf(now).report).toEqual(['One entry cancelled.', 'Still open: buy 1 BTC.']);
  const again = step(killMachine, now.snapshot, unconfirmed('Still open: buy 1 BTC.'));
  expect(again.handled).toBe(false);
  const less = step(killMachine, now.snapshot, unconfirmed('Still open: buy 0.5 BTC.'));
  expect(contextOf(less).report).toEqual(['One entry cancelled.', 'Still open: buy 0.5 BTC.']);
  const done = step(killMachine, less.snapshot, confirmed);
  expect(done.state).toBe('killed');
  expect(contextOf(done).report).toEqual(['One entry cancelled.', 'The venue confirms.']);
});

test('behavior: the same level again while confirming does it again', () => {
  const now = run(
    kill('flatten'),
    frozen,
    cancelled,
    flattened,
    unconfirmed('Still held: 1 BTC.'),
    kill('flatten', 9),
  );
  expect(seen(now)).toEqual(['freezing', ['freezeEntries']]);
});

test('behavior: only a person with a reason rearms, and everything is forgotten', () => {
  const killed = [kill('pause'), frozen, confirmed];
  const now = run(...killed, rearm());
  expect(seen(now)).toEqual(['armed', []]);
  expect(contextOf(now)).toEqual(contextOf(run()));
  for (const event of [
    rearm(approver, ' '),
    rearm(operator),
    rearm({ id: 'desk', role: 'desk', channel: 'desk' }),
  ]) {
    expect(run(...killed, event)).toMatchObject({ handled: false, state: 'killed' });
  }
});

test('error: what does not belong to a state changes nothing', () => {
  const states: Record<string, { by: KillEvent[]; takes: string[] }> = {
    armed: { by: [], takes: ['kill.requested'] },
    freezing: { by: [kill('pause')], takes: ['kill.requested', 'entries.frozen'] },
    cancelling: { by: [kill('cancel'), frozen], takes: ['kill.requested', 'entries.cancelled'] },
    flattening: { by: [kill('flatten'), frozen, cancelled], takes: ['positions.flattened'] },
    confirming: {
      by: [kill('pause'), frozen],
      takes: ['kill.requested', 'level.confirmed', 'level.unconfirmed'],
    },
    killed: { by: [kill('pause'), frozen, confirmed], takes: ['kill.requested', 'rearm.requested'] },
  };
  for (const [state, { by, takes }] of Object.entries(states)) {
    const here = run(...by);
    expect(here.state).toBe(state);
    for (const event of [
      kill('flatten', 9),
      frozen,
      cancelled,
      flattened,
      unconfirmed('x'),
      confirmed,
      rearm(),
    ]) {
      const next = step(killMachine, here.snapshot, event);
      expect([state, event.type, next.handled]).toEqual([state, event.type, takes.includes(event.type)]);
      if (!next.handled) expect(next.snapshot).toEqual(here.snapshot);
    }
  }
});

test('behavior: from every reachable state a person can come back to armed, and nobody else', () => {
  const events = [
    ...(['pause', 'cancel', 'flatten'] as const).map((level) => kill(level)),
    ...[frozen, cancelled, flattened, unconfirmed('Still open.'), confirmed, rearm(), rearm(operator)],
  ];
  const paths = getShortestPaths(killMachine, {
    events,
    limit: 5_000,
    serializeState: ({ value, context }) => JSON.stringify([value, context.level, context.unconfirmed]),
  });
  expect(new Set(paths.map(({ state }) => state.value))).toEqual(
    new Set(['armed', 'freezing', 'cancelling', 'flattening', 'confirming', 'killed']),
  );
  for (const { state } of paths) {
    const here = { value: state.value, context: state.context };
    const finish = [frozen, cancelled, flattened, confirmed];
    const end = [...finish, rearm()].reduce<Step>((now, event) => step(killMachine, now.snapshot, event), {
      snapshot: here,
      state: String(state.value),
      handled: true,
      effects: [],
    });
    expect(end.state).toBe('armed');
    expect(step(killMachine, here, rearm(operator)).handled).toBe(false);
    if (state.value !== 'armed') expect(state.context.level).not.toBeNull();
  }
});
