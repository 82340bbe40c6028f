import type { KillParts } from './KillParts.ts';
import type { KillProgress, KillRequest } from './KillProgress.ts';
import { killRecord } from './killRecord.ts';

/**
 * What was done for a kill before this process took it up, from the kill file: it may have ended in the middle, or
 * another process may have carried the kill out. Null for a step that nobody has told of.
 */
export function linesBefore(
  { account, killFile }: KillParts,
  request: KillRequest,
): Pick<KillProgress, 'cancelled' | 'flattened' | 'since'> {
  const before = { cancelled: null as string[] | null, flattened: null as string[] | null };
  const since = new Map<string, string>();
  for (const entry of killFile.entries()) {
    const reached = killRecord['emergency.reached'].safeParse(entry.data);
    if (entry.account !== account || entry.type !== 'emergency.reached' || !reached.success) continue;
    const { step, lines, requestedAt } = reached.data;
    if (requestedAt !== request.at) continue;
    if (step === 'confirmed') for (const line of lines.slice(0, -1)) since.set(line, line);
    else before[step] ??= lines;
  }
  return { ...before, since };
}
