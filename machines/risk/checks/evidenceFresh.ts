import { deny, notApplicable, pass } from '../answers.ts';
import { notAnAgent } from '../notAnAgent.ts';
import { printSeconds } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';

const judgedBefore = notApplicable('Evidence is judged when proposing; now the price drift counts.');

export const evidenceFresh = defineCheck({
  code: 'evidence.fresh',
  title: 'Evidence is fresh',
  description:
    'When an agent proposes, its newest trusted evidence is not older than allowed, by the source’s own time where it gives one. Later the price drift is what counts.',
  limitKeys: ['maxEvidenceAgeSeconds'],
  exemptsReductions: null,
  assess(facts) {
    const { evidence, now, origin, phase } = facts.input;
    if (origin !== 'agent') return notAnAgent;
    if (phase !== 'propose') return judgedBefore;
    const limit = () => `≤ ${printSeconds(facts.count('maxEvidenceAgeSeconds') * 1000)} old`;
    const times = evidence.filter((ref) => ref.trusted).map((ref) => ref.exchangeTime ?? ref.observedAt);
    if (times.length === 0)
      return deny(
        'no evidence',
        limit,
        'The agent named no trusted evidence; ask it to look at the market first.',
      );
    const age = Math.max(0, now - Math.max(...times));
    const allowedMs = facts.count('maxEvidenceAgeSeconds') * 1000;
    return age <= allowedMs
      ? pass(
          () => `${printSeconds(age)} old`,
          limit,
          'The evidence is fresh.',
          () => age / allowedMs,
        )
      : deny(
          `${printSeconds(age)} old`,
          limit,
          'The evidence is too old to act on; ask the agent to look again.',
        );
  },
});
