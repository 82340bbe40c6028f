import { killDesk } from '../../../desk/killDesk.ts';
import { rearmDesk } from '../../../desk/rearmDesk.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { KillLevel } from '../../../domain/mode.ts';
import type { World } from '../World.ts';
import type { Act } from './Action.ts';
import { call } from './call.ts';

const approver: Actor = { id: 'approver', role: 'approver', channel: 'web' };

/** The kill switch at its three levels, and its way back. */
export const stopping = {
  pause: (world) => kill(world, 'pause'),
  cancelEntries: (world) => kill(world, 'cancel'),
  flatten: (world) => kill(world, 'flatten'),
  rearm: (world) =>
    call(
      world,
      'rearm',
      (desk) => rearmDesk(desk, { reason: 'all is well', actor: approver }),
      (answer) => `${answer.kind} ${'message' in answer ? answer.message : ''}`,
    ),
} as const satisfies Record<string, Act>;

function kill(world: World, level: KillLevel): void {
  call(
    world,
    `kill: ${level}`,
    (desk) => killDesk(desk, { level, reason: 'simulated', actor: approver }),
    ({ state, level: now }) => `${state} ${now}`,
  );
}
