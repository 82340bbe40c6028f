import { z } from 'zod';
import { orderIntent } from '../../domain/Order.ts';
import { epochMs } from '../../domain/schema.ts';

/** What a transaction is for. `cancel`: it uses a nonce up, so that what was signed for it before cannot. */
export const leftTransaction = z.strictObject({
  kind: z.enum(['approve', 'swap', 'revoke', 'fill', 'cancel']),
  /** The order that it serves. */
  intent: orderIntent,
  nonce: z.int().nonnegative(),
  hash: z.string(),
  /** Wei per gas; what replaces it has to outbid both. */
  maxFeePerGas: z.string(),
  maxPriorityFeePerGas: z.string(),
  at: epochMs,
});

/** A transaction of the wallet that has left or was about to. */
export type LeftTransaction = z.infer<typeof leftTransaction>;

/**
 * What has left the wallet, outside the database: the kill switch reads it, which works without one. A line is on disk
 * before the first byte of its transaction leaves.
 */
export interface TransactionFile {
  /** On disk when it returns. Throws when it could not be written. */
  append(transaction: LeftTransaction): void;
  /** What is known of the newest ones, oldest first; also what another process wrote. */
  entries(): readonly LeftTransaction[];
}
