import { expect, test } from 'vitest';
import { assign, createMachine, setup } from 'xstate';
import { describeMachine } from './describeMachine.ts';

const door = setup({
  types: { context: {} as { times: number }, events: {} as { type: 'knocked' } | { type: 'slammed' } },
  guards: { isOneOf: (_, _params: { rooms: string[]; floor: number }) => true, isLoud: () => true },
  actions: { count: assign({ times: ({ context }) => context.times + 1 }), ring: () => {}, light: () => {} },
}).createMachine({
  id: 'door@1',
  description: 'A door.',
  initial: 'shut',
  context: { times: 0 },
  meta: { events: { knocked: 'Somebody knocks.', slammed: 'The wind does.' } },
  on: { slammed: { target: '.shut', guard: 'isLoud' } },
  states: {
    shut: {
      description: 'Nobody comes in.',
      entry: ['light'],
      exit: ['ring'],
      on: {
        knocked: [
          {
            target: 'open',
            guard: { type: 'isOneOf', params: { rooms: ['hall', 'attic'], floor: 2 } },
            actions: ['count', 'ring'],
          },
          { actions: ['count'] },
        ],
      },
    },
    open: { always: { target: 'shut', guard: 'isLoud' } },
  },
});

test('default', () => {
  expect(describeMachine(door)).toEqual({
    id: 'door@1',
    description: 'A door.',
    initial: 'shut',
    states: [
      { name: 'shut', description: 'Nobody comes in.', onEntry: ['light'], onExit: ['ring'] },
      { name: 'open', description: '', onEntry: [], onExit: [] },
    ],
    events: [
      { type: 'knocked', description: 'Somebody knocks.' },
      { type: 'slammed', description: 'The wind does.' },
    ],
    transitions: [
      { from: 'any state', event: 'slammed', guard: 'isLoud', to: 'shut', notes: [], effects: [] },
      {
        from: 'shut',
        event: 'knocked',
        guard: 'isOneOf(hall, attic, 2)',
        to: 'open',
        notes: ['count'],
        effects: ['ring'],
      },
      { from: 'shut', event: 'knocked', guard: null, to: null, notes: ['count'], effects: [] },
      { from: 'open', event: 'always', guard: 'isLoud', to: 'shut', notes: [], effects: [] },
    ],
  });
});

test('behavior: a machine that says nothing of itself has empty words', () => {
  const bare = createMachine({ id: 'bare@1', initial: 'only', states: { only: {} } });
  expect(describeMachine(bare)).toEqual({
    id: 'bare@1',
    description: '',
    initial: 'only',
    states: [{ name: 'only', description: '', onEntry: [], onExit: [] }],
    events: [],
    transitions: [],
  });
});

test('behavior: what nobody has implemented is an effect', () => {
  const machine = createMachine({ initial: 'on', states: { on: { on: { pressed: { actions: 'hum' } } } } });
  expect(describeMachine(machine).transitions).toMatchObject([{ notes: [], effects: ['hum'] }]);
});

test.each([() => true, { type: 5 }])('error: a guard without a name is refused', (guard) => {
  const nameless = createMachine({
    initial: 'on',
    states: { on: { on: { pressed: { target: 'on', guard: guard as never } } } },
  });
  expect(() => describeMachine(nameless)).toThrow('A machine has a guard or an action without a name');
});
