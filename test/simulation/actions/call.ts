import type { Desk } from '../../../desk/Desk.ts';
import type { Process } from '../desk/Process.ts';
import type { World } from '../World.ts';

const mistakes: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError', 'ZodError']);

/** A person asks something of the desk that is up, and hears the answer whenever it comes. */
export function call<T>(
  world: World,
  what: string,
  ask: (desk: Desk, process: Process) => Promise<T>,
  heard: (answer: T) => string,
): void {
  const { up } = world;
  if (!up) {
    world.note(`${what}: no desk is up`);
    return;
  }
  world.note(what);
  ask(up.hosted.desk, up.process).then(
    (answer) => world.note(`  answer to "${what}": ${heard(answer)}`),
    (cause: unknown) => {
      world.note(`  "${what}" failed: ${String(cause)}`);
      if (cause instanceof Error && mistakes.has(cause.name)) {
        world.violate('noMistake', `${what}: ${cause.stack}`);
      }
    },
  );
}
