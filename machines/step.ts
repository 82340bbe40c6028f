import { type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine, createActor } from 'xstate';
import { CountersignError } from '../domain/CountersignError.ts';

/** What is stored of a machine: plain JSON. */
export type StoredSnapshot = { value: unknown; context: unknown };

/** A named effect that a machine asks for; performed by the host after commit. */
export type Effect = { type: string; params: Record<string, unknown> };

/** Result of one step. `handled` is false when the machine ignores this event in this state. */
export type Step = { snapshot: StoredSnapshot; state: string; handled: boolean; effects: Effect[] };

/** Starts a machine from its input. Pure. */
export function startMachine(machine: AnyStateMachine, input: unknown): Step {
  return run(machine, (scope) => machine.getInitialSnapshot(scope, input));
}

/** Applies one event to a stored snapshot. Pure: nothing is performed, effects come back by name. */
export function step(machine: AnyStateMachine, stored: StoredSnapshot, event: { type: string }): Step {
  const before = restore(machine, stored);
  if (!before.can(event)) return { snapshot: stored, state: stateOf(before), handled: false, effects: [] };
  return run(machine, (scope) => machine.transition(before, event, scope));
}

/** Whether the machine would do anything with this event now. */
export function canStep(machine: AnyStateMachine, stored: StoredSnapshot, event: { type: string }): boolean {
  return restore(machine, stored).can(event);
}

function restore(machine: AnyStateMachine, stored: StoredSnapshot): AnyMachineSnapshot {
  return machine.resolveState({ value: stored.value as never, context: stored.context as never });
}

type Action = { type: string; params: unknown };

/**
 * XState's `transition()`, but for the actor that it makes and throws away with each call: that costs as much as the
 * step. What a machine is shown of its actor is the same at every step, so none can tell.
 */
function run(machine: AnyStateMachine, move: (scope: AnyActorScope) => AnyMachineSnapshot): Step {
  const actions: Action[] = [];
  const snapshot = move({ ...inertScope(machine), actionExecutor: (action) => actions.push(action) });
  return {
    snapshot: { value: snapshot.value, context: snapshot.context },
    state: stateOf(snapshot),
    handled: true,
    effects: actions.map(toEffect),
  };
}

const scopes = new WeakMap<AnyStateMachine, AnyActorScope>();

/** What a machine runs in when nothing is to be performed: an actor that was never started. */
function inertScope(machine: AnyStateMachine): AnyActorScope {
  const known = scopes.get(machine);
  if (known) return known;
  const self = createActor(machine);
  const nothing = () => {};
  const scope: AnyActorScope = {
    ...{ self, system: self.system, id: '', sessionId: '' },
    ...{ defer: nothing, logger: nothing, stopChild: nothing, emit: nothing, actionExecutor: nothing },
  };
  scopes.set(machine, scope);
  return scope;
}

/** Timers, spawns and invokes restart on restore and would act twice, so no machine may use them. */
function toEffect(action: Action): Effect {
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
