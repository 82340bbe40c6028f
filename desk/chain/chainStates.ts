import type { OrderId } from '../../domain/ids.ts';
import type { ChainOrder, SignedTransaction } from '../../machines/chainOrder/ChainOrder.ts';
import type { Address, MachineState } from '../Runtime.ts';

/** A stored transaction of an order with the state that its machine is in. */
export type ChainState = { chain: ChainOrder; status: string };

/** On its way or about to be: the wallet's next nonce waits for it. */
export const inFlightStates: ReadonlySet<string> = new Set([
  'nonceReserved',
  'signed',
  'broadcast',
  'dropped',
  'reorged',
]);

/** Something may still happen to it on the chain. */
export const liveChainStates: ReadonlySet<string> = new Set([...inFlightStates, 'mined']);

export const chainAddress = (instance: OrderId): Address => ({ machine: 'chainOrder@1', instance });

/** Reads a machine. The snapshot was written by the machine itself, so its shape is known. */
export function asChain(state: MachineState): ChainState {
  return { chain: state.context as ChainOrder, status: state.state };
}

/** Whether any byte of it has left. */
export function hasLeft({ transactions }: Pick<ChainOrder, 'transactions'>): boolean {
  return transactions.some(({ broadcastAt }) => broadcastAt !== null);
}

export function newestOf({ transactions }: Pick<ChainOrder, 'transactions'>): SignedTransaction | undefined {
  return transactions.at(-1);
}
