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
