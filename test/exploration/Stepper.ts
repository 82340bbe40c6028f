import type { AnyStateMachine } from 'xstate';
import { type StoredSnapshot, startMachine, step } from '../../machines/step.ts';

/** A machine's snapshot under a short name: equal snapshots are one node. */
export type Node = { id: string; state: string; snapshot: StoredSnapshot };

/** Steps machines and remembers every answer, since a walk asks the same of them over and over. */
export class Stepper {
  readonly #nodes = new Map<string, Node>();
  readonly #answers = new Map<string, { node: Node; handled: boolean }>();

  start(machine: AnyStateMachine, input: unknown): Node {
    const { snapshot, state } = startMachine(machine, input);
    return this.#node(machine, snapshot, state);
  }

  tell(machine: AnyStateMachine, node: Node, event: { type: string } & Record<string, unknown>) {
    const question = `${node.id} ${JSON.stringify(event)}`;
    const known = this.#answers.get(question);
    if (known) return known;
    const after = step(machine, node.snapshot, event);
    const answer = { node: this.#node(machine, after.snapshot, after.state), handled: after.handled };
    this.#answers.set(question, answer);
    return answer;
  }

  #node(machine: AnyStateMachine, snapshot: StoredSnapshot, state: string): Node {
    const text = `${machine.id} ${JSON.stringify(snapshot)}`;
    const known = this.#nodes.get(text);
    if (known) return known;
    const node = { id: `${machine.id}#${this.#nodes.size}`, state, snapshot };
    this.#nodes.set(text, node);
    return node;
  }
}
