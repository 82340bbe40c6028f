import { deny, missing, pass } from '../answers.ts';
import { defineChainCheck } from '../defineChainCheck.ts';

export const chainRouter = defineChainCheck({
  code: 'chain.router',
  title: 'Contract allowed',
  description: 'The contract that the transaction calls is on the list of the limits.',
  limitKeys: ['chainRouters'],
  exemptsReductions: null,
  assess({ input }, { router }) {
    const allowed = input.limits.chainRouters;
    const limit = () => (allowed.length === 0 ? 'no contract is allowed' : `one of ${allowed.join(', ')}`);
    if (router === undefined) return missing('Which contract the transaction calls', limit);
    return allowed.some((address) => address.toLowerCase() === router.toLowerCase())
      ? pass(router, limit, 'The contract is an allowed one.')
      : deny(
          router,
          limit,
          'The limits do not allow this contract, which could take the money; do not send it anything.',
        );
  },
});
