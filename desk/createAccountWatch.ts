import { deskActor } from '../domain/actor.ts';
import { type GuardianCause, guardianCause, guardianCauses } from '../machines/guardian/guardianCauses.ts';
import type { GuardianContext } from '../machines/guardian/guardianMachine.ts';
import { accountCauses } from './accountCauses.ts';
import { findDatabaseFault } from './breakers/databaseFault.ts';
import { raiseCause } from './breakers/raiseCause.ts';
import type { Desk } from './Desk.ts';
import { guardianAddress } from './machineStates.ts';
import { unitForReads } from './read/unitForReads.ts';

/** How long something must be wrong before the guardian acts, so that a blink of a stream is none. */
const graceMs: Partial<Record<GuardianCause, number>> = { staleFeed: 5_000, unprotected: 5_000 };

/** Raised and cleared where they are found; that this watch sees nothing says nothing about them. */
const foundElsewhere: ReadonlySet<GuardianCause> = new Set(['reconciliation', 'runaway']);

/**
 * Watches one account for its guardian: raises what is wrong, and takes back what heals by itself once it has been
 * well for as long as its rule says. Call it every second or so.
 */
export function createAccountWatch(desk: Desk): () => Promise<void> {
  const wrongSince = new Map<GuardianCause, number>();
  const wellSince = new Map<GuardianCause, { raisedAt: number; since: number }>();
  const raise = (cause: GuardianCause, detail: string) =>
    desk.runtime.transact(desk.account, (unit) => raiseCause(desk, unit, { cause, detail }));
  let databaseFault: string | undefined;
  return async () => {
    const now = desk.clock.now();
    // Kept until the guardian could be told: while the database fails, nothing can be.
    databaseFault = (await findDatabaseFault(desk)) ?? databaseFault;
    const wrong = await accountCauses(desk);
    if (databaseFault !== undefined) wrong.set('database', databaseFault);
    const stored = await unitForReads(desk).get(guardianAddress(desk.account));
    const inForce = (stored?.context as GuardianContext | undefined)?.causes ?? {};
    for (const cause of guardianCause.options) {
      if (foundElsewhere.has(cause)) continue;
      const detail = wrong.get(cause);
      if (detail === undefined) {
        wrongSince.delete(cause);
        const active = inForce[cause];
        if (!active || active.latched) continue;
        const known = wellSince.get(cause);
        const seen = known?.raisedAt === active.since ? Math.min(known.since, now) : now;
        wellSince.set(cause, { raisedAt: active.since, since: seen });
        // By a clock that was set back it may have been well before it was wrong, or be wrong from later on.
        const since = active.since > now ? seen : Math.max(active.since, seen);
        if (now - since >= guardianCauses[cause].healthyForMs) await clear(desk, cause, since);
      } else {
        wellSince.delete(cause);
        // A clock that was set back does not make anybody wait for longer.
        const since = Math.min(wrongSince.get(cause) ?? now, now);
        wrongSince.set(cause, since);
        if (!inForce[cause] && now - since >= (graceMs[cause] ?? 0)) await raise(cause, detail);
      }
    }
    databaseFault = undefined;
  };
}

async function clear(desk: Desk, cause: GuardianCause, healthySince: number): Promise<void> {
  await desk.runtime.transact(desk.account, (unit) =>
    unit.tell(
      guardianAddress(desk.account),
      { type: 'cause.cleared', cause, healthySince, at: unit.now },
      deskActor,
    ),
  );
}
