import { decimal } from '../../domain/decimal.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { OrderRole } from '../../domain/Order.ts';
import type { ChainRisk } from '../../machines/risk/ChainRisk.ts';
import type { Dex } from '../../venues/evm/Dex.ts';
import type { SwapPlan } from '../../venues/evm/planSwap.ts';
import { fromUnits, toUnits } from '../../venues/evm/units.ts';
import type { Desk } from '../Desk.ts';

/** What is to be traded; of an order's terms or of its intent. */
export type OnChain = {
  instrument: InstrumentId;
  side: 'buy' | 'sell';
  quantity: string;
  /** Worst price that was approved; null where there is none. */
  priceCap: string | null;
  /** Why the order exists, once there is one. */
  role?: OrderRole;
};

/** A swap that could be signed, what the gate looks at of it, and what its transactions may cost. */
export type ChainPlan = {
  plan: SwapPlan;
  gas: { approval: string; swap: string };
  /** Most that either transaction may cost, in wei; null where the coin's price is not known. */
  maxFeeWei: string | null;
  risk: ChainRisk;
};

/** Refunds make what is used in the end less than what has to be there on the way. */
const gasMarginPercent = 160n;
/** Room for a replacement by fee within the limit that the gate has judged. */
const weiPerCoin = 18;

/**
 * Asks the chain everything about an order before it is judged. Nothing is signed or stored.
 *
 * @throws VenueError when the chain could not be asked.
 */
export async function planOnChain(
  desk: Pick<Desk, 'limits' | 'clock'> & { dex: Dex },
  order: OnChain,
): Promise<ChainPlan> {
  const { dex, limits } = desk;
  const plan = await dex.plan({
    ...order,
    slippagePercent: String(slippageOf(order, { dex, limits })),
    deadline: desk.clock.now() + limits.maxChainDeadlineSeconds * 1000,
  });
  const [fees, coinPrice] = await Promise.all([dex.fees(), dex.coinPrice(order.instrument)]);
  const { simulated } = plan;
  const gas = {
    approval: withGasMargin(simulated.gas?.approval ?? 0n),
    swap: withGasMargin(simulated.gas?.swap ?? 0n),
  };
  const cost = fromUnits((BigInt(gas.approval) + BigInt(gas.swap)) * BigInt(fees.maxFeePerGas), weiPerCoin);
  const { maxChainGasCostQuote } = limits;
  return {
    plan,
    gas,
    maxFeeWei: coinPrice && String(toUnits(decimal(maxChainGasCostQuote).div(coinPrice), weiPerCoin, 'down')),
    risk: {
      chainId: plan.chainId,
      signedChainId: dex.chainId,
      router: plan.router,
      tokenIn: plan.tokenIn.address,
      tokenOut: plan.tokenOut.address,
      amountIn: String(plan.amountIn),
      minimumOut: String(plan.amountOut),
      independentOut: String(plan.independentOut),
      simulatedOut: inUnits(simulated.out),
      simulatedBack: inUnits(simulated.back),
      deadline: plan.deadline,
      allowance: String(plan.amountIn),
      nonce: plan.minedCount,
      nextNonce: plan.pendingCount,
      maxGasCostQuote: coinPrice === null ? undefined : decimal(cost).times(coinPrice).toString(),
    },
  };
}

/** The gas that is allowed for a call that used so much when it was simulated. */
export function withGasMargin(used: bigint): string {
  return String((used * gasMarginPercent) / 100n);
}

/** Bounds that keep an entry from being dear would keep a stop from selling when the price falls fastest. */
function slippageOf({ role }: OnChain, { dex, limits }: { dex: Dex } & Pick<Desk, 'limits'>): number {
  const { maxChainSlippagePercent } = limits;
  return role === 'protection'
    ? Math.max(maxChainSlippagePercent, dex.emergencySlippagePercent)
    : maxChainSlippagePercent;
}

function inUnits(amount: bigint | null): string | null {
  return amount === null ? null : String(amount);
}
