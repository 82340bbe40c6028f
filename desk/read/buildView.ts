import type { Repositories } from '../../db/Repositories.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { Derivation } from '../Runtime.ts';

/** Builds what a derivation shows from these repositories alone. */
export async function buildView<State, View>(
  derivation: Derivation<State, View>,
  repositories: Repositories,
  now: number,
): Promise<View> {
  const state = await derivation.build(repositories);
  const view = derivation.view(state, { now, machines: [], fills: [], facts: [] });
  if (view === undefined) throw new CountersignError('runtime.noView', 'What was just built shows nothing');
  return view;
}
