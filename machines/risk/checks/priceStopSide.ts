import { Exact, type Rounding } from '../../../domain/Exact.ts';
import { type Answer, deny, missing, notApplicable, pass } from '../answers.ts';
import { percentPart } from '../percentPart.ts';
import { percentOf, printPercent, printPrice } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';
import type { RiskFacts } from '../RiskFacts.ts';

const neither = notApplicable('There is neither stop nor target.');

export const priceStopSide = defineCheck({
  code: 'price.stopSide',
  title: 'Stop and target in place',
  description:
    'The stop lies below the entry and the bid, within the smallest and largest distance allowed; the target lies above the entry and the ask.',
  limitKeys: ['minStopDistancePercent', 'maxStopDistancePercent'],
  exemptsReductions: 'No stop or target follows an order that reduces a position.',
  assess(facts) {
    const { quote } = facts.input;
    const stop = facts.stop();
    const target = facts.target();
    const least = facts.limit('minStopDistancePercent');
    const most = facts.limit('maxStopDistancePercent');
    const limit = () => `stop ${printPercent(least)} to ${printPercent(most)} below the entry`;
    if (stop === undefined && target === undefined) return neither;
    if (quote === undefined) return missing('The market price', limit);
    const ask = Exact.of(quote.ask);
    if (target?.atMost(Exact.max(facts.cap(), ask)))
      return deny(
        `target ${printPrice(target)}`,
        `target > ${printPrice(Exact.max(facts.cap(), ask))}`,
        'The target of a buy has to lie above the entry and the market; raise it.',
      );
    return stop === undefined
      ? pass(
          `target ${printPrice(target ?? ask)}`,
          'target above the entry',
          'The target lies above the entry.',
        )
      : assessStop(facts, stop, { least, most, limit, bid: Exact.of(quote.bid) });
  },
});

function assessStop(
  facts: RiskFacts,
  stop: Exact,
  bounds: { least: Exact; most: Exact; limit: () => string; bid: Exact },
): Answer {
  const highest = Exact.min(facts.cap(), bounds.bid);
  if (stop.atLeast(highest))
    return deny(
      `stop ${printPrice(stop)}`,
      `stop < ${printPrice(highest)}`,
      'The stop of a buy has to lie below the entry and the market, or it would sell at once; lower it.',
    );
  const cap = facts.cap();
  const distance = cap.minus(stop);
  if (!cap.isPositive())
    return deny('unsound', bounds.limit, 'The entry price is not above zero; give one that is.');
  const print = (rounding?: Rounding) =>
    `stop ${printPercent(percentOf(distance, cap) ?? distance, rounding)} below the entry`;
  if (!distance.atLeast(percentPart(cap, bounds.least)))
    return deny(
      () => print('down'),
      bounds.limit,
      'The stop is so near that ordinary movement would trigger it; lower it.',
    );
  if (!distance.atMost(percentPart(cap, bounds.most)))
    return deny(() => print('up'), bounds.limit, 'The stop is too far away to protect; raise it.');
  return pass(() => print(), bounds.limit, 'Stop and target lie on the right sides.');
}
