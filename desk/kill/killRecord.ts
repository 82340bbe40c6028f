import { z } from 'zod';
import { deskActor } from '../../domain/actor.ts';
import { instrumentId } from '../../domain/ids.ts';
import { orderIntent, orderType } from '../../domain/Order.ts';
import { decimalString, epochMs } from '../../domain/schema.ts';
import type { OrderReport, SendOutcome } from '../../venues/Venue.ts';
import type { KillParts } from './KillParts.ts';

const report = z.strictObject({
  instrument: instrumentId,
  clientOrderId: z.string(),
  venueOrderId: z.string(),
  status: z.enum(['open', 'triggered', 'partiallyFilled', 'filled', 'cancelled', 'expired', 'rejected']),
  side: z.enum(['buy', 'sell']),
  type: orderType,
  quantity: decimalString,
  filled: decimalString,
  price: decimalString.nullable(),
  triggerPrice: decimalString.nullable(),
  at: epochMs,
}) satisfies z.ZodType<OrderReport>;

const reason = z.string();
const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted'), report }),
  z.strictObject({ kind: z.literal('rejected'), code: z.string(), reason }),
  z.strictObject({ kind: z.literal('unknown'), reason }),
  z.strictObject({ kind: z.literal('retryLater'), reason }),
  z.strictObject({ kind: z.literal('misconfigured'), reason }),
]) satisfies z.ZodType<SendOutcome>;

export const killStep = z.enum(['cancelled', 'flattened', 'confirmed']);
export type KillStep = z.infer<typeof killStep>;

/** What the kill path writes down, by type of fact. */
export const killRecord = {
  /** The switch was set, or a process went on with it; the subject is the account. */
  'emergency.requested': z.strictObject({ level: z.string(), by: z.string(), reason }),
  /** Stored before the order's first byte leaves; the subject is its id. */
  'emergency.intended': z.strictObject({ intent: orderIntent }),
  'emergency.answered': z.strictObject({ outcome }),
  /** What the venue says of an order; the subject is its client order id. */
  'emergency.reported': z.strictObject({ report }),
  /** An entry that reached the venue, or traded there, after the venue had confirmed the kill. */
  'emergency.foundLate': z.strictObject({ found: z.string() }),
  /** A step is behind: `lines` are sentences for a person. */
  'emergency.reached': z.strictObject({
    step: killStep,
    level: z.string(),
    requestedAt: epochMs,
    lines: z.array(z.string()),
  }),
} as const;
export type KillRecord = { [T in keyof typeof killRecord]: z.infer<(typeof killRecord)[T]> };

/**
 * Writes one fact of the kill path down, durably. A file that cannot be written does not stop a kill: it is logged, and
 * the answer is false.
 */
export function writeKillRecord<T extends keyof KillRecord>(
  parts: KillParts,
  type: T,
  subject: string,
  data: KillRecord[T],
): boolean {
  const { account, clock, killFile, log } = parts;
  try {
    killFile.append({ account, type, subject, actor: deskActor, at: clock.now(), data });
    return true;
  } catch (cause) {
    log.error({ type, subject, data, cause: String(cause) }, 'The kill file could not be written');
    return false;
  }
}
