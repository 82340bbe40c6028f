import type { Desk } from '../Desk.ts';
import type { EffectResult } from '../EffectResult.ts';
import type { Unit } from '../Runtime.ts';
import { followLatch } from './followLatch.ts';
import type { KillProgress } from './KillProgress.ts';
import { mergeKillFile } from './mergeKillFile.ts';

const lookAgainMs = 100;

/**
 * Tells the kill machine of a step that was reached at the venue, once what was done for it is in the books. Asks again
 * soon while it is not.
 */
export async function awaitStep(
  desk: Desk,
  linesOf: (progress: Readonly<KillProgress>) => string[] | null,
  tell: (unit: Unit, report: string[]) => Promise<unknown>,
): Promise<EffectResult> {
  if (!desk.killing.progress) await followLatch(desk);
  const { progress } = desk.killing;
  const report = progress && linesOf(progress);
  if (!report) return { againAt: desk.clock.now() + lookAgainMs };
  await mergeKillFile(desk);
  await desk.runtime.transact(desk.account, (unit) => tell(unit, report));
  return null;
}
