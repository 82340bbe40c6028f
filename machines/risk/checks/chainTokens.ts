import { deny, missing, pass } from '../answers.ts';
import { defineChainCheck } from '../defineChainCheck.ts';

export const chainTokens = defineChainCheck({
  code: 'chain.tokens',
  title: 'Tokens allowed',
  description:
    'The token that comes out is on the list of the limits, and for an entry the one that goes in as well.',
  limitKeys: ['chainTokens'],
  exemptsReductions: null,
  assess(facts, { tokenIn, tokenOut }) {
    const allowed = facts.input.limits.chainTokens;
    const limit = () => (allowed.length === 0 ? 'no token is allowed' : `among ${allowed.join(', ')}`);
    if (tokenIn === undefined || tokenOut === undefined) return missing('Which tokens are swapped', limit);
    const isAllowed = (token: string) => allowed.some((other) => other.toLowerCase() === token.toLowerCase());
    // What is held may be sold also when it is no longer on the list.
    const wrong = [tokenOut, ...(facts.reduces ? [] : [tokenIn])].find((token) => !isAllowed(token));
    return wrong === undefined
      ? pass(() => `${tokenIn} to ${tokenOut}`, limit, 'The tokens are allowed ones.')
      : deny(
          wrong,
          limit,
          'The limits do not allow this token; an address that looks alike may be another’s. Check it, or have the limits changed.',
        );
  },
});
