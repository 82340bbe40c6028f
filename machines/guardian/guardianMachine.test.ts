import { expect, test } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import type { Actor } from '../../domain/actor.ts';
import { type Step, startMachine, step } from '../step.ts';
import { type GuardianCause, guardianCause, guardianCauses } from './guardianCauses.ts';
import {
  type GuardianContext,
  type GuardianEvent,
  guardianMachine,
  reasonsOf,
  tradingStateOf,
} from './guardianMachine.ts';

const approver: Actor = { id: 'approver', role: 'approver', channel: 'web' };
const operator: Actor = { id: 'operator', role: 'operator', channel: 'api' };

const raised = (cause: GuardianCause, detail = 'detail', at = 1): GuardianEvent => ({
  type: 'cause.raised',
  cause,
  detail,
  at,
});
const healed = (cause: GuardianCause, forMs = guardianCauses[cause].healthyForMs): GuardianEvent => ({
  type: 'cause.cleared',
  cause,
  healthySince: 2,
  at: 2 + forMs,
});
const cleared = (cause: GuardianCause, changes: { reason?: string; by?: Actor } = {}): GuardianEvent => ({
  type: 'human.cleared',
  cause,
  reason: 'Looked into it.',
  by: approver,
  at: 3,
  ...changes,
});
const paused = (reason = 'Lunch'): GuardianEvent => ({
  type: 'operator.paused',
  by: operator,
  reason,
  at: 4,
});

function run(...events: GuardianEvent[]): Step {
  return events.reduce<Step>(
    (now, event) => step(guardianMachine, now.snapshot, event),
    startMachine(guardianMachine, undefined),
  );
}
const contextOf = (now: Step) => now.snapshot.context as GuardianContext;
const causes = guardianCause.options;
const latched = causes.filter((cause) => guardianCauses[cause].latched && cause !== 'operator');
const healing = causes.filter((cause) => !guardianCauses[cause].latched);

test('default', () => {
  const start = run();
  expect(tradingStateOf(start)).toBe('active');
  expect(reasonsOf(contextHolder(start))).toEqual([]);
  expect(tradingStateOf(run(raised('dailyLoss')))).toBe('reducing');
  expect(tradingStateOf(run(raised('runaway')))).toBe('halted');
});

test('behavior: each cause alone leads to its own state', () => {
  for (const cause of causes.filter((each) => each !== 'operator'))
    expect([cause, run(raised(cause)).state]).toEqual([cause, guardianCauses[cause].state]);
});

test('behavior: the worst cause in force decides, both ways', () => {
  expect(run(raised('staleFeed'), raised('lostLease')).state).toBe('halted');
  expect(run(raised('lostLease'), raised('staleFeed')).state).toBe('halted');
  expect(run(raised('staleFeed'), raised('lostLease'), healed('lostLease')).state).toBe('reducing');
  expect(run(raised('staleFeed'), raised('lostLease'), healed('staleFeed')).state).toBe('halted');
  expect(run(raised('staleFeed'), raised('lostLease'), healed('staleFeed'), healed('lostLease')).state).toBe(
    'active',
  );
  expect(run(raised('runaway'), cleared('runaway')).state).toBe('active');
  expect(run(raised('dailyLoss'), raised('runaway'), cleared('runaway')).state).toBe('reducing');
});

test('behavior: what heals by itself clears itself; what is latched does not', () => {
  for (const cause of healing)
    expect([cause, run(raised(cause), healed(cause)).state]).toEqual([cause, 'active']);
  for (const cause of latched) {
    const now = run(raised(cause), healed(cause));
    expect([cause, now.handled, now.state]).toEqual([cause, false, guardianCauses[cause].state]);
  }
});

test('behavior: a person clears what is latched, and it is noted who and why', () => {
  for (const cause of latched)
    expect([cause, run(raised(cause), cleared(cause)).state]).toEqual([cause, 'active']);
  expect(contextOf(run(raised('drawdown'), cleared('drawdown'))).lastCleared).toEqual({
    cause: 'drawdown',
    by: approver,
    reason: 'Looked into it.',
    at: 3,
  });
});

