import type { Desk } from '../../../desk/Desk.ts';
import type { World } from '../World.ts';

const mistakes: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError', 'ZodError']);

/** A person asks something of the desk that is up, and hears the answer whenever it comes. */
export function call<T>(
  world: World,
  what: string,
  ask: (desk: Desk) => Promise<T>,
  heard: (answer: T) => string,
): void {
  const { desk } = world;
  if (!desk) {
    world.note(`${what}: no desk is up`);
    return;
  }
  world.note(what);
  ask(desk).then(
    (answer) => world.note(`  answer to "${what}": ${heard(answer)}`),
    (cause: unknown) => {
      world.note(`  "${what}" failed: ${String(cause)}`);
      if (cause instanceof Error && mistakes.has(cause.name)) {
        world.violate('noMistake', `${what}: ${cause.stack}`);
      }
    },
  );
}
