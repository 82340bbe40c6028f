import type { ProposalFigures } from '../../domain/Proposal.ts';
import { percentOf, storedDecimal } from './print.ts';
import { riskFacts } from './RiskFacts.ts';
import type { RiskInput } from './RiskInput.ts';

/** Places kept of money and of percentages; the app rounds further for the screen. */
const moneyPlaces = 8;
const percentPlaces = 4;

/**
 * The numbers of the card, by the arithmetic that the checks use. Money in quote units, shares in percent; distances
 * of stop and target are signed and measured from the worst price. `slippage` is what is expected of the stop where
 * there is one, else of the order itself.
 * Null when something that they need is missing or the book is too thin to say.
 */
export function assessFigures(input: RiskInput): ProposalFigures | null {
  const facts = riskFacts(input);
  const { quote } = input;
  const mid = facts.mid();
  const cap = facts.cap();
  const percentOfEquity = facts.percentOfEquity(facts.notional());
  const fees = facts.fees();
  const slippage = facts.slippage();
  if (!quote || !mid || !percentOfEquity || !fees || !slippage) return null;

  const stop = facts.reduces ? undefined : facts.stop();
  const target = facts.reduces ? undefined : facts.target();
  const risk = stop && facts.riskAtStop();
  const riskShare = risk && facts.percentOfEquity(risk);
  const fromCap = (price: typeof stop) => price && percentOf(price.minus(cap), cap);
  const stopPercent = fromCap(stop);
  const targetPercent = fromCap(target);
  const distance = stop && cap.minus(stop);
  const reward = target?.minus(cap);

  return {
    notional: storedDecimal(facts.notional(), moneyPlaces),
    percentOfEquity: storedDecimal(percentOfEquity, percentPlaces),
    stopPercent: stopPercent ? storedDecimal(stopPercent, percentPlaces) : null,
    targetPercent: targetPercent ? storedDecimal(targetPercent, percentPlaces) : null,
    rewardToRisk:
      distance?.greaterThan(0) && reward ? storedDecimal(reward.div(distance), percentPlaces) : null,
    riskAtStop: risk ? storedDecimal(risk, moneyPlaces) : null,
    riskPercentOfEquity: riskShare ? storedDecimal(riskShare, percentPlaces) : null,
    fees: storedDecimal(fees, moneyPlaces),
    slippage: storedDecimal(slippage, moneyPlaces),
    referencePrice: storedDecimal(mid, moneyPlaces),
    referenceTime: quote.exchangeTime,
  };
}
