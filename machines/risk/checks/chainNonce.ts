import { deny, missing, pass } from '../answers.ts';
import { defineChainCheck } from '../defineChainCheck.ts';

export const chainNonce = defineChainCheck({
  code: 'chain.nonce',
  title: 'Next nonce',
  description:
    'The transaction has the account’s next nonce, so that it neither replaces another one nor waits for one.',
  limitKeys: [],
  exemptsReductions: null,
  assess(_, { nonce, nextNonce }) {
    const limit = nextNonce === undefined ? 'the next one' : `${nextNonce}`;
    if (nonce === undefined) return missing('The nonce of the transaction', limit);
    if (nextNonce === undefined) return missing('The account’s next nonce', limit);
    return nonce === nextNonce
      ? pass(`${nonce}`, limit, 'The transaction is the account’s next one.')
      : deny(
          `${nonce}`,
          limit,
          nonce < nextNonce
            ? 'A transaction with this nonce exists, and this one would replace it or fail; build it anew.'
            : 'An earlier transaction is missing, so this one would wait and could come late; build it anew.',
        );
  },
});
