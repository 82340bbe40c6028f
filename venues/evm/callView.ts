import type { Interface, Result } from 'ethers';
import { VenueError } from '../VenueError.ts';
import type { EvmNode } from './EvmNode.ts';

export type View = { to: string; name: string; args?: readonly unknown[]; block?: string };

/**
 * Asks a contract something that changes nothing.
 *
 * @throws VenueError `evm.reverted` where the contract refuses, `evm.unreadable` where its answer is none.
 */
export async function callView(node: EvmNode, contract: Interface, view: View): Promise<Result> {
  const { to, name, args = [], block } = view;
  const answer = await node.call({ to, data: contract.encodeFunctionData(name, [...args]) }, block);
  if (answer.kind === 'reverted')
    throw new VenueError('evm.reverted', `The contract ${to} refused ${name}: ${answer.reason}`);
  try {
    return contract.decodeFunctionResult(name, answer.data);
  } catch {
    throw new VenueError(
      'evm.unreadable',
      `The contract ${to} answered ${name} with something that is no answer.`,
    );
  }
}
