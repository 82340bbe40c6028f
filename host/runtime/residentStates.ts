import { liveChainStates } from '../../desk/chain/chainStates.ts';
import { openOrderStatuses } from '../../domain/Order.ts';
import type { MachineId } from '../../machines/registry.ts';

/**
 * States in which all of a machine's instances are held in memory, so that a list of them asks no database: those by
 * which the account is judged. Lists of other states and machines are read from the database.
 */
export const residentStates: ReadonlyMap<string, ReadonlySet<string>> = new Map<
  MachineId,
  ReadonlySet<string>
>([
  ['order@1', openOrderStatuses],
  ['chainOrder@1', liveChainStates],
  ['proposal@1', new Set(['assessing', 'awaitingApproval', 'needsReapproval', 'approved', 'rechecking'])],
]);
