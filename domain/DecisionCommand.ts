import { z } from 'zod';
import { proposalEdits } from './Proposal.ts';

/** A decision on exactly one revision of a proposal. An edit makes a new revision and never approves it. */
export const decisionCommand = z
  .strictObject({
    decision: z.enum(['approve', 'edit', 'decline']),
    revision: z.int().positive(),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: 'expected the 64 hex digits of the hash that was shown' }),
    edits: proposalEdits.optional(),
    reason: z.string().max(500).optional(),
    idempotencyKey: z.string().min(8).max(128),
  })
  .refine((command) => (command.decision === 'edit') === (command.edits !== undefined), {
    path: ['edits'],
    error: 'an edit needs edits, and other decisions take none',
  });
export type DecisionCommand = z.infer<typeof decisionCommand>;
