import { z } from 'zod';

/** Branded identifiers. Each is minted by the host's id source and only parsed here. */

export const accountId = z.string().min(1).max(64).brand<'AccountId'>();
export type AccountId = z.infer<typeof accountId>;

/** `PRP-` and 8 letters or digits; short enough to be read out over a phone. */
export const proposalId = z
  .string()
  .regex(/^PRP-[0-9A-Z]{8}$/)
  .brand<'ProposalId'>();
export type ProposalId = z.infer<typeof proposalId>;

/** `ORD-` and 16 letters or digits; also the intent's id and, in lower case, the client order id. */
export const orderId = z
  .string()
  .regex(/^ORD-[0-9A-Z]{16}$/)
  .brand<'OrderId'>();
export type OrderId = z.infer<typeof orderId>;

/** `EVD-` and 10 letters or digits; what a model cites. */
export const evidenceId = z
  .string()
  .regex(/^EVD-[0-9A-Z]{10}$/)
  .brand<'EvidenceId'>();
export type EvidenceId = z.infer<typeof evidenceId>;

/** `RUN-` and 10 letters or digits; one run of an agent. */
export const runId = z
  .string()
  .regex(/^RUN-[0-9A-Z]{10}$/)
  .brand<'RunId'>();
export type RunId = z.infer<typeof runId>;

/** `BASE/QUOTE` in upper case, e.g. `BTC/USDT`. */
export const instrumentId = z
  .string()
  .regex(/^[A-Z0-9]{1,20}\/[A-Z0-9]{1,20}$/, { error: 'expected BASE/QUOTE in upper case, such as BTC/USDT' })
  .brand<'InstrumentId'>();
export type InstrumentId = z.infer<typeof instrumentId>;
