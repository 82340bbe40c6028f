import { z } from 'zod';
import { Decimal } from '../../../domain/decimal.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import type { SimulatedSymbol } from '../../simulated/SimulatedMarket.ts';

/** How an exchange states its steps, as ccxt numbers it. */
const precisionModes = { decimalPlaces: 2, significantDigits: 3, tickSize: 4 } as const;

const positive = z.coerce.number().positive().finite();
const market = z.object({
  base: z.string(),
  quote: z.string(),
  spot: z.boolean().nullish(),
  active: z.boolean().nullish(),
  precision: z.object({ price: z.coerce.number().nullish(), amount: z.coerce.number().nullish() }),
  limits: z.object({
    amount: z.object({ min: positive.nullish().catch(null), max: positive.nullish().catch(null) }).nullish(),
    cost: z.object({ min: positive.nullish().catch(null) }).nullish(),
  }),
});

/** The engine counts in units of 10⁻⁸, and so does what price times quantity has to come out in. */
const engineUnit = new Decimal('0.00000001');

/** No step or minimum of anything that trades is larger. */
const largestRule = 1e15;
/** Nor has one more decimal places. */
const mostPlaces = 100;

/**
 * What an exchange says about one spot market, as ccxt describes it, in what the simulated venue can hold: a quantity
 * step is made coarser where tick × step would be finer than the engine counts. A sentence where it cannot be traded.
 */
export function readMarketRules(
  instrument: InstrumentId,
  found: unknown,
  precisionMode: number,
): SimulatedSymbol | string {
  const read = market.safeParse(found);
  if (!read.success) return `${instrument} is not described in a way that can be read`;
  const { base, quote, precision, limits, active, spot } = read.data;
  if (spot === false) return `${instrument} is no spot market there`;
  const tick = stepOf(precision.price, precisionMode);
  const exactStep = stepOf(precision.amount, precisionMode);
  if (tick === undefined || exactStep === undefined) return `${instrument} has no steps that are known`;
  if (!isWhole(tick))
    return `${instrument} has prices finer than 0.00000001, which the simulated venue does not count in`;
  const step = coarser(exactStep, tick);
  const minimum = new Decimal(limits.amount?.min ?? 0);
  const minNotional = new Decimal(limits.cost?.min ?? 0);
  if ([tick, step, minimum, minNotional].some((amount) => amount.gt(largestRule)))
    return `${instrument} is described with steps or minimums that cannot be`;
  const largest = new Decimal(limits.amount?.max ?? 9_000_000);
  return {
    symbol: `${base}${quote}`,
    base,
    quote,
    priceTick: tick.toString(),
    quantityStep: step.toString(),
    minQuantity: Decimal.max(step, minimum.div(step).ceil().times(step)).toString(),
    maxQuantity: Decimal.max(step, Decimal.min(largest, 9_000_000).div(step).floor().times(step)).toString(),
    // Where an exchange names none, the engine's own smallest.
    minNotional: minNotional.toDecimalPlaces(8, Decimal.ROUND_UP).toString(),
    tradable: active !== false,
  };
}

/** A step that price times quantity stays exact with; ten times coarser until it does. */
function coarser(step: Decimal, tick: Decimal): Decimal {
  let found = step;
  while (!isWhole(found) || !tick.times(found).mod(engineUnit).isZero()) found = found.times(10);
  return found;
}

function isWhole(amount: Decimal): boolean {
  return amount.mod(engineUnit).isZero();
}

function stepOf(precision: number | null | undefined, mode: number): Decimal | undefined {
  if (precision === null || precision === undefined || !Number.isFinite(precision)) return undefined;
  if (mode === precisionModes.tickSize) return precision > 0 ? new Decimal(precision) : undefined;
  // Significant digits say nothing about a step before there is a price.
  if (mode !== precisionModes.decimalPlaces || Math.abs(precision) > mostPlaces) return undefined;
  return new Decimal(10).pow(-Math.trunc(precision));
}
