import { Exact } from '../../../domain/Exact.ts';
import { deny, missing, pass } from '../answers.ts';
import { defineChainCheck } from '../defineChainCheck.ts';
import { printPrice } from '../print.ts';

export const chainAllowance = defineChainCheck({
  code: 'chain.allowance',
  title: 'Exact allowance',
  description: 'The contract may take exactly what goes in, and no more later.',
  limitKeys: [],
  exemptsReductions: null,
  assess(_, { allowance, amountIn }) {
    if (amountIn === undefined) return missing('What goes in', 'exactly what goes in');
    const needed = Exact.of(amountIn);
    const limit = () => `exactly ${printPrice(needed)}`;
    if (allowance === undefined) return missing('What the contract may take', limit);
    const granted = Exact.of(allowance);
    return granted.equals(needed)
      ? pass(() => printPrice(granted), limit, 'The contract may take what goes in and nothing else.')
      : deny(
          () => printPrice(granted),
          limit,
          granted.greaterThan(needed)
            ? 'The contract could take more than this order later; approve the exact amount.'
            : 'The contract may take less than goes in, so the swap would fail; approve the exact amount.',
        );
  },
});
