import { z } from 'zod';
import { instrumentId } from './ids.ts';
import { positiveDecimal } from './schema.ts';

const percent = z.number().positive().max(1000);
const seconds = z.int().positive();
const count = z.int().positive();

/**
 * The risk limits in force. Every name carries its unit; every key is required and none other is known, so that
 * a misspelt limit stops the program instead of being ignored. The hash of this object is part of what is approved.
 */
export const limits = z.strictObject({
  instruments: z.array(instrumentId).min(1),
  maxOrderNotionalQuote: positiveDecimal,
  minOrderNotionalQuote: positiveDecimal,
  maxOrderPercentOfEquity: percent,
  maxPositionPercentOfEquity: percent,
  maxGrossExposurePercentOfEquity: percent,
  maxRiskAtStopPercentOfEquity: percent,
  maxDailyLossPercentOfEquity: percent,
  maxDrawdownPercent: percent,
  maxShareOfBookDepthPercent: percent,
  /** How far a limit price may lie from the market on the losing side. */
  priceCollarPercent: percent,
  /** How far the best quote may lie from the last trade and the last bar's close. */
  maxReferenceDivergencePercent: percent,
  maxSlippagePercent: percent,
  /** How far the price may have moved between what was shown and the decision or the send. */
  maxDriftPercent: percent,
  minStopDistancePercent: percent,
  maxStopDistancePercent: percent,
  requireStop: z.boolean(),
  maxQuoteAgeSeconds: seconds,
  maxEvidenceAgeSeconds: seconds,
  proposalExpirySeconds: seconds,
  sendWithinSeconds: seconds,
  maxOpenOrders: count,
  maxOrdersPerMinute: count,
  duplicateWindowSeconds: seconds,
  cooldownAfterStopSeconds: z.int().nonnegative(),
});
export type Limits = z.infer<typeof limits>;

/** All keys, in the order in which they are declared. */
export const limitKeys = limits.keyof().options;
export type LimitKey = keyof Limits;

/** Limits as they stand on a desk: the stricter of two lists may be empty, and then nothing of it is allowed. */
export const limitsInForce = limits.extend({ instruments: z.array(instrumentId) });

/** `higher`, `lower`: looser with a larger or a smaller value. `longer`: with more in the list. `on`, `off`: when so. */
type LooserWhen<Value> = [Value] extends [boolean]
  ? 'on' | 'off'
  : [Value] extends [readonly unknown[]]
    ? 'longer'
    : [Value] extends [number | string]
      ? 'higher' | 'lower'
      : never;

/** Which way each limit is looser. A new limit does not compile without its direction. */
export const looserWhen: { readonly [Key in LimitKey]: LooserWhen<Limits[Key]> } = {
  instruments: 'longer',
  maxOrderNotionalQuote: 'higher',
  minOrderNotionalQuote: 'lower',
  maxOrderPercentOfEquity: 'higher',
  maxPositionPercentOfEquity: 'higher',
  maxGrossExposurePercentOfEquity: 'higher',
  maxRiskAtStopPercentOfEquity: 'higher',
  maxDailyLossPercentOfEquity: 'higher',
  maxDrawdownPercent: 'higher',
  maxShareOfBookDepthPercent: 'higher',
  priceCollarPercent: 'higher',
  maxReferenceDivergencePercent: 'higher',
  maxSlippagePercent: 'higher',
  maxDriftPercent: 'higher',
  minStopDistancePercent: 'lower',
  maxStopDistancePercent: 'higher',
  requireStop: 'off',
  maxQuoteAgeSeconds: 'higher',
  maxEvidenceAgeSeconds: 'higher',
  proposalExpirySeconds: 'higher',
  sendWithinSeconds: 'higher',
  maxOpenOrders: 'higher',
  maxOrdersPerMinute: 'higher',
  duplicateWindowSeconds: 'lower',
  cooldownAfterStopSeconds: 'lower',
};
