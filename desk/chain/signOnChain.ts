import type { OrderId } from '../../domain/ids.ts';
import type { SignedTransaction } from '../../machines/chainOrder/ChainOrder.ts';
import type { EvmFees } from '../../venues/evm/proposeFees.ts';
import type { Desk } from '../Desk.ts';
import { asChain, type ChainState, chainAddress, liveChainStates, newestOf } from './chainStates.ts';
import { requireDex } from './requireDex.ts';
import { tellChain } from './tellChain.ts';

/** What a transfer without data takes on every EVM chain. */
export const selfTransferGas = '21000';

/** Signs an order's transaction for its nonce and stores it. Nothing has left when this ends. */
export async function signTransaction(desk: Desk, params: { instance: OrderId }): Promise<void> {
  const state = await read(desk, params.instance);
  if (state?.status !== 'nonceReserved') return;
  const { call } = state.chain;
  const fees = await requireDex(desk).fees();
  if (isTooDear(fees, call)) {
    const reason = 'The chain asks more in fees by now than the limits allow, so it was not signed.';
    await desk.runtime.transact(desk.account, async (unit) => {
      await tellChain(desk, unit, params.instance, { type: 'intent.lapsed', reason, at: unit.now });
    });
    return;
  }
  await sign(desk, params.instance, state, { purpose: 'order', fees });
}

/**
 * Signs the same call under the same nonce with a higher fee. Beyond the fee that the limits allow nothing is signed,
 * and the earlier transaction goes on waiting.
 */
export async function signReplacement(desk: Desk, params: { instance: OrderId }): Promise<void> {
  const state = await read(desk, params.instance);
  const newest = state && newestOf(state.chain);
  if (!state || !newest || state.status === 'mined' || newest.purpose === 'cancel') return;
  const fees = await requireDex(desk).fees(newest);
  if (isTooDear(fees, state.chain.call)) {
    desk.log.warn(
      { instance: params.instance },
      'A waiting transaction is not outbid: its fee limit is reached',
    );
    return;
  }
  await sign(desk, params.instance, state, { purpose: 'order', fees });
}

/** Signs a transfer of nothing to the wallet itself under the same nonce, so that the order's call cannot use it. */
export async function signCancellation(desk: Desk, params: { instance: OrderId }): Promise<void> {
  const state = await read(desk, params.instance);
  const newest = state && newestOf(state.chain);
  if (!state || !newest || state.status === 'mined') return;
  const fees = await requireDex(desk).fees(newest);
  await sign(desk, params.instance, state, { purpose: 'cancel', fees });
}

async function read(desk: Desk, instance: OrderId): Promise<ChainState | undefined> {
  const stored = await desk.runtime.transact(desk.account, (unit) => unit.get(chainAddress(instance)));
  const state = stored && asChain(stored);
  return state && liveChainStates.has(state.status) ? state : undefined;
}

function isTooDear(
  { maxFeePerGas }: EvmFees,
  { gasLimit, maxFeeWei }: { gasLimit: string; maxFeeWei: string | null },
): boolean {
  return maxFeeWei !== null && BigInt(maxFeePerGas) * BigInt(gasLimit) > BigInt(maxFeeWei);
}

async function sign(
  desk: Desk,
  instance: OrderId,
  { chain }: ChainState,
  { purpose, fees }: { purpose: SignedTransaction['purpose']; fees: EvmFees },
): Promise<void> {
  const { call, nonce, sender } = chain;
  const signed = await requireDex(desk).sign({
    call: purpose === 'cancel' ? { to: sender, data: '0x' } : { to: call.to, data: call.data },
    gasLimit: purpose === 'cancel' ? selfTransferGas : call.gasLimit,
    nonce,
    ...fees,
  });
  await desk.runtime.transact(desk.account, async (unit) => {
    const transaction = { ...signed, ...fees, purpose };
    await tellChain(desk, unit, instance, { type: 'transaction.signed', transaction, at: unit.now });
  });
}
