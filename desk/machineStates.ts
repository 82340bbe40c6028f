import type { MachineRecord } from '../db/Repositories.ts';
import { CountersignError } from '../domain/CountersignError.ts';
import type { AccountId, InstrumentId, OrderId, ProposalId } from '../domain/ids.ts';
import type { Order, OrderStatus } from '../domain/Order.ts';
import type { Proposal, ProposalStatus } from '../domain/Proposal.ts';
import type { Address, MachineState } from './Runtime.ts';

/** A stored order or proposal with the state that its machine is in. */
export type OrderState = { order: Order; status: OrderStatus };
export type ProposalState = { proposal: Proposal; status: ProposalStatus };

export const orderAddress = (id: OrderId): Address => ({ machine: 'order@1', instance: id });
export const proposalAddress = (id: ProposalId): Address => ({ machine: 'proposal@1', instance: id });
export const killAddress = (account: AccountId): Address => ({ machine: 'kill@1', instance: account });
export const guardianAddress = (account: AccountId): Address => ({
  machine: 'guardian@1',
  instance: account,
});

export const protectionAddress = (id: InstrumentId): Address => ({ machine: 'protection@1', instance: id });

/** Reads an order's machine. The snapshot was written by the machine itself, so its shape is known. */
export function asOrder(state: MachineState): OrderState {
  return { order: state.context as Order, status: state.state as OrderStatus };
}

/** Reads a proposal's machine, likewise. */
export function asProposal(state: MachineState): ProposalState {
  return { proposal: state.context as Proposal, status: state.state as ProposalStatus };
}

/** Reads a stored record as a machine's state. */
export function fromRecord(record: MachineRecord): MachineState {
  const snapshot = record.snapshot;
  if (typeof snapshot !== 'object' || snapshot === null || !('context' in snapshot)) {
    throw new CountersignError(
      'db.brokenSnapshot',
      `The stored ${record.machine} ${record.instance} has no context`,
      {
        context: { machine: record.machine, instance: record.instance },
      },
    );
  }
  return { state: record.state, context: snapshot.context, createdAt: record.createdAt };
}
