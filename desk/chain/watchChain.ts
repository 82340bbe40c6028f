import type { Desk } from '../Desk.ts';
import { listChainStates } from './listChainStates.ts';
import { lookAtTransaction } from './lookAtTransaction.ts';

/** Looks at every transaction to which something may still happen, lowest nonce first. Called once a second. */
export async function watchChain(desk: Desk): Promise<void> {
  const live = await desk.runtime.transact(desk.account, (unit) => listChainStates(desk, unit.repositories));
  for (const { instance } of live) await lookAtTransaction(desk, { instance });
}
