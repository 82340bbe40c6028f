import type { World } from '../World.ts';

/** Sees to it that a desk runs: one that has lost the account for good is ended, and started anew. */
export function revive(world: World): void {
  const { current } = world;
  const isLost = current?.hosted && !current.process.stopped && world.owner !== current.process.number;
  if (isLost) {
    world.note(`process ${current.process.number} has lost the account and is ended`);
    current.process.kill();
  }
  if (!world.current) world.start();
}
