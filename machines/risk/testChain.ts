import type { ChainRisk } from './ChainRisk.ts';
import type { RiskInput } from './RiskInput.ts';
import { type TestChanges, testInput, testNow } from './testInput.ts';

export const testRouter = `0x${'Aa'.repeat(20)}`;
export const testTokenIn = `0x${'b1'.repeat(20)}`;
export const testTokenOut = `0x${'c2'.repeat(20)}`;

/** A swap of 500 of one token with six places for 0.01 of one with eighteen, which passes every check of a chain. */
export function testChain(changes: Partial<ChainRisk> = {}): ChainRisk {
  return {
    chainId: 8453,
    signedChainId: 8453,
    router: testRouter,
    tokenIn: testTokenIn,
    tokenOut: testTokenOut,
    amountIn: '500000000',
    minimumOut: '9950000000000000',
    independentOut: '10000000000000000',
    simulatedOut: '9990000000000000',
    simulatedBack: '497000000',
    deadline: testNow + 60_000,
    allowance: '500000000',
    nonce: 7,
    nextNonce: 7,
    maxGasCostQuote: '0.75',
    ...changes,
  };
}

/** The valid input with that swap, under limits that allow it; a part can be changed or taken away. */
export function testChainInput(chain: Partial<ChainRisk> = {}, changes: TestChanges = {}): RiskInput {
  const allowed = {
    chainIds: ['1', '8453'],
    chainRouters: [testRouter.toLowerCase()],
    chainTokens: [testTokenIn, testTokenOut],
  };
  return testInput({ chain: testChain(chain), ...changes, limits: { ...allowed, ...changes.limits } });
}
