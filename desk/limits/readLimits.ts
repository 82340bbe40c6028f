import { hashOf } from '../../domain/hash.ts';
import type { LimitsView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import { limitFact, listLimitFacts } from './limitFacts.ts';

const shownChanges = 20;

/** The limits in force, what of the configuration waits for a person, and how they came to be. */
export async function readLimits(desk: Desk): Promise<LimitsView> {
  const { limits, hash, waiting } = desk.limitsInForce;
  const entries = await listLimitFacts(desk.database.read.journal, desk.account, shownChanges);
  return {
    limits,
    limitsHash: hash,
    waiting,
    waitingHash: waiting.length === 0 ? null : hashOf(waiting),
    history: entries.map(({ sequence, at, actor, type, data }) => {
      const { limitsHash, changes, reason } = limitFact.parse(data);
      const kind =
        type === 'limits.loosened' ? 'loosened' : type === 'limits.tightened' ? 'tightened' : 'adopted';
      return { sequence, at, by: actor, kind, limitsHash, changes, reason };
    }),
  };
}
