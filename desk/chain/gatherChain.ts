import type { ChainRisk } from '../../machines/risk/ChainRisk.ts';
import type { Desk } from '../Desk.ts';
import { type ChainPlan, type OnChain, planOnChain } from './planOnChain.ts';

/** What the gate looks at of an order on a chain that could not be asked: every check of a chain denies. */
export const unknownChain: ChainRisk = {
  ...{ chainId: undefined, signedChainId: undefined, router: undefined, tokenIn: undefined },
  ...{ tokenOut: undefined, amountIn: undefined, minimumOut: undefined, independentOut: undefined },
  ...{ simulatedOut: undefined, simulatedBack: undefined, deadline: undefined, allowance: undefined },
  ...{ nonce: undefined, nextNonce: undefined, maxGasCostQuote: undefined },
};

/** The plan of an order on a chain, where it has one, and what the gate is shown; nothing for any other venue. */
export async function gatherChain(
  desk: Desk,
  order: OnChain | undefined,
): Promise<{ chain?: ChainRisk; planned?: ChainPlan }> {
  const { dex } = desk;
  if (!dex) return {};
  if (!order) return { chain: unknownChain };
  try {
    const planned = await planOnChain({ dex, limits: desk.limits, clock: desk.clock }, order);
    return { chain: planned.risk, planned };
  } catch (cause) {
    desk.log.warn(
      { instrument: order.instrument, cause: String(cause) },
      'The chain could not be asked for a risk assessment',
    );
    return { chain: unknownChain };
  }
}
