import { deny, missing, pass } from '../answers.ts';
import { defineChainCheck } from '../defineChainCheck.ts';
import { printSeconds } from '../print.ts';

export const chainDeadline = defineChainCheck({
  code: 'chain.deadline',
  title: 'Deadline',
  description:
    'After this time the contract refuses the transaction, so that it cannot come late at another price.',
  limitKeys: ['maxChainDeadlineSeconds'],
  exemptsReductions: null,
  assess(facts, { deadline }) {
    const { now } = facts.input;
    const allowedMs = facts.count('maxChainDeadlineSeconds') * 1000;
    const limit = () => `> 0.0 s and ≤ ${printSeconds(allowedMs)} from now`;
    if (deadline === undefined) return missing('The deadline of the transaction', limit);
    const left = deadline - now;
    return left > 0 && left <= allowedMs
      ? pass(() => `${printSeconds(left)} from now`, limit, 'The transaction cannot come late.')
      : deny(
          left > 0 ? `${printSeconds(left)} from now` : `${printSeconds(-left)} ago`,
          limit,
          left > 0
            ? 'The transaction could be held back and used at a price that has moved; set an earlier deadline.'
            : 'The deadline has passed, so the transaction would fail; build it anew.',
        );
  },
});
