import { describeHolder, thisHolder } from '../../db/lease/holder.ts';
import { takeLease } from '../../db/lease/takeLease.ts';
import type { Database } from '../../db/Repositories.ts';
import type { Log } from '../../desk/Log.ts';
import type { Scheduler } from '../../domain/Clock.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { AccountId } from '../../domain/ids.ts';
import { pause } from '../../domain/pause.ts';
import { every } from '../every.ts';
import type { AccountLease } from './AccountLease.ts';
import { shareNext } from './shareNext.ts';

/** How long a desk that has fallen silent keeps its account from another one. */
export const usualLeaseMs = 15_000;
/** Longer than a signed request is valid for, so that none is written that would have to be withheld. */
const reserveMs = 7_000;
const lookEveryMs = 500;

export type HoldLeaseParams = {
  database: Database;
  account: AccountId;
  clock: Scheduler;
  log: Log;
  /** Tells this desk from others in the same process. */
  token: string;
  leaseMs?: number;
};

/** An account that this process has taken, and keeps by renewing the lease until it is disposed of. */
export type HeldLease = AccountLease &
  AsyncDisposable & {
    readonly epoch: number;
    /** Resolves when another process has taken the account over. It never comes back then. */
    readonly lost: Promise<void>;
  };

/**
 * Takes an account and keeps it. Waits for the lease of a desk that has fallen silent; one that renews its lease
 * meanwhile is alive, and then this start is refused.
 *
 * @throws CountersignError `lease.held` with the other process's pid.
 */
export async function holdLease(params: HoldLeaseParams): Promise<HeldLease> {
  const { database, account, clock, log, leaseMs = usualLeaseMs } = params;
  const { epoch, asked: takenAt } = await take(params, leaseMs);
  let confirmedAt = takenAt;
  let owned = true;
  const { promise: lost, resolve: tell } = Promise.withResolvers<void>();
  const lose = (): void => {
    if (!owned) return;
    owned = false;
    log.error({ account, epoch }, 'Another process has taken the account over; this one sends nothing more');
    tell();
  };
  const renewal = every(
    { clock, log },
    () => leaseMs / 5,
    'Renewing the lease',
    async () => {
      if (!owned) return;
      const asked = clock.now();
      const renewed = await database.transaction(({ leases }) => leases.extend(account, epoch, leaseMs));
      if (renewed) confirmedAt = asked;
      else lose();
    },
  );
  const ask = shareNext(() => database.read.leases.get(account));
  return {
    epoch,
    lost,
    owns: () => owned && confirmedAt + leaseMs - clock.now() >= reserveMs,
    async mayLeave(validForMs) {
      const lease = await ask();
      if (lease?.epoch !== epoch) lose();
      if (!owned || !lease) return 'Another process has taken this account over, so this one sends nothing.';
      return lease.leftMs < validForMs
        ? 'What is left of this process’s lease is shorter than the request would be valid, so it was not sent.'
        : undefined;
    },
    async [Symbol.asyncDispose]() {
      await renewal.stop();
      // Whoever comes next need not wait. Where this fails, the lease runs out by itself.
      await database
        .transaction(({ leases }) => leases.extend(account, epoch, 0))
        .catch((cause: unknown) => log.warn({ cause: String(cause) }, 'The lease could not be given back'));
    },
  };
}

async function take(
  { database, account, clock, log, token }: HoldLeaseParams,
  leaseMs: number,
): Promise<{ epoch: number; asked: number }> {
  const holder = thisHolder(token);
  let endsAt: number | undefined;
  for (;;) {
    const asked = clock.now();
    const answer = await takeLease(database, { account, holder, leaseMs });
    if ('taken' in answer) return { epoch: answer.taken, asked };
    const { heldBy } = answer;
    const ends = clock.now() + heldBy.leftMs;
    if (endsAt === undefined) {
      log.warn(
        { account: heldBy.account, holder: describeHolder(heldBy.holder), leftMs: heldBy.leftMs },
        'Another desk holds the account; waiting to see whether it is alive',
      );
    } else if (ends > endsAt + lookEveryMs) throw held(heldBy.account, heldBy.holder);
    endsAt = ends;
    await pause(clock, Math.min(lookEveryMs, Math.max(1, heldBy.leftMs)));
  }
}

function held(account: AccountId, holder: string): CountersignError {
  return new CountersignError(
    'lease.held',
    `Another desk (${describeHolder(holder)}) trades ${account} on this database. Nothing was started or sent from here. Stop that one, or give this one a database of its own with DATABASE_URL.`,
    { context: { account } },
  );
}
