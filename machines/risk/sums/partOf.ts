import { Decimal } from '../../../domain/decimal.ts';
import { Exact } from '../../../domain/Exact.ts';

/** A quotient, rounded away from zero at the eighteenth place: where a share is not exact it is rather too large. */
export function partOf(part: Exact, whole: Exact): Exact {
  const quotient = part.toDecimal().div(whole.toDecimal());
  return Exact.of(quotient.toDecimalPlaces(18, Decimal.ROUND_UP).toString());
}
