import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate';
import { CountersignError } from '../domain/CountersignError.ts';

/** What is stored of a machine: plain JSON. */
export type StoredSnapshot = { value: unknown; context: unknown };

/** A named effect that a machine asks for; performed by the host after commit. */
export type Effect = { type: string; params: Record<string, unknown> };

/** Result of one step. `handled` is false when the machine ignores this event in this state. */
export type Step = { snapshot: StoredSnapshot; state: string; handled: boolean; effects: Effect[] };

/** Starts a machine from its input. Pure. */
export function startMachine(machine: AnyStateMachine, input: unknown): Step {
  const [snapshot, actions] = initialTransition(machine, input);
  return toStep(snapshot, actions, true);
}

/** Applies one event to a stored snapshot. Pure: nothing is performed, effects come back by name. */
export function step(machine: AnyStateMachine, stored: StoredSnapshot, event: { type: string }): Step {
  const before = restore(machine, stored);
  if (!before.can(event)) return { snapshot: stored, state: stateOf(before), handled: false, effects: [] };
  const [snapshot, actions] = transition(machine, before, event);
  return toStep(snapshot, actions, true);
}

/** Whether the machine would do anything with this event now. */
export function canStep(machine: AnyStateMachine, stored: StoredSnapshot, event: { type: string }): boolean {
  return restore(machine, stored).can(event);
}

function restore(machine: AnyStateMachine, stored: StoredSnapshot): AnyMachineSnapshot {
  return machine.resolveState({ value: stored.value as never, context: stored.context as never });
}

function toStep(
  snapshot: AnyMachineSnapshot,
  actions: readonly { type: string; params: unknown }[],
  handled: boolean,
): Step {
  return {
    snapshot: { value: snapshot.value, context: snapshot.context },
    state: stateOf(snapshot),
    handled,
    effects: actions.map(toEffect),
  };
}

/** Timers, spawns and invokes restart on restore and would act twice, so no machine may use them. */
function toEffect(action: { type: string; params: unknown }): Effect {
  if (action.type.startsWith('xstate.')) {
    throw new CountersignError(
      'machine.forbiddenAction',
      `A machine used ${action.type}, which does not survive a restart`,
    );
  }
  return { type: action.type, params: (action.params ?? {}) as Record<string, unknown> };
}

function stateOf(snapshot: AnyMachineSnapshot): string {
  return typeof snapshot.value === 'string' ? snapshot.value : JSON.stringify(snapshot.value);
}
