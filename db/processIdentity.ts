import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { hasCode } from './hasCode.ts';

/** What tells a process from every other one, also from a later one with its pid. */
export const processIdentity = z.strictObject({
  pid: z.int().positive(),
  /** When it began, as the kernel counts it; null where there is no /proc to ask. */
  started: z.string().nullable(),
  /** Where its pid means something: the machine, and on Linux the container. */
  machine: z.string(),
});
export type ProcessIdentity = z.infer<typeof processIdentity>;

/** The identity of this process. */
export function identify(): ProcessIdentity {
  return { pid: process.pid, started: startOf(process.pid), machine: thisMachine() };
}

/** Whether that process still runs; null when it cannot be seen from here. */
export function isSameProcess({ pid, started, machine }: ProcessIdentity): boolean | null {
  if (machine !== thisMachine()) return null;
  if (!isRunning(pid)) return false;
  const now = startOf(pid);
  return now === null || started === null || now === started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // It is there, but belongs to somebody else.
    return hasCode(cause, 'EPERM');
  }
}

function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in parentheses may hold spaces; the fields after it do not. Start time is the 22nd field.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? null : `${boot}/${ticks}`;
  } catch {
    return null;
  }
}

function thisMachine(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}
