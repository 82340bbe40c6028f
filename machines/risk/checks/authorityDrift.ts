import { Decimal, decimal } from '../../../domain/decimal.ts';
import { deny, missing, notApplicable, pass } from '../answers.ts';
import { percentOf, printPercent } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const authorityDrift = defineCheck({
  code: 'authority.drift',
  title: 'Price as shown',
  description: 'When deciding and just before sending, the price is near the one that the person saw.',
  limitKeys: ['maxDriftPercent'],
  exemptsReductions: null,
  assess(facts) {
    const { limits, phase, shownPrice } = facts.input;
    const allowed = new Decimal(limits.maxDriftPercent);
    const limit = `within ±${printPercent(allowed)}`;
    if (phase === 'propose') return notApplicable('Nobody has seen a price yet.');
    const mid = facts.mid();
    if (mid === undefined) return missing('The market price', limit);
    if (shownPrice === null) return missing('The price that was shown', limit);
    const shown = decimal(shownPrice);
    const drift = percentOf(mid.minus(shown), shown);
    if (drift === undefined) return missing('The price that was shown', limit);
    const sign = drift.greaterThan(0) ? '+' : '';
    return drift.abs().lessThanOrEqualTo(allowed)
      ? pass(`${sign}${printPercent(drift)}`, limit, 'The price is near the one that was shown.')
      : deny(
          `${sign}${printPercent(drift, drift.isNegative() ? 'down' : 'up')}`,
          limit,
          'The price has moved too far from the one that was shown; refresh the proposal and look again.',
        );
  },
});
