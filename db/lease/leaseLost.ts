import { CountersignError } from '../../domain/CountersignError.ts';
import type { AccountId } from '../../domain/ids.ts';

/** Another process owns the account now. */
export function leaseLost(account: AccountId): CountersignError {
  return new CountersignError(
    'lease.lost',
    `Another process has taken ${account} over, so this one stores and sends nothing any more. Nothing was changed by this. Work with the other one, or stop it and start this one again.`,
    { context: { account } },
  );
}
