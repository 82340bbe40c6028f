import { Exact, type Rounding } from '../../../domain/Exact.ts';
import { deny, missing, notApplicable, pass } from '../answers.ts';
import { percentPart } from '../percentPart.ts';
import { percentOf, printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

const unseen = notApplicable('Nobody has seen a price yet.');

export const authorityDrift = defineCheck({
  code: 'authority.drift',
  title: 'Price as shown',
  description: 'When deciding and just before sending, the price is near the one that the person saw.',
  limitKeys: ['maxDriftPercent'],
  exemptsReductions: null,
  assess(facts) {
    const { phase, shownPrice } = facts.input;
    if (phase === 'propose') return unseen;
    const allowed = facts.limit('maxDriftPercent');
    const limit = () => `within ±${printPercent(allowed)}`;
    const mid = facts.mid();
    if (mid === undefined) return missing('The market price', limit);
    if (shownPrice === null) return missing('The price that was shown', limit);
    const shown = Exact.of(shownPrice);
    if (!shown.isPositive()) return missing('The price that was shown', limit);
    const moved = mid.minus(shown);
    const print = (rounding?: Rounding) =>
      `${moved.isPositive() ? '+' : ''}${printPercent(percentOf(moved, shown) ?? moved, rounding)}`;
    const most = percentPart(shown, allowed);
    return moved.abs().atMost(most)
      ? pass(
          () => print(),
          limit,
          'The price is near the one that was shown.',
          () => moved.abs().toNumber() / most.toNumber(),
        )
      : deny(
          () => print(moved.isNegative() ? 'down' : 'up'),
          limit,
          'The price has moved too far from the one that was shown; refresh the proposal and look again.',
        );
  },
});
