import { z } from 'zod';
import { isDecimalString } from './decimal.ts';

/** Pieces that every schema of the desk is built from. */

/** A decimal as a string. Numbers are refused: JSON numbers are binary floats. */
export const decimalString = z
  .string({
    error: (issue) => `expected a decimal as a string such as "0.25", found ${describe(issue.input)}`,
  })
  .refine(isDecimalString, {
    error: (issue) =>
      `expected a plain decimal such as "0.25" (point, no exponent, no thousands separator), found ${describe(issue.input)}`,
  });

/** A decimal string greater than zero. */
export const positiveDecimal = decimalString.refine(
  (value) => isDecimalString(value) && /[1-9]/.test(value) && !value.startsWith('-'),
  {
    error: (issue) => `expected a decimal greater than 0, found ${describe(issue.input)}`,
  },
);

/** Milliseconds since the Unix epoch, UTC. */
export const epochMs = z.int().nonnegative();

/** Shows what was found in an error message, shortened and without control characters. */
export function describe(input: unknown): string {
  const text = JSON.stringify(input) ?? String(input);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
