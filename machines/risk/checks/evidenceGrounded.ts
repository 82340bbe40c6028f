import type { Exact } from '../../../domain/Exact.ts';
import { type Answer, deny, missing, pass, shareAtMost } from '../answers.ts';
import { notAnAgent } from '../notAnAgent.ts';
import { percentPart } from '../percentPart.ts';
import { type PriceFigure, priceFigures } from '../priceFigures.ts';
import { percentOf, printCount, printPercent, printPrice } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';
import type { RiskFacts } from '../RiskFacts.ts';

export const evidenceGrounded = defineCheck({
  code: 'evidence.grounded',
  title: 'Grounded in evidence',
  description:
    'A price in an agent’s trusted evidence agrees with the market, the order’s price lies within the collar around it, and its stop below it.',
  limitKeys: ['maxReferenceDivergencePercent', 'priceCollarPercent'],
  exemptsReductions: null,
  assess(facts) {
    const { evidence, origin, terms } = facts.input;
    if (origin !== 'agent') return notAnAgent;
    const allowed = facts.limit('maxReferenceDivergencePercent');
    const limit = () => `≤ ${printPercent(allowed)} from the market`;
    const trusted = evidence.filter((ref) => ref.trusted);
    if (trusted.length === 0)
      return deny(
        'no evidence',
        limit,
        'The agent named no trusted evidence; ask it to look at the market first.',
      );
    const mid = facts.mid();
    if (mid === undefined) return missing('The market price', limit);
    const nearest = nearestTo(mid, priceFigures(trusted, terms.instrument));
    if (nearest === undefined)
      return facts.reduces
        ? pass(
            `${printCount(trusted.length, 'piece')} of evidence`,
            limit,
            'The order reduces a position that the evidence shows.',
          )
        : deny(
            'no price in evidence',
            limit,
            `The agent’s evidence states no price of ${terms.instrument}; ask it to look at the market first.`,
          );
    if (!mid.isPositive()) return missing('The market price', limit);
    const agreement = shareAtMost({ part: nearest.price.minus(mid).abs(), whole: mid }, allowed, {
      print: (percent) => `${percent} from the market`,
      passed: () =>
        `${nearest.evidence.id} (${nearest.name} ${printPrice(nearest.price)}) agrees with the market.`,
      denied: () =>
        `${nearest.evidence.id} says ${nearest.name} ${printPrice(nearest.price)} but the market is at ${printPrice(mid)}; ask the agent to look again.`,
    });
    return agreement.outcome === 'deny' ? agreement : (contradictionOf(facts, nearest) ?? agreement);
  },
});

function nearestTo(mid: Exact, figures: readonly PriceFigure[]): PriceFigure | undefined {
  return figures.reduce<PriceFigure | undefined>(
    (best, figure) =>
      best === undefined || figure.price.minus(mid).abs().lessThan(best.price.minus(mid).abs())
        ? figure
        : best,
    undefined,
  );
}

/** Whether the order's own prices fit the price that the agent saw. */
function contradictionOf(facts: RiskFacts, seen: PriceFigure): Answer | null {
  const { terms } = facts.input;
  const collar = facts.limit('priceCollarPercent');
  const beyond = terms.side === 'buy' ? facts.cap().minus(seen.price) : seen.price.minus(facts.cap());
  if (seen.price.isPositive() && beyond.greaterThan(percentPart(seen.price, collar)))
    return deny(
      () => `price ${printPercent(percentOf(beyond, seen.price) ?? beyond, 'up')} from ${seen.evidence.id}`,
      `≤ ${printPercent(collar)} from the evidence`,
      `The price ${printPrice(facts.cap())} does not fit the ${printPrice(seen.price)} that the agent saw; ask it to propose again.`,
    );
  const stop = facts.stop();
  if (terms.side === 'buy' && stop?.atLeast(seen.price))
    return deny(
      `stop ${printPrice(stop)}`,
      `stop < ${printPrice(seen.price)} (${seen.evidence.id})`,
      'The stop lies above the price that the agent saw; ask it to propose again.',
    );
  return null;
}
