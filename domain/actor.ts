import { z } from 'zod';

/** Who did something and from where; set by the server from the credential used, never by the caller. */
export const origin = z.enum(['agent', 'strategy', 'operator']);
export type Origin = z.infer<typeof origin>;

export const channel = z.enum(['web', 'api', 'cli', 'chat', 'desk']);
export type Channel = z.infer<typeof channel>;

export const actor = z.strictObject({
  /** `operator` proposes, `approver` decides, `agent:trader` and the like think, `desk` acts by itself. */
  id: z.string().min(1).max(64),
  role: z.enum(['operator', 'approver', 'agent', 'strategy', 'desk']),
  channel,
});
export type Actor = z.infer<typeof actor>;

/** The desk acting by itself: timers, protections, reconciliation. */
export const deskActor: Actor = { id: 'desk', role: 'desk', channel: 'desk' };
