import type { Desk } from '../desk/Desk.ts';
import { createOverrideWatch } from '../desk/overrides/createOverrideWatch.ts';
import { every } from './every.ts';

const everyMs = 60_000;

/** Follows what was overruled while the desk runs. */
export function watchOverrides(desk: Desk): AsyncDisposable {
  const watch = createOverrideWatch(desk);
  const unsubscribe = desk.runtime.subscribe((entries) => watch.hear(entries));
  const loop = every(
    desk,
    () => everyMs,
    'Following overruled proposals',
    () => watch.sweep(),
  );
  return {
    async [Symbol.asyncDispose]() {
      unsubscribe();
      await loop.stop();
      await watch.idle();
    },
  };
}
