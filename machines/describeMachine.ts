import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** One way out of a state, as the machine's own configuration has it. */
export type Transition = {
  from: string;
  /** `always` for a transition that needs no event. */
  event: string;
  guard: string | null;
  /** The state it leads to; null where it stays. */
  to: string | null;
  /** What it notes in the context, and what it asks the host to do. */
  notes: string[];
  effects: string[];
};

export type MachineDescription = {
  id: string;
  description: string;
  initial: string;
  states: { name: string; description: string; onEntry: string[]; onExit: string[] }[];
  events: { type: string; description: string }[];
  transitions: Transition[];
};

/** Where a transition holds in every state. */
export const anyState = 'any state';

/** Reads a machine's whole table out of its configuration. */
export function describeMachine(machine: AnyStateMachine): MachineDescription {
  const nodes: AnyStateNode[] = Object.values(machine.root.states);
  const events = (machine.root.meta as { events?: Record<string, string> } | undefined)?.events ?? {};
  return {
    id: machine.id,
    description: machine.root.description ?? '',
    initial: String(machine.root.initial.target[0]?.key),
    states: nodes.map((node) => ({
      name: node.key,
      description: node.description ?? '',
      onEntry: node.entry.map(nameOf),
      onExit: node.exit.map(nameOf),
    })),
    events: Object.entries(events).map(([type, description]) => ({ type, description })),
    transitions: [machine.root, ...nodes].flatMap((node) => transitionsOf(machine, node)),
  };
}

function transitionsOf(machine: AnyStateMachine, node: AnyStateNode): Transition[] {
  const from = node === machine.root ? anyState : node.key;
  const all = [
    ...[...node.transitions].flatMap(([event, ways]) => ways.map((way) => ({ event, way }))),
    ...(node.always ?? []).map((way) => ({ event: 'always', way })),
  ];
  return all.map(({ event, way }) => {
    const names = way.actions.map(nameOf);
    const isNote = (name: string) => isAssign(machine.implementations.actions[name]);
    return {
      from,
      event,
      guard: way.guard === undefined ? null : guardName(way.guard),
      to: way.target?.[0]?.key ?? null,
      notes: names.filter(isNote),
      effects: names.filter((name) => !isNote(name)),
    };
  });
}

function guardName(guard: unknown): string {
  const { params } = guard as { params?: Record<string, unknown> };
  const values = Object.values(params ?? {}).flat();
  return values.length > 0 ? `${nameOf(guard)}(${values.join(', ')})` : nameOf(guard);
}

/** Guards and actions are named everywhere, so that a table can show them; a nameless one is a mistake. */
function nameOf(item: unknown): string {
  const name = typeof item === 'string' ? item : (item as { type?: unknown }).type;
  if (typeof name === 'string') return name;
  throw new Error('A machine has a guard or an action without a name');
}

function isAssign(implementation: unknown): boolean {
  return (implementation as { type?: unknown } | undefined)?.type === 'xstate.assign';
}
