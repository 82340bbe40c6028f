import { formatUnits } from 'ethers';
import type { DecimalString } from '../../domain/decimal.ts';

/** An amount of smallest units in whole ones. ethers prints `1.0`; the desk prints `1`. */
export function plainUnits(amount: bigint, decimals: number | 'gwei'): DecimalString {
  const printed = formatUnits(amount, decimals);
  return printed.endsWith('.0') ? printed.slice(0, -2) : printed;
}
