import { z } from 'zod';
import { accountId, instrumentId, orderId } from './ids.ts';
import { decimalString, epochMs, positiveDecimal } from './schema.ts';

/** One execution, as the venue reported it. `id` is the venue's trade id, unique per instrument. */
export const fill = z.strictObject({
  id: z.string(),
  order: orderId,
  account: accountId,
  instrument: instrumentId,
  side: z.enum(['buy', 'sell']),
  price: positiveDecimal,
  quantity: positiveDecimal,
  fee: decimalString,
  feeAsset: z.string(),
  liquidity: z.enum(['maker', 'taker']),
  at: epochMs,
});
export type Fill = z.infer<typeof fill>;
