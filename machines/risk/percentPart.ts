import { Exact } from '../../domain/Exact.ts';

const hundredth = Exact.of('0.01');

/** So many percent of a whole, exactly: comparing a part with it needs no division. */
export function percentPart(whole: Exact, percent: Exact): Exact {
  return whole.times(percent).times(hundredth);
}
