import { z } from 'zod';
import type { Repositories } from '../../db/Repositories.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import { type LimitKey, type Limits, limitKeys, limits, limitsInForce } from '../../domain/Limits.ts';
import { limitChange } from '../../domain/limitChanges.ts';

/** Entries that put limits in force: the first of an account, stricter ones by the desk, looser ones by a person. */
export const limitFactTypes = ['limits.adopted', 'limits.tightened', 'limits.loosened'] as const;

/** What such an entry holds. `limits` are all of those in force from then on. */
export const limitFact = z.object({
  limits: z.record(z.string(), z.unknown()),
  limitsHash: z.string(),
  changes: z.array(limitChange.extend({ key: z.string() })),
  reason: z.string().nullable(),
});
export type LimitFact = z.infer<typeof limitFact>;

/** The newest of these entries of an account, newest first. */
export function listLimitFacts(
  journal: Repositories['journal'],
  account: AccountId,
  count: number,
): Promise<JournalEntry[]> {
  return journal.list({ subject: account, types: limitFactTypes, newestFirst: true, limit: count });
}

/**
 * Limits as they were journalled. A key that this version knows and that one did not has the value of `configured`:
 * a limit that is new only adds a check.
 */
export function restoreLimits(
  stored: LimitFact['limits'],
  configured: Limits,
): { limits: Limits; added: LimitKey[] } {
  const shape = limitsInForce.shape;
  const added = limitKeys.filter((key) => !shape[key].safeParse(stored[key]).success);
  const known = Object.fromEntries(
    limitKeys.map((key) => [key, added.includes(key) ? configured[key] : stored[key]]),
  );
  return { limits: limitsInForce.parse(known), added };
}

/** A key that older limits had and this version does not know. */
export function isRetired(key: string): boolean {
  return !(key in limits.shape);
}
