import { type OrderId, orderId } from '../../domain/ids.ts';
import type { Desk } from '../Desk.ts';
import { fromRecord } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';
import { asChain, type ChainState, liveChainStates } from './chainStates.ts';

/** Every transaction to which something may still happen, lowest nonce first. */
export async function listChainStates(
  desk: Desk,
  repositories: Unit['repositories'],
): Promise<(ChainState & { instance: OrderId })[]> {
  const records = await repositories.machines.list({
    account: desk.account,
    machine: 'chainOrder@1',
    states: [...liveChainStates],
  });
  return records
    .map((record) => ({ ...asChain(fromRecord(record)), instance: orderId.parse(record.instance) }))
    .sort((one, other) => one.chain.nonce - other.chain.nonce);
}
