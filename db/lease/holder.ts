import { z } from 'zod';
import { identify, isSameProcess, processIdentity } from '../processIdentity.ts';

/** A process, and one desk in it. */
const schema = z.strictObject({ ...processIdentity.shape, token: z.string() });

/** How this process signs a lease; `token` tells several desks in one process apart. */
export function thisHolder(token: string): string {
  return JSON.stringify({ ...identify(), token });
}

/** Whether that process has certainly ended. False when it cannot be seen from here. */
export function holderIsGone(holder: string): boolean {
  const known = read(holder);
  return known !== undefined && isSameProcess(known) === false;
}

/** For a person, e.g. `pid 4711 on desk-host`. */
export function describeHolder(holder: string): string {
  const known = read(holder);
  return known ? `pid ${known.pid} on ${known.machine.split(' ')[0]}` : 'another process';
}

function read(holder: string): z.infer<typeof schema> | undefined {
  try {
    return schema.parse(JSON.parse(holder));
  } catch {
    return undefined;
  }
}
