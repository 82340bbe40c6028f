import { setTimeout as wait } from 'node:timers/promises';
import { type HomeOwner, readHomeOwner } from '../../../db/lockHome.ts';
import { isSameProcess } from '../../../db/processIdentity.ts';

/** `notSeen`: it may run on another machine or in another container, where it cannot be stopped from here. */
export type StopResult = 'stopped' | 'notSeen' | 'notStopped';

const lookEveryMs = 50;
const afterKillMs = 5_000;

/**
 * Stops the process that holds a home: asks it first, and ends it when it has not gone after `politeMs`. Each signal
 * is sent only after a look that it is that same process, and not a later one with its number.
 */
export async function stopOwner(
  home: string,
  owner: HomeOwner,
  { politeMs, tell }: { politeMs: number; tell: (line: string) => void },
): Promise<StopResult> {
  if (isSameProcess(owner) === null) return 'notSeen';
  if (owner.pid === process.pid) return 'notStopped';
  const steps = [
    { signal: 'SIGTERM', waitMs: politeMs, told: `Asking the desk (pid ${owner.pid}) to stop.` },
    { signal: 'SIGKILL', waitMs: afterKillMs, told: `It did not in ${politeMs / 1000} s, and is ended now.` },
  ] as const;
  for (const { signal, waitMs, told } of steps) {
    if (isGone(home, owner)) return 'stopped';
    tell(told);
    if (!send(owner.pid, signal)) return isGone(home, owner) ? 'stopped' : 'notStopped';
    const until = Date.now() + waitMs;
    while (Date.now() < until && !isGone(home, owner)) await wait(lookEveryMs);
  }
  return isGone(home, owner) ? 'stopped' : 'notStopped';
}

/** Ended, or no longer the one that holds the home. */
function isGone(home: string, owner: HomeOwner): boolean {
  if (isSameProcess(owner) !== true) return true;
  const now = readHomeOwner(home);
  return now !== null && (now.pid !== owner.pid || now.started !== owner.started);
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
