import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { type Mutation, mutations } from './mutations.ts';

const root = new URL('../../../', import.meta.url);

/**
 * Puts a known bug into the program as it is loaded: each fragment of source is replaced by a faulty one. Call it before
 * the program is imported.
 *
 * @throws Error for an unknown name, and when a fragment is not found exactly once in its file.
 */
export function injectMutation(name: string): void {
  const mutation = mutations.find((each) => each.name === name);
  if (!mutation) throw new Error(`There is no mutation ${name}; --list-mutations names them all`);
  const sources = mutate(mutation);
  registerHooks({
    load(url, context, nextLoad) {
      const source = sources.get(url);
      if (source === undefined) return nextLoad(url, context);
      return { format: 'module-typescript', source, shortCircuit: true };
    },
  });
}

/** The faulty sources by their URL. Throws when a fragment is not found exactly once in its file. */
export function mutate({ name, edits }: Mutation): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const url = new URL(file, root);
    const source = sources.get(url.href) ?? readFileSync(url, 'utf8');
    const found = source.split(find).length - 1;
    if (found !== 1) {
      throw new Error(`Mutation ${name}: ${file} has its fragment ${found} times instead of once:\n${find}`);
    }
    sources.set(
      url.href,
      source.replace(find, () => replace),
    );
  }
  return sources;
}
