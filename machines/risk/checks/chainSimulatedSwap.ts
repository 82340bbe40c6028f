import { Exact } from '../../../domain/Exact.ts';
import { deny, missing, pass } from '../answers.ts';
import { defineChainCheck } from '../defineChainCheck.ts';
import { printPrice } from '../print.ts';

export const chainSimulatedSwap = defineChainCheck({
  code: 'chain.simulatedSwap',
  title: 'Swap simulated',
  description:
    'Simulated on the chain as it stands, the swap goes through and gives at least the minimum out.',
  limitKeys: [],
  exemptsReductions: null,
  assess(_, { simulatedOut, minimumOut }) {
    if (minimumOut === undefined) return missing('The minimum out', 'at least the minimum out');
    const least = Exact.of(minimumOut);
    const limit = () => `≥ ${printPrice(least)} out`;
    if (simulatedOut === undefined) return missing('What the swap would give', limit);
    if (simulatedOut === null)
      return deny(
        'reverts',
        limit,
        'Simulated, the swap fails, so it would cost gas for nothing; check the pool and the allowance.',
      );
    const out = Exact.of(simulatedOut);
    return out.atLeast(least)
      ? pass(() => `${printPrice(out)} out`, limit, 'Simulated, the swap goes through.')
      : deny(
          () => `${printPrice(out)} out`,
          limit,
          'Simulated, the swap gives less than its minimum and would fail; ask for a new quote.',
        );
  },
});
