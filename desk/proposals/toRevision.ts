import type { Actor } from '../../domain/actor.ts';
import { hashOf } from '../../domain/hash.ts';
import type { Revision } from '../../domain/Proposal.ts';
import type { Ruling } from '../../machines/risk/answers.ts';
import { assessFigures } from '../../machines/risk/assessFigures.ts';
import type { RiskInput } from '../../machines/risk/RiskInput.ts';

/** Makes the next revision of a proposal: the terms, their hash, and the gate's word on them. */
export function toRevision(input: RiskInput, ruling: Ruling, number: number, by: Actor): Revision {
  return {
    number,
    hash: hashOf(input.terms),
    terms: input.terms,
    verdict: ruling.verdict(),
    figures: assessFigures(input),
    by,
    at: input.now,
  };
}
