import { Exact } from '../../domain/Exact.ts';
import type { Quote } from '../../domain/market.ts';
import type { ProposalFigures } from '../../domain/Proposal.ts';
import { percentOf, storedDecimal } from './print.ts';
import { type RiskFacts, riskFacts } from './RiskFacts.ts';
import type { RiskInput } from './RiskInput.ts';

/** Places kept of money and of percentages; the app rounds further for the screen. */
const moneyPlaces = 8;
const percentPlaces = 4;

/**
 * The numbers of the card, by the arithmetic that the checks use. Money in quote units, shares in percent; distances
 * of stop and target are signed and measured from where the order is expected to fill: its limit, or the touch for a
 * market order; what can be lost is measured from the worst price. `slippage` is what is expected of the stop where
 * there is one, else of the order itself.
 * Null when something that they need is missing or the book is too thin to say.
 */
export function assessFigures(input: RiskInput): ProposalFigures | null {
  const facts = riskFacts(input);
  const { quote } = input;
  const mid = facts.mid();
  const equity = facts.equity();
  const percentOfEquity = equity && percentOf(facts.notional(), equity);
  const fees = facts.fees();
  const slippage = facts.slippage();
  if (!quote || !mid || !equity || !percentOfEquity || !fees || !slippage) return null;

  const stop = facts.reduces ? undefined : facts.stop();
  const target = facts.reduces ? undefined : facts.target();
  const risk = stop && facts.riskAtStop();
  const riskShare = risk && percentOf(risk.part, equity.times(risk.whole));
  const entry = expectedEntry(facts, quote);
  const fromEntry = (price: typeof stop) => price && percentOf(price.minus(entry), entry);
  const stopPercent = fromEntry(stop);
  const targetPercent = fromEntry(target);
  const distance = stop && entry.minus(stop);
  const reward = target?.minus(entry);

  return {
    notional: storedDecimal(facts.notional(), moneyPlaces),
    percentOfEquity: storedDecimal(percentOfEquity, percentPlaces),
    stopPercent: stopPercent ? storedDecimal(stopPercent, percentPlaces) : null,
    targetPercent: targetPercent ? storedDecimal(targetPercent, percentPlaces) : null,
    rewardToRisk:
      distance?.isPositive() && reward
        ? storedDecimal({ part: reward, whole: distance }, percentPlaces)
        : null,
    riskAtStop: risk ? storedDecimal(risk, moneyPlaces) : null,
    riskPercentOfEquity: riskShare ? storedDecimal(riskShare, percentPlaces) : null,
    fees: storedDecimal(fees, moneyPlaces),
    slippage: storedDecimal(slippage, moneyPlaces),
    referencePrice: storedDecimal(mid, moneyPlaces),
    referenceTime: quote.exchangeTime,
  };
}

function expectedEntry(facts: RiskFacts, quote: Quote): Exact {
  const { terms } = facts.input;
  if (terms.type === 'limit') return facts.cap();
  return Exact.of(terms.side === 'buy' ? quote.ask : quote.bid);
}
