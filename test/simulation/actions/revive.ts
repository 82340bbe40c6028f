import type { World } from '../World.ts';

/** Starts a desk unless one runs. */
export function revive(world: World): void {
  if (!world.current) world.start();
}
