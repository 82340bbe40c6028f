import type { AnyStateMachine } from 'xstate';
import type { Step } from '../../machines/step.ts';

export type Event = { type: string };

/** How one machine is walked through by itself, and what must hold wherever it can get to. */
export type MachineCase = {
  machine: AnyStateMachine;
  input: unknown;
  events: Readonly<Record<string, Event>>;
  /** What of the context makes two states different; times and counters that only grow are left out. */
  key: (context: never) => unknown;
  /** Where an instance may rest for good; one of them can be reached from everywhere. */
  rests: readonly string[];
  /** Called for every state. */
  inState?: (state: string, context: never) => void;
  /** Called for every step that changed something. */
  onStep?: (before: Step, event: Event, after: Step) => void;
  limit: number;
};
