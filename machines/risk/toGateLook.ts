import type { GateLook } from '../../domain/GateLook.ts';
import type { Ruling } from './answers.ts';
import type { RiskInput } from './RiskInput.ts';

const margins = 3;

/** What is journalled of a look of the gate: small, and enough to tell the story of an order. */
export function toGateLook(input: RiskInput, ruling: Ruling): GateLook {
  const { quote, bar, book } = input;
  return {
    phase: input.phase,
    at: input.now,
    limitsHash: input.limitsHash,
    allowed: ruling.allowed,
    passed: ruling.passed,
    notApplicable: ruling.notApplicable,
    denials: ruling.denials(),
    tightest: ruling.tightest(margins),
    quote: quote ?? null,
    bar: bar ? { ts: bar.ts, close: bar.close } : null,
    bookTime: book?.exchangeTime ?? null,
  };
}
