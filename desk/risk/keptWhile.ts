import type { Repositories } from '../../db/Repositories.ts';
import type { Derivation, UnitChanges } from '../Runtime.ts';

/** Something that is built from what is stored, and built again once a unit has changed what it is built from. */
export function keptWhile<State>(params: {
  build: (repositories: Repositories) => Promise<State>;
  untouchedBy: (changes: UnitChanges) => boolean;
}): Derivation<State, State> {
  const { build, untouchedBy } = params;
  const keep = (state: State, changes: UnitChanges) => (untouchedBy(changes) ? state : undefined);
  return { build, view: keep, advance: keep };
}
