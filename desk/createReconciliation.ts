import { deskActor } from '../domain/actor.ts';
import type { Desk } from './Desk.ts';
import { mergeKillFile } from './kill/mergeKillFile.ts';
import { guardianAddress } from './machineStates.ts';
import { protectPosition } from './protectPosition.ts';
import { raiseAlertIn } from './raiseAlert.ts';
import { reconcile } from './reconcile.ts';

const shortestPatienceMs = 120_000;

/**
 * Compares books and venue when called, opens trading after the first time that it could be done, and looks after
 * every position's stop then. Halts the desk when the venue could not be asked for so long that the books mean little.
 */
export function createReconciliation(desk: Desk): () => Promise<void> {
  let comparedAt = desk.clock.now();
  const patienceMs = Math.max(shortestPatienceMs, desk.reconciliation.everySeconds * 4_000);
  return async () => {
    try {
      // What the kill path did by itself is in the books before anything is compared with them.
      await mergeKillFile(desk);
      await reconcile(desk, { atStart: !desk.runtime.reconciled });
    } catch (cause) {
      // A clock that was set back makes nobody wait for longer.
      comparedAt = Math.min(comparedAt, desk.clock.now());
      if (desk.clock.now() - comparedAt > patienceMs) await tellOverdue(desk, comparedAt);
      throw cause;
    }
    comparedAt = desk.clock.now();
    desk.runtime.setReconciled(true);
    for (const instrument of desk.market.instruments.keys()) await protectPosition(desk, { instrument });
  };
}

async function tellOverdue(desk: Desk, comparedAt: number): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    const detail = `${desk.venue.label} could not be asked since ${new Date(comparedAt).toISOString()}.`;
    const event = { type: 'cause.raised', cause: 'reconciliation', detail, at: unit.now };
    if (!(await unit.tell(guardianAddress(desk.account), event, deskActor)).handled) return;
    raiseAlertIn(unit, {
      severity: 'critical',
      code: 'guardian.reconciliation',
      subject: desk.account,
      message: `${detail} What the books say of money and orders may be old, so nothing goes out but cancels, stops and the kill until they were compared again.`,
    });
  });
}
