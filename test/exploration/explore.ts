import { fromTransition } from 'xstate';
import { adjacencyMapToArray, getAdjacencyMap } from 'xstate/graph';

/** Everything that can be reached, and every step between. */
export type Explored<World> = {
  states: ReadonlyMap<string, World>;
  steps: readonly { from: string; before: World; event: string; to: string; after: World }[];
};

/**
 * Walks through every state that named events can reach, breadth first, by XState's own graph traversal. Two worlds
 * with the same key are one state. Throws once more than `limit` steps were taken.
 */
export function explore<World>(options: {
  initial: World;
  step: (world: World, event: string) => World;
  /** Names of the events that can happen in a world. */
  events: (world: World) => readonly string[];
  key: (world: World) => string;
  limit: number;
}): Explored<World> {
  const logic = fromTransition(
    ({ world }: { world: World }, { type }: { type: string }) => ({ world: options.step(world, type) }),
    { world: options.initial },
  );
  const map = getAdjacencyMap(logic, {
    events: ({ context }) => options.events(context.world).map((type) => ({ type })),
    serializeState: ({ context }) => options.key(context.world),
    serializeEvent: ({ type }) => type,
    limit: options.limit,
  });
  const states = new Map([[options.key(options.initial), options.initial]]);
  const steps: Explored<World>['steps'][number][] = [];
  for (const { state, event, nextState } of adjacencyMapToArray(map)) {
    const [before, after] = [state.context.world, nextState.context.world];
    const [from, to] = [options.key(before), options.key(after)];
    if (!states.has(to)) states.set(to, after);
    steps.push({ from, before, event: event.type, to, after });
  }
  return { states, steps };
}

/** Keys of the states from which none of those that `isGoal` names can be reached. */
export function stuck<World>(explored: Explored<World>, isGoal: (world: World) => boolean): string[] {
  const into = new Map<string, string[]>();
  for (const { from, to } of explored.steps) into.set(to, [...(into.get(to) ?? []), from]);
  const queue = [...explored.states].filter(([, world]) => isGoal(world)).map(([key]) => key);
  const reaches = new Set(queue);
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const source of into.get(key) ?? []) {
      if (reaches.has(source)) continue;
      reaches.add(source);
      queue.push(source);
    }
  }
  return [...explored.states.keys()].filter((key) => !reaches.has(key));
}

/** One line for the log of a test run: what was walked through. */
export function report(name: string, { states, steps }: Explored<unknown>): void {
  const count = (value: number) => value.toLocaleString('en-GB');
  process.stdout.write(
    `Explored ${name}: ${count(states.size)} states, ${count(steps.length)} transitions\n`,
  );
}
