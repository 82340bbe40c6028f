import type { EvidenceRef } from '../../../domain/Evidence.ts';
import type { Exact } from '../../../domain/Exact.ts';
import { deny, pass } from '../answers.ts';
import { notAnAgent } from '../notAnAgent.ts';
import { figureValue } from '../priceFigures.ts';
import { printPrice } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

export const evidenceTrusted = defineCheck({
  code: 'evidence.trusted',
  title: 'Numbers from trusted evidence',
  description:
    'An agent’s proposal rests on at least one piece of trusted evidence, and none of its numbers comes from untrusted text alone.',
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    const { evidence, origin } = facts.input;
    const limit = '≥ 1 trusted, no number from untrusted text';
    if (origin !== 'agent') return notAnAgent;
    const trusted = evidence.filter((ref) => ref.trusted);
    const observed = () => `${trusted.length} of ${evidence.length} trusted`;
    if (trusted.length === 0)
      return deny(
        observed,
        limit,
        'The agent named no trusted evidence; ask it to look at the market first.',
      );
    const doubtful = valuesOf(evidence.filter((ref) => !ref.trusted));
    const sound = doubtful.length === 0 ? [] : valuesOf(trusted);
    for (const [name, value] of [
      ['quantity', facts.quantity()],
      ['notional', facts.notional()],
      ['price', facts.cap()],
      ['stop', facts.stop()],
      ['target', facts.target()],
    ] as const) {
      if (value === undefined || !has(doubtful, value) || has(sound, value)) continue;
      return deny(
        `${name} ${printPrice(value)} from untrusted text`,
        limit,
        `The ${name} ${printPrice(value)} stands only in text that anybody could have written; choose it yourself if it is meant.`,
      );
    }
    return pass(observed, limit, 'The numbers rest on trusted evidence.');
  },
});

function valuesOf(evidence: readonly EvidenceRef[]): Exact[] {
  return evidence.flatMap((ref) => ref.figures.flatMap((figure) => figureValue(figure.value) ?? []));
}

function has(values: readonly Exact[], value: Exact): boolean {
  return values.some((other) => other.equals(value));
}
