import { deskActor } from '../../domain/actor.ts';
import type { Desk } from '../Desk.ts';
import type { LatchState } from '../KillLatch.ts';
import { killAddress } from '../machineStates.ts';
import { raiseAlert } from '../raiseAlert.ts';
import { readKill } from '../read/readKill.ts';
import { unitForReads } from '../read/unitForReads.ts';
import { mergeKillFile } from './mergeKillFile.ts';

/** Desks on which a person has been told of a latch that cannot be read. */
const told = new WeakSet<Desk>();

/**
 * Carries out what the latch file says, whoever set it and however: at a start, or because another process set or
 * raised it while this one ran. First at the venue, which needs no database, then in the books. A latch that was
 * removed although nobody rearmed is written anew. Calling it when all is well changes nothing.
 */
export function followLatch(desk: Desk): Promise<void> {
  return desk.killing.alone(async () => {
    const latch = readQuietly(desk);
    if (latch === 'unreadable') return tellUnreadable(desk);
    if (latch) desk.killing.begin({ ...latch, actor: deskActor });
    await mergeKillFile(desk);
    if (latch) await tellMachine(desk, latch);
    else await restoreLatch(desk);
  });
}

function readQuietly(desk: Desk): LatchState | null | 'unreadable' {
  try {
    return desk.latch.read();
  } catch {
    return 'unreadable';
  }
}

/** It keeps every entry back by itself; a person is told once how to mend it. */
async function tellUnreadable(desk: Desk): Promise<void> {
  if (told.has(desk)) return;
  await raiseAlert(desk, {
    severity: 'critical',
    code: 'kill.unreadableLatch',
    subject: desk.account,
    message:
      'The kill latch cannot be read, so no entry goes out. Set the kill switch, which writes it anew, and rearm.',
  });
  told.add(desk);
}

async function tellMachine(desk: Desk, latch: LatchState): Promise<void> {
  const { level, by, reason, at } = latch;
  const kill = await readKill(desk, unitForReads(desk));
  if (kill.state !== 'armed' && kill.level === level) return;
  const known = desk.killing.progress?.request;
  const person = known?.by === by && known.actor !== deskActor ? known.actor : undefined;
  const event = { type: 'kill.requested', level, at };
  const who = person ? { by: person, reason } : { by: deskActor, reason: `${reason} (set by ${by})` };
  await desk.runtime.transact(desk.account, (unit) =>
    unit.tell(killAddress(desk.account), { ...event, ...who }, who.by),
  );
}

async function restoreLatch(desk: Desk): Promise<void> {
  const { state, level, at, reason, by } = await readKill(desk, unitForReads(desk));
  // A kill sets the latch before its machine, and may be between the two.
  if (state === 'armed' || !level || desk.latch.read()) return;
  const lost = { level, at: at ?? desk.clock.now(), reason: reason ?? '', by: by?.id ?? deskActor.id };
  desk.log.error(lost, 'The kill latch was gone although nobody rearmed; it is set again');
  desk.killing.begin({ ...lost, actor: by ?? deskActor });
  desk.latch.set(lost);
}
