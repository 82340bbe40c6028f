import type { AnyStateMachine } from 'xstate';
import { chainOrderMachine } from './chainOrder/chainOrderMachine.ts';
import { guardianMachine } from './guardian/guardianMachine.ts';
import { killMachine } from './kill/killMachine.ts';
import { orderMachine } from './order/orderMachine.ts';
import { proposalMachine } from './proposal/proposalMachine.ts';
import { protectionMachine } from './protection/protectionMachine.ts';

/** The stored machines by versioned id. An old version stays here until its last instance has ended. */
export const machines = {
  'proposal@1': proposalMachine,
  'order@1': orderMachine,
  'chainOrder@1': chainOrderMachine,
  'guardian@1': guardianMachine,
  'kill@1': killMachine,
  'protection@1': protectionMachine,
} as const satisfies Record<string, AnyStateMachine>;
export type MachineId = keyof typeof machines;
