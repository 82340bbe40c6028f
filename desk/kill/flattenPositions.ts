import { deskActor } from '../../domain/actor.ts';
import type { Desk } from '../Desk.ts';
import type { EffectResult } from '../EffectResult.ts';
import { killAddress } from '../machineStates.ts';
import { awaitStep } from './awaitStep.ts';

/** Tells the kill machine when everything that is held was offered for sale, with what became of it. */
export function flattenPositions(desk: Desk): Promise<EffectResult> {
  return awaitStep(
    desk,
    ({ flattened }) => flattened,
    (unit, report) =>
      unit.tell(killAddress(desk.account), { type: 'positions.flattened', report, at: unit.now }, deskActor),
  );
}
