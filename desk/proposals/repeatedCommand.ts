import { CountersignError } from '../../domain/CountersignError.ts';
import { proposalId } from '../../domain/ids.ts';
import type { ProposalView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import { asProposal, proposalAddress } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';
import { viewProposal } from '../read/viewProposal.ts';

/** A caller's key for a request that must not be done twice, scoped and bound to the hash of its body. */
export type CallerCommand = { scope: string; key: string; bodyHash: string };

/**
 * What an earlier request with this key led to, as it stands now; undefined when there was none.
 *
 * @throws CountersignError `command.keyReused` when the key belongs to another body.
 */
export async function repeatedCommand(
  desk: Desk,
  unit: Unit,
  command: CallerCommand,
): Promise<ProposalView | undefined> {
  const earlier = await unit.repositories.commands.get(command.scope, command.key);
  if (!earlier) return undefined;
  if (earlier.bodyHash !== command.bodyHash) {
    throw new CountersignError(
      'command.keyReused',
      'This idempotency key was used for another request. Use a new key for a new proposal.',
    );
  }
  const stored = await unit.get(proposalAddress(proposalId.parse(earlier.result)));
  return stored && viewProposal(desk, unit, asProposal(stored));
}
