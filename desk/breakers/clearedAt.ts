import type { Repositories } from '../../db/Repositories.ts';
import type { GuardianCause } from '../../machines/guardian/guardianCauses.ts';
import type { Desk } from '../Desk.ts';

/** When a person last cleared a cause (epoch ms), so that what led to it does not raise it again; 0 for never. */
export async function clearedAt(
  desk: Pick<Desk, 'account'>,
  { journal }: Pick<Repositories, 'journal'>,
  cause: GuardianCause,
): Promise<number> {
  const cleared = await journal.list({
    ...{ types: ['human.cleared'], subject: desk.account, newestFirst: true, limit: 100 },
  });
  return cleared.find(({ data }) => data.cause === cause)?.at ?? 0;
}
