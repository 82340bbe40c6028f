import { deskActor } from '../../domain/actor.ts';
import { hashOf } from '../../domain/hash.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Limits } from '../../domain/Limits.ts';
import { differences, type LimitChange, stricterLimits } from '../../domain/limitChanges.ts';
import type { Runtime, Unit } from '../Runtime.ts';
import { raiseAlertIn } from '../raiseAlert.ts';
import { LimitsInForce } from './LimitsInForce.ts';
import { isRetired, limitFact, listLimitFacts, restoreLimits } from './limitFacts.ts';

/**
 * Compares the configuration with the limits that were last in force on the account, once at a start. What is
 * stricter holds from now on; what is looser does not, and waits for a person. The first start of an account takes
 * the configuration as it is. Whatever changes is journalled.
 */
export async function settleLimits(
  runtime: Runtime,
  params: { account: AccountId; configured: Limits },
): Promise<LimitsInForce> {
  const { account, configured } = params;
  return runtime.transact(account, async (unit) => {
    const [newest] = await listLimitFacts(unit.repositories.journal, account, 1);
    if (!newest) {
      journalLimits(unit, { type: 'limits.adopted', account, limits: configured, changes: [] });
      return new LimitsInForce(configured, configured);
    }
    const stored = limitFact.parse(newest.data).limits;
    const before = restoreLimits(stored, configured);
    const limits = stricterLimits(before.limits, configured);
    const changes = differences(before.limits, limits);
    const { added } = before;
    const retired = Object.keys(stored).filter(isRetired);
    if (changes.length > 0 || added.length > 0 || retired.length > 0) {
      journalLimits(unit, { type: 'limits.tightened', account, limits, changes, added, retired });
    }
    const settled = new LimitsInForce(limits, configured);
    if (settled.waiting.length > 0) tellOfWaiting(unit, account, settled.waiting);
    return settled;
  });
}

type LimitEntry = {
  type: 'limits.adopted' | 'limits.tightened';
  account: AccountId;
  limits: Limits;
  changes: LimitChange[];
  /** Keys that came with this version, and keys that went with it. */
  added?: string[];
  retired?: string[];
};

function journalLimits(unit: Unit, { type, account, limits, ...rest }: LimitEntry): void {
  unit.journal({
    type,
    subject: account,
    actor: deskActor,
    data: { limits, limitsHash: hashOf(limits), ...rest, reason: null },
  });
}

function tellOfWaiting(unit: Unit, account: AccountId, waiting: readonly LimitChange[]): void {
  const list = waiting.map(({ key, from, to }) => `${key} ${print(from)} → ${print(to)}`).join(', ');
  raiseAlertIn(unit, {
    severity: 'warning',
    code: 'limits.looserInConfig',
    subject: account,
    message: `The configuration loosens ${waiting.length === 1 ? 'a limit' : `${waiting.length} limits`} (${list}). The stricter values stay in force until a person confirms with the approver’s credential and a reason: on the page under Risk, or countersign limits loosen --reason "…".`,
  });
}

function print(value: LimitChange['from']): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}
