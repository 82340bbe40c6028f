import { deny, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';

const roles = { agent: ['agent'], strategy: ['strategy'], operator: ['operator', 'approver'] } as const;

export const authorityProposer = defineCheck({
  code: 'authority.proposer',
  title: 'Proposer known',
  description: 'Who proposed it has the role that the proposal’s origin says.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    const { by, origin } = input;
    const allowed: readonly string[] = roles[origin];
    const limit = `from ${allowed.join(' or ')}`;
    const observed = () => `${by.id} (${by.role}) as ${origin}`;
    return allowed.includes(by.role)
      ? pass(observed, limit, () => `${by.id} may propose.`)
      : deny(
          observed,
          limit,
          'Who proposed this is not who it claims to come from, so nothing of it is trusted; propose it yourself if it is meant.',
        );
  },
});
