import { deskActor } from '../../domain/actor.ts';
import { type GuardianCause, guardianCauses } from '../../machines/guardian/guardianCauses.ts';
import type { Desk } from '../Desk.ts';
import { guardianAddress } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';
import { raiseAlertIn } from '../raiseAlert.ts';

/** Tells the guardian what is wrong, with its numbers in words, and a person what that means. */
export async function raiseCause(
  desk: Desk,
  unit: Unit,
  { cause, detail }: { cause: GuardianCause; detail: string },
): Promise<void> {
  const { title, latched, state } = guardianCauses[cause];
  const event = { type: 'cause.raised', cause, detail, at: unit.now };
  const after = await unit.tell(guardianAddress(desk.account), event, deskActor);
  if (!after.handled) return;
  const means =
    state === 'halted' ? 'Nothing goes out but cancels and the kill.' : 'No entries go out; you can reduce.';
  const next = latched ? 'Clear it with a reason once you have looked.' : 'It clears by itself once healthy.';
  raiseAlertIn(unit, {
    severity: latched || state === 'halted' ? 'critical' : 'warning',
    code: `guardian.${cause}`,
    subject: desk.account,
    message: `${title}: ${detail}. ${means} ${next}`,
  });
}
