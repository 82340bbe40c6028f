import { z } from '@hono/zod-openapi';

/** A whole number in a query, within bounds. Digits only: no sign, no exponent, no blank. */
export function wholeNumber(bounds: { min: number; max: number }) {
  return z
    .string()
    .regex(/^\d{1,16}$/, { error: `expected a whole number from ${bounds.min} to ${bounds.max}` })
    .transform(Number)
    .refine((value) => value >= bounds.min && value <= bounds.max, {
      error: `expected a whole number from ${bounds.min} to ${bounds.max}`,
    })
    .openapi({ type: 'integer', minimum: bounds.min, maximum: bounds.max });
}

/** How many entries a list has at most. */
export const limit = wholeNumber({ min: 1, max: 1000 }).optional();

/** A time in epoch milliseconds. */
export const time = wholeNumber({ min: 0, max: 8_640_000_000_000_000 }).optional();
