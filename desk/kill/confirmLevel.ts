import { deskActor } from '../../domain/actor.ts';
import type { Desk } from '../Desk.ts';
import type { EffectResult } from '../EffectResult.ts';
import { killAddress } from '../machineStates.ts';
import { listOrderStates } from '../orders/listOrderStates.ts';
import type { Unit } from '../Runtime.ts';
import { readKill } from '../read/readKill.ts';
import { followLatch } from './followLatch.ts';
import { mergeKillFile } from './mergeKillFile.ts';
import { lastLines } from './viewOfProgress.ts';

const lookAgainMs = 250;

/**
 * Tells the kill machine what the venue says of the level's promise. It is confirmed when the venue has, and no entry
 * of the books is under way any more of which nobody knows whether it arrived.
 */
export async function confirmLevel(desk: Desk): Promise<EffectResult> {
  await mergeKillFile(desk);
  if (!desk.killing.progress) await followLatch(desk);
  const { progress } = desk.killing;
  return desk.runtime.transact(desk.account, async (unit): Promise<EffectResult> => {
    const kill = await readKill(desk, unit);
    if (kill.state !== 'confirming') return null;
    const again = { againAt: unit.now + lookAgainMs };
    // After a raise the machine begins anew, and asks again then.
    if (!progress || progress.request.level !== kill.level) return again;
    const left = [...progress.left, ...(kill.level === 'pause' ? [] : await underWay(desk, unit))];
    const confirmed = progress.confirmed && left.length === 0;
    if (!confirmed && left.length === 0) return again;
    const { label } = desk.venue;
    const report = confirmed ? lastLines(progress, label) : [...left, ...progress.since.values()];
    const type = confirmed ? 'level.confirmed' : 'level.unconfirmed';
    await unit.tell(killAddress(desk.account), { type, report, at: unit.now }, deskActor);
    return confirmed ? null : again;
  });
}

async function underWay(desk: Desk, unit: Unit): Promise<string[]> {
  const orders = await listOrderStates(desk, unit.repositories, { states: ['sending', 'unknown'] });
  return orders
    .filter(({ order }) => order.intent.role === 'entry')
    .map(({ order }) => `It is not known yet whether ${order.intent.id} arrived; the venue is being asked.`);
}
