import { expect, test } from 'vitest';
import { assign, raise, setup } from 'xstate';
import { canStep, startMachine, step } from './step.ts';

type Context = { count: number };

/** Uses every way in which a machine may name an effect. */
const lamp = setup({
  types: { context: {} as Context, events: {} as { type: 'pressed' } | { type: 'broke'; why: string } },
  actions: {
    shine: (_, _params: { colour: string }) => {},
    note: () => {},
    add: assign({ count: ({ context }) => context.count + 1 }),
  },
}).createMachine({
  id: 'lamp@1',
  context: { count: 0 },
  initial: 'off',
  states: {
    off: { exit: 'note', on: { pressed: { target: 'on', actions: 'add' } } },
    on: {
      entry: { type: 'shine', params: ({ context }) => ({ colour: `c${context.count}` }) },
      on: { pressed: { target: 'off' }, broke: { guard: ({ event }) => event.why !== '', target: 'off' } },
    },
  },
});

test('default', () => {
  const started = startMachine(lamp, undefined);
  expect(started).toEqual({
    snapshot: { value: 'off', context: { count: 0 } },
    state: 'off',
    handled: true,
    effects: [],
  });
  // These names are what outbox rows are stored under: assign is no effect, custom actions keep name and parameters.
  expect(step(lamp, started.snapshot, { type: 'pressed' })).toEqual({
    snapshot: { value: 'on', context: { count: 1 } },
    state: 'on',
    handled: true,
    effects: [
      { type: 'note', params: {} },
      { type: 'shine', params: { colour: 'c1' } },
    ],
  });
});

test('behavior: a stored snapshot goes on where it was, also after a trip through JSON', () => {
  const stored = JSON.parse(JSON.stringify({ value: 'on', context: { count: 4 } }));
  expect(step(lamp, stored, { type: 'pressed' })).toMatchObject({ state: 'off', effects: [] });
  expect(step(lamp, { value: 'off', context: { count: 4 } }, { type: 'pressed' }).effects[1]).toEqual({
    type: 'shine',
    params: { colour: 'c5' },
  });
});

test('behavior: what a machine ignores changes nothing and is said to be ignored', () => {
  const stored = { value: 'on', context: { count: 4 } };
  const unhandled = { snapshot: stored, state: 'on', handled: false, effects: [] };
  const refusedByGuard = { type: 'broke', why: '' };
  expect(step(lamp, stored, { type: 'unheardOf' })).toEqual(unhandled);
  expect(step(lamp, stored, refusedByGuard)).toEqual(unhandled);
  expect([canStep(lamp, stored, refusedByGuard), canStep(lamp, stored, { type: 'pressed' })]).toEqual([
    false,
    true,
  ]);
});

test('behavior: a nested state is named as a whole', () => {
  const nested = setup({}).createMachine({
    initial: 'a',
    states: { a: { initial: 'b', states: { b: {} } } },
  });
  expect(startMachine(nested, undefined).state).toBe('{"a":"b"}');
});

test('error: a timer, a spawn or an event to itself does not survive a restart and is refused', () => {
  const child = setup({}).createMachine({});
  const wrong = {
    timer: setup({}).createMachine({ initial: 'a', states: { a: { after: { 1000: 'b' } }, b: {} } }),
    invoke: setup({ actors: { child } }).createMachine({
      initial: 'a',
      states: { a: { invoke: { src: 'child' } } },
    }),
    delayedRaise: setup({}).createMachine({
      initial: 'a',
      states: { a: { entry: raise({ type: 'later' }, { delay: 10 }) } },
    }),
  };
  for (const machine of Object.values(wrong)) {
    expect(() => startMachine(machine, undefined)).toThrow(/xstate\..* which does not survive a restart/);
  }
  const armed = setup({}).createMachine({
    initial: 'a',
    states: { a: { on: { go: 'b' } }, b: { after: { 1000: 'a' } } },
  });
  expect(() => step(armed, { value: 'a', context: {} }, { type: 'go' })).toThrow(
    expect.objectContaining({ code: 'machine.forbiddenAction' }),
  );
});
