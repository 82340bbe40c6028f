import { deskActor } from '../../domain/actor.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { ChainOrderInput } from '../../machines/chainOrder/ChainOrder.ts';
import type { Desk } from '../Desk.ts';
import { foreignOrderId } from '../orders/findOrder.ts';
import { asChain, chainAddress, hasLeft } from './chainStates.ts';
import { listChainStates } from './listChainStates.ts';
import { never } from './sendOnChain.ts';
import { selfTransferGas } from './signOnChain.ts';

/**
 * A nonce that a transaction gave back is handed out again as the wallet's next one. Where a later nonce is reserved
 * already, nothing would ever come before it, so the free one is used up by a transfer of nothing to the wallet itself.
 */
export async function releaseNonce(desk: Desk, params: { instance: OrderId }): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    const stored = await unit.get(chainAddress(params.instance));
    if (!stored) return;
    const { intent, nonce, chainId, sender } = asChain(stored).chain;
    const live = await listChainStates(desk, unit.repositories);
    // A swap whose approval never left ends by itself and needs no nonce.
    const isHeldUp = live.some(
      ({ chain }) => chain.nonce > nonce && (hasLeft(chain) || chain.call.after === null),
    );
    if (!isHeldUp || live.some(({ chain }) => chain.nonce === nonce)) return;
    const filler = foreignOrderId(`fill ${params.instance}`);
    if (await unit.get(chainAddress(filler))) return;
    const input: ChainOrderInput = {
      ...{ chainId, sender, nonce, deadline: never },
      intent: { ...intent, sendBefore: never },
      call: { kind: 'fill', to: sender, data: '0x', gasLimit: selfTransferGas, maxFeeWei: null, after: null },
    };
    await unit.start(chainAddress(filler), input, deskActor);
  });
}
