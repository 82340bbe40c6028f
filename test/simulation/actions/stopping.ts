import { killDesk } from '../../../desk/killDesk.ts';
import { rearmDesk } from '../../../desk/rearmDesk.ts';
import type { Actor } from '../../../domain/actor.ts';
import { type KillLevel, killLevel } from '../../../domain/mode.ts';
import type { World } from '../World.ts';
import { type Act, pickBy, scale } from './Action.ts';
import { call } from './call.ts';
import { deciding } from './deciding.ts';
import { revive } from './revive.ts';

const approver: Actor = { id: 'approver', role: 'approver', channel: 'web' };

/** The kill switch at its three levels, and its way back. */
export const stopping = {
  pause: (world) => kill(world, 'pause'),
  cancelEntries: (world) => kill(world, 'cancel'),
  flatten: (world) => kill(world, 'flatten'),
  /** Somebody approves at the very instant at which somebody else kills. */
  approveAndKill: (world, [level, first]) => {
    const moves = [() => deciding.approveNewest(world), () => kill(world, levelOf(level))];
    for (const move of first < 0.5 ? moves : moves.toReversed()) move();
  },
  /** The process dies during the kill or soon after it, and somebody approves as soon as a desk is up again. */
  killDieAndApprove: (world, [level, waits, pause]) => {
    const process = world.current?.process;
    kill(world, levelOf(level));
    process?.atWait(Math.floor(scale(waits, 1, 80)), () => {
      world.note(`process ${process.number} dies`);
      process.kill();
      world.whenUp(() => deciding.approveNewest(world));
      world.time.after(Math.floor(scale(pause, 1, 20_000)), () => revive(world));
    });
  },
  rearm: (world) =>
    call(
      world,
      'rearm',
      async (desk, process) => {
        process.rearming += 1;
        try {
          return await rearmDesk(desk, { reason: 'all is well', actor: approver });
        } finally {
          process.rearming -= 1;
        }
      },
      (answer) => `${answer.kind} ${'message' in answer ? answer.message : ''}`,
    ),
} as const satisfies Record<string, Act>;

const levelOf = (draw: number): KillLevel => pickBy(killLevel.options, draw) ?? 'pause';

function kill(world: World, level: KillLevel): void {
  call(
    world,
    `kill: ${level}`,
    (desk) => killDesk(desk, { level, reason: 'simulated', actor: approver }),
    ({ state, level: now }) => `${state} ${now}`,
  );
}
