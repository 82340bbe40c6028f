import { expect } from 'vitest';
import { describeMachine } from '../../machines/describeMachine.ts';
import { type Step, startMachine, step } from '../../machines/step.ts';
import { type Explored, explore, report, stuck } from './explore.ts';
import type { Event, MachineCase } from './MachineCase.ts';

/**
 * Walks one machine through everything that its events can make of it, and checks its rules in every state and at every
 * step: nothing throws, every state and every arrow of its statechart is reached, and there is always a way to rest.
 */
export function walkMachine(id: string, one: MachineCase): void {
  const { machine, events, rests } = one;
  const eventOf = (name: string): Event => events[name] ?? { type: name };
  const explored = explore<Step>({
    initial: startMachine(machine, one.input),
    step: (now, name) => step(machine, now.snapshot, eventOf(name)),
    events: () => Object.keys(events),
    key: (now) => JSON.stringify([now.state, one.key(now.snapshot.context as never)]),
    limit: one.limit,
  });
  report(id, explored);
  for (const [at, now] of explored.states) {
    naming(`in ${at}`, () => one.inState?.(now.state, now.snapshot.context as never));
  }
  for (const { from, before, event, after } of explored.steps) {
    if (after.handled) naming(`${event} in ${from}`, () => one.onStep?.(before, eventOf(event), after));
  }
  expect(stuck(explored, (now) => rests.includes(now.state))).toEqual([]);
  expect(unreached(one, explored)).toEqual([]);
}

/** States that nothing leads to, and arrows of the statechart that nothing can take. */
function unreached({ machine, events }: MachineCase, { states, steps }: Explored<Step>): string[] {
  const chart = describeMachine(machine);
  const seen = new Set([...states.values()].map(({ state }) => state));
  const taken = new Set(
    steps.map(({ before, event, after }) => `${before.state} ${events[event]?.type} ${after.state}`),
  );
  const arrows = chart.transitions.filter(
    ({ from, to, event }) => to !== null && to !== from && event !== 'always',
  );
  return [
    ...chart.states.map(({ name }) => name).filter((name) => !seen.has(name)),
    ...arrows.map(({ from, to, event }) => `${from} ${event} ${to}`).filter((arrow) => !taken.has(arrow)),
  ];
}

function naming(where: string, check: () => void): void {
  try {
    check();
  } catch (cause) {
    throw new Error(`A rule is broken: ${where}. ${cause instanceof Error ? cause.message : ''}`, { cause });
  }
}