test('error: without the approver, without a reason, or for what heals by itself, nothing is cleared', () => {
  for (const event of [
    cleared('drawdown', { reason: '  ' }),
    cleared('drawdown', { by: operator }),
    cleared('dailyLoss'),
  ]) {
    expect(run(raised('drawdown'), event)).toMatchObject({ handled: false, state: 'reducing' });
  }
  expect(run(raised('lostLease'), cleared('lostLease'))).toMatchObject({ handled: false, state: 'halted' });
});

test('behavior: anybody who may pause does, and only the approver takes it back', () => {
  const now = run(paused());
  expect(now.state).toBe('reducing');
  expect(contextOf(now).causes.operator).toEqual({ since: 4, latched: true, reason: 'operator: Lunch' });
  expect(run(paused(), healed('operator')).handled).toBe(false);
  expect(run(paused(), cleared('operator')).state).toBe('active');
});

test('error: a second pause and one without a reason change nothing', () => {
  expect(run(paused(), paused('Tea')).handled).toBe(false);
  expect(run(paused(' ')).handled).toBe(false);
});

test('behavior: a cause raised again keeps its beginning, and the same news is no news', () => {
  const now = run(raised('staleFeed', '12 s old', 1), raised('staleFeed', '14 s old', 9));
  expect(contextOf(now).causes.staleFeed).toEqual({ since: 1, latched: false, reason: '14 s old' });
  expect(run(raised('staleFeed', '12 s old', 1), raised('staleFeed', '12 s old', 9)).handled).toBe(false);
});

test('error: what has not been healthy for long enough, or only before it was raised, does not clear', () => {
  for (const cause of healing) {
    const { healthyForMs } = guardianCauses[cause];
    expect([cause, run(raised(cause), healed(cause, healthyForMs - 1)).handled]).toEqual([cause, false]);
    expect([cause, run(raised(cause, 'again', 3), healed(cause, healthyForMs + 9)).handled]).toEqual([
      cause,
      false,
    ]);
    expect(run(raised(cause, 'again', 2), healed(cause)).state).toBe('active');
  }
});

test('behavior: what was raised by a clock that was ahead waits for its rule, not for that time', () => {
  for (const cause of healing) {
    const { healthyForMs } = guardianCauses[cause];
    const ahead = raised(cause, 'by a clock that was ahead', 600_000);
    expect([cause, run(ahead, healed(cause)).state]).toEqual([cause, 'active']);
    if (healthyForMs > 0) expect(run(ahead, healed(cause, healthyForMs - 1)).handled).toBe(false);
  }
});

test('error: only a person pauses', () => {
  expect(run(raised('operator')).handled).toBe(false);
});

test('error: what was never raised cannot be cleared', () => {
  expect(run(healed('staleFeed')).handled).toBe(false);
  expect(run(cleared('drawdown')).handled).toBe(false);
});

test('behavior: reasons are sentences, oldest first, and say what is next', () => {
  const now = run(raised('dailyLoss', '−2.10% today.', 5), raised('staleFeed', '14 s old', 2));
  expect(reasonsOf(contextHolder(now))).toEqual([
    'Market data is stale: 14 s old. It clears by itself once healthy.',
    'Daily loss limit reached: −2.10% today. A person has to clear it with a reason.',
  ]);
});

test('behavior: the context is JSON', () => {
  const { snapshot } = run(raised('dailyLoss'), paused(), cleared('dailyLoss'));
  expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
});

test('behavior: in every reachable state the trading state is the worst of the causes', () => {
  const events = (['dailyLoss', 'runaway', 'staleFeed', 'lostLease'] as const).flatMap((cause) => [
    raised(cause),
    healed(cause),
    cleared(cause),
  ]);
  const paths = getShortestPaths(guardianMachine, {
    events: [...events, paused()],
    limit: 5_000,
    serializeState: ({ value, context }) => JSON.stringify([value, Object.keys(context.causes).sort()]),
  });
  expect(paths.length).toBe(32);
  for (const { state } of paths) {
    const inForce = Object.keys(state.context.causes) as GuardianCause[];
    const halts = inForce.some((cause) => guardianCauses[cause].state === 'halted');
    expect(state.value).toBe(halts ? 'halted' : inForce.length > 0 ? 'reducing' : 'active');
  }
});

function contextHolder(now: Step): { context: unknown } {
  return { context: now.snapshot.context };
}
