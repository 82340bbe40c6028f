import { recordModelUse } from '../desk/breakers/modelUse.ts';
import type { Desk } from '../desk/Desk.ts';
import type { Actor } from '../domain/actor.ts';
import type { RunId } from '../domain/ids.ts';

/** Writes down what a run's language model takes, so that a day's budget can stop entries. Never throws. */
export function createUseRecorder(desk: Desk, run: RunId, actor: Actor): (tokens: number) => void {
  return (tokens) => {
    recordModelUse(desk, { run, tokens, actor }).catch((cause: unknown) =>
      desk.log.error({ run, cause: String(cause) }, 'What a model took could not be written down'),
    );
  };
}
