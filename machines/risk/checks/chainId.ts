import { deny, missing, pass } from '../answers.ts';
import { defineChainCheck } from '../defineChainCheck.ts';

export const chainId = defineChainCheck({
  code: 'chain.id',
  title: 'Right chain',
  description: 'The node is on an allowed chain, and the transaction is signed for that one.',
  limitKeys: ['chainIds'],
  exemptsReductions: null,
  assess({ input }, { chainId: actual, signedChainId }) {
    const { chainIds } = input.limits;
    const limit = () => (chainIds.length === 0 ? 'no chain is allowed' : `one of ${chainIds.join(', ')}`);
    if (actual === undefined) return missing('Which chain the node is on', limit);
    if (signedChainId === undefined) return missing('Which chain the transaction is for', limit);
    const observed = () => `node ${actual}, transaction ${signedChainId}`;
    if (actual !== signedChainId)
      return deny(
        observed,
        limit,
        'The transaction is for another chain than the node is on; check the node’s address.',
      );
    return chainIds.includes(String(actual))
      ? pass(observed, limit, 'The chain is an allowed one.')
      : deny(observed, limit, 'The limits do not allow this chain; have the limits changed if it is meant.');
  },
});
