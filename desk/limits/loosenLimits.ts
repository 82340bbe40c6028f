import type { Actor } from '../../domain/actor.ts';
import { hashOf } from '../../domain/hash.ts';
import type { LimitKey } from '../../domain/Limits.ts';
import { withValues } from '../../domain/limitChanges.ts';
import type { LimitsView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import { readLimits } from './readLimits.ts';

export type LoosenResult =
  | { kind: 'loosened'; limits: LimitsView }
  /** Nothing waits, not this, or not what was shown. Nothing was changed. */
  | { kind: 'conflict'; message: string; limits: LimitsView }
  | { kind: 'forbidden'; message: string };

export type LoosenParams = {
  /** Which of those that wait; all of them if not given. */
  keys?: readonly LimitKey[];
  /** `waitingHash` of the limits that the person saw. */
  shown: string;
  reason: string;
  actor: Actor;
};

/**
 * Puts looser limits of the configuration in force. Takes a person with the approver's credential and a reason, and
 * goes into the journal. The hash of the limits changes with it, so every approval under the old ones is void.
 */
export async function loosenLimits(desk: Desk, params: LoosenParams): Promise<LoosenResult> {
  const { actor, reason } = params;
  if (actor.role !== 'approver' || reason.trim() === '') {
    return {
      kind: 'forbidden',
      message:
        'Loosening a limit takes the approver’s credential and a reason. The stricter limits stay in force.',
    };
  }
  const { limitsInForce } = desk;
  const loosened = await desk.runtime.transact(desk.account, async (unit) => {
    const { waiting } = limitsInForce;
    const wanted = params.keys ?? waiting.map(({ key }) => key);
    const changes = waiting.filter(({ key }) => wanted.includes(key));
    const refusal = refusalOf(desk, params, changes.length);
    if (refusal) return { refusal };
    const limits = withValues(
      limitsInForce.limits,
      limitsInForce.configured,
      changes.map(({ key }) => key),
    );
    unit.journal({
      type: 'limits.loosened',
      subject: desk.account,
      actor,
      data: { limits, limitsHash: hashOf(limits), changes, reason },
    });
    return { limits };
  });
  if ('refusal' in loosened) {
    return { kind: 'conflict', message: loosened.refusal, limits: await readLimits(desk) };
  }
  limitsInForce.replace(loosened.limits);
  return { kind: 'loosened', limits: await readLimits(desk) };
}

function refusalOf(desk: Desk, { keys, shown }: LoosenParams, found: number): string | undefined {
  const { waiting } = desk.limitsInForce;
  if (waiting.length === 0) return 'No limit of the configuration is looser than what is in force.';
  if (shown !== hashOf(waiting)) return 'What waits is not what you saw. Look at it again first.';
  if (found !== (keys ? new Set(keys).size : waiting.length)) {
    return `These wait to be loosened: ${waiting.map(({ key }) => key).join(', ')}. One that was named does not.`;
  }
  return undefined;
}
