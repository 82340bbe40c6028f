import { z } from 'zod';
import { instrumentId } from './ids.ts';
import { decimalString, positiveDecimal } from './schema.ts';

/** What a venue says about one thing that can be traded. Amounts in the units their names give. */
export const instrument = z.strictObject({
  id: instrumentId,
  base: z.string(),
  quote: z.string(),
  tradable: z.boolean(),
  /** Smallest price step, in quote units, e.g. `"0.01"`. */
  priceTick: positiveDecimal,
  /** Smallest quantity step, in base units. */
  quantityStep: positiveDecimal,
  minQuantity: decimalString,
  maxQuantity: decimalString,
  /** Smallest price × quantity, in quote units. */
  minNotional: decimalString,
  /** Fee rates as fractions of notional, e.g. `"0.001"`. */
  makerFee: decimalString,
  takerFee: decimalString,
  orderTypes: z.array(z.enum(['market', 'limit', 'postOnly', 'stop', 'stopLimit', 'takeProfit', 'oco'])),
  timeInForce: z.array(z.enum(['gtc', 'ioc', 'fok'])),
});
export type Instrument = z.infer<typeof instrument>;
