import { type KillView, killView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import { killAddress } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';

/** The kill switch while it is off. */
export const armedKill: KillView = {
  state: 'armed',
  level: null,
  by: null,
  at: null,
  reason: null,
  report: [],
};

/** The kill switch as it stands. */
export async function readKill(desk: Desk, unit: Pick<Unit, 'get'>): Promise<KillView> {
  const stored = await unit.get(killAddress(desk.account));
  if (!stored) return armedKill;
  const { level, by, at, reason, report } = stored.context as Omit<KillView, 'state'>;
  return killView.parse({ state: stored.state, level, by, at, reason, report });
}
