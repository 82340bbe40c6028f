import { deskActor } from '../../domain/actor.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { ChainOrder } from '../../machines/chainOrder/ChainOrder.ts';
import { abi } from '../../venues/evm/abi.ts';
import { encodeApproval } from '../../venues/evm/encodeSwap.ts';
import type { Unit } from '../Runtime.ts';
import { revocationId } from './chainIds.ts';
import { chainAddress } from './chainStates.ts';
import { never } from './sendOnChain.ts';

/** What is taken back: what `spender` may take of `token`, allowed for an order. */
export type Allowed = {
  intent: OrderIntent;
  chainId: number;
  sender: string;
  token: string;
  spender: string;
  gasLimit: string;
};

/** What an order's approval allows. */
export function allowedBy({ intent, call, chainId, sender }: ChainOrder): Allowed {
  const [spender] = abi.erc20.decodeFunctionData('approve', call.data);
  return { intent, chainId, sender, token: call.to, spender: String(spender), gasLimit: call.gasLimit };
}

/** Stores the transaction that takes an order's allowance back. `attempt` counts from 0. */
export async function startRevocation(
  unit: Unit,
  { intent, chainId, sender, token, spender, gasLimit }: Allowed,
  { attempt, nonce }: { attempt: number; nonce: number },
): Promise<void> {
  const input = {
    ...{ chainId, sender, nonce, deadline: never },
    intent: { ...intent, sendBefore: never },
    call: {
      ...encodeApproval(token, spender, 0n),
      ...{ kind: 'revoke', gasLimit, maxFeeWei: null, after: null },
    },
  };
  await unit.start(chainAddress(revocationId(intent.id, attempt)), input, deskActor);
}
