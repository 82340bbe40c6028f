import { z } from 'zod';
import { instrumentId } from './ids.ts';
import { positiveDecimal } from './schema.ts';

const percent = z.number().positive().max(1000);
/** Of what can be lost or moved at most whole: more than that would be no limit, and a price of nothing or less. */
const share = z.number().positive().max(100);
const seconds = z.int().positive();
const count = z.int().positive();
const group = z
  .string()
  .regex(/^[A-Z0-9]{1,20}(\+[A-Z0-9]{1,20})*$/, 'expected assets joined by +, such as BTC+ETH+SOL');
/** Addresses are compared without regard to the checksum's capitals. */
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'expected an address: 0x and 40 hexadecimal digits');

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
  /** One asset, through all instruments that buy it. */
  maxAssetExposurePercentOfEquity: percent,
  /** One proposer: a strategy or an agent by its name, or the operator. */
  maxStrategyExposurePercentOfEquity: percent,
  maxVenueExposurePercentOfEquity: percent,
  /** Assets that move together, as groups like `BTC+ETH`. One that is in no group is taken to move with every other. */
  correlatedAssets: z.array(group).refine(namesNoAssetTwice, 'expected each asset in one group only'),
  maxCorrelatedExposurePercentOfEquity: percent,
  maxLeverageTimesEquity: z.number().positive().max(10),
  maxRiskAtStopPercentOfEquity: share,
  maxDailyLossPercentOfEquity: share,
  maxDrawdownPercent: share,
  maxShareOfBookDepthPercent: share,
  /** How far a limit price may lie from the market on the losing side. */
  priceCollarPercent: share,
  /** How far the best quote may lie from the last trade and the last bar's close. */
  maxReferenceDivergencePercent: share,
  maxSlippagePercent: share,
  /** How far the price may have moved between what was shown and the decision or the send. */
  maxDriftPercent: share,
  minStopDistancePercent: share,
  maxStopDistancePercent: share,
  requireStop: z.boolean(),
  maxQuoteAgeSeconds: seconds,
  maxEvidenceAgeSeconds: seconds,
  proposalExpirySeconds: seconds,
  sendWithinSeconds: seconds,
  maxOpenOrders: count,
  maxOrdersPerMinute: count,
  duplicateWindowSeconds: seconds,
  /** How many orders may go out for one instrument and side within the window. */
  maxRepeatedExecutions: count,
  repeatWindowSeconds: seconds,
  /** How many different people have to approve an order, and one that is worth `largeOrderNotionalQuote` or more. */
  minApprovers: count,
  minApproversForLargeOrders: count,
  largeOrderNotionalQuote: positiveDecimal,
  cooldownAfterStopSeconds: z.int().nonnegative(),
  /** Stop-outs within the window that still allow an entry; one more pauses entries until the window has passed. */
  maxStopOuts: z.int().nonnegative(),
  maxStopOutsPerInstrument: z.int().nonnegative(),
  stopOutWindowSeconds: seconds,
  /** Losing trades in a row, within the window, that still allow an entry. */
  maxLossStreak: z.int().nonnegative(),
  lossStreakWindowSeconds: seconds,
  /** Deepest fall of the summed profit of closed trades within the window. */
  maxTradeDrawdownPercentOfEquity: share,
  tradeDrawdownWindowSeconds: seconds,
  /** What one instrument's closed trades may lose together within the window, once there are enough of them to tell. */
  maxInstrumentLossPercentOfEquity: share,
  minTradesToJudgeInstrument: count,
  instrumentLossWindowSeconds: seconds,
  /** Chains, contracts and tokens that an order on a chain may touch; none by default. */
  chainIds: z.array(z.string().regex(/^[1-9]\d{0,15}$/, 'expected a chain id as a string, such as "8453"')),
  chainRouters: z.array(address),
  chainTokens: z.array(address),
  /** How far the minimum out may lie below an independent quote. */
  maxChainSlippagePercent: share,
  /** What a simulated purchase and sale at once may lose, fees included. */
  maxChainRoundTripLossPercent: share,
  maxChainDeadlineSeconds: seconds,
  maxChainGasCostQuote: positiveDecimal,
  /** Entries and exits sent within a minute that still look meant; the next one halts the desk before it leaves. */
  runawayOrdersPerMinute: count,
  /** Orders within the window that the venue rejected or of which it is not known whether it took them. */
  maxFailedSends: count,
  failedSendWindowSeconds: seconds,
  /** How old the newest price of any instrument may get before entries stop. */
  maxFeedAgeSeconds: seconds,
  /** How far this machine's clock may be from the venue's, in milliseconds. */
  maxClockSkewMs: count,
  /** What language models may read and write within a day (UTC), in tokens. */
  maxModelTokensPerDay: count,
});
export type Limits = z.infer<typeof limits>;

function namesNoAssetTwice(groups: readonly string[]): boolean {
  const assets = groups.flatMap((names) => names.split('+'));
  return new Set(assets).size === assets.length;
}

/** All keys, in the order in which they are declared. */
export const limitKeys = limits.keyof().options;
export type LimitKey = keyof Limits;

/** Limits that the circuit breakers hold and no check of the gate reads. */
export const breakerLimits: readonly LimitKey[] = [
  'runawayOrdersPerMinute',
  'maxFailedSends',
  'failedSendWindowSeconds',
  'maxFeedAgeSeconds',
  'maxModelTokensPerDay',
];

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
  maxAssetExposurePercentOfEquity: 'higher',
  maxStrategyExposurePercentOfEquity: 'higher',
  maxVenueExposurePercentOfEquity: 'higher',
  correlatedAssets: 'longer',
  maxCorrelatedExposurePercentOfEquity: 'higher',
  maxLeverageTimesEquity: 'higher',
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
  maxRepeatedExecutions: 'higher',
  repeatWindowSeconds: 'lower',
  minApprovers: 'lower',
  minApproversForLargeOrders: 'lower',
  largeOrderNotionalQuote: 'higher',
  cooldownAfterStopSeconds: 'lower',
  maxStopOuts: 'higher',
  maxStopOutsPerInstrument: 'higher',
  stopOutWindowSeconds: 'lower',
  maxLossStreak: 'higher',
  lossStreakWindowSeconds: 'lower',
  maxTradeDrawdownPercentOfEquity: 'higher',
  tradeDrawdownWindowSeconds: 'lower',
  maxInstrumentLossPercentOfEquity: 'higher',
  minTradesToJudgeInstrument: 'higher',
  instrumentLossWindowSeconds: 'lower',
  chainIds: 'longer',
  chainRouters: 'longer',
  chainTokens: 'longer',
  maxChainSlippagePercent: 'higher',
  maxChainRoundTripLossPercent: 'higher',
  maxChainDeadlineSeconds: 'higher',
  maxChainGasCostQuote: 'higher',
  runawayOrdersPerMinute: 'higher',
  maxFailedSends: 'higher',
  failedSendWindowSeconds: 'lower',
  maxFeedAgeSeconds: 'higher',
  maxClockSkewMs: 'higher',
  maxModelTokensPerDay: 'higher',
};
