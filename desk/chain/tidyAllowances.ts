import type { OrderIntent } from '../../domain/Order.ts';
import type { Desk } from '../Desk.ts';
import { revocationId } from './chainIds.ts';
import { chainAddress, inFlightStates } from './chainStates.ts';
import { listChainStates } from './listChainStates.ts';
import { ownNonces } from './sellFromWallet.ts';
import { nextNonce } from './sendOnChain.ts';
import { startRevocation } from './startRevocation.ts';

/** What `approve` takes on tokens that do more than store a number. */
const gasLimit = '120000';

/**
 * Takes back what a sale of the kill switch left allowed, where its process ended before it could. Looks once nothing of
 * the wallet is under way; throws `VenueError` when the chain could not be asked.
 */
export async function tidyAllowances(desk: Desk): Promise<void> {
  const { dex, transactions } = desk;
  if (!dex || !transactions) return;
  const sales = newestSales(transactions.entries().map(({ intent }) => intent));
  if (sales.length === 0) return;
  const counts = await dex.counts();
  if (ownNonces({ transactions }, counts).length > 0) return;
  for (const intent of sales) {
    const market = dex.markets.get(intent.instrument);
    if (!market) continue;
    const [token, spender] = [market.base.address, market.route.router];
    if ((await dex.allowance(token, spender)) === 0n) continue;
    await desk.runtime.transact(desk.account, async (unit) => {
      const live = await listChainStates(desk, unit.repositories);
      if (live.some(({ status }) => inFlightStates.has(status))) return;
      let attempt = 0;
      while (await unit.get(chainAddress(revocationId(intent.id, attempt)))) attempt += 1;
      const about = { intent, chainId: dex.chainId, sender: dex.sender, token, spender, gasLimit };
      await startRevocation(unit, about, { attempt, nonce: nextNonce(desk, counts, live) });
    });
  }
}

/** The newest sale of the kill switch in each instrument. */
function newestSales(intents: readonly OrderIntent[]): OrderIntent[] {
  const sales = intents.filter(({ role }) => role === 'emergency');
  return [...new Map(sales.map((intent) => [intent.instrument, intent])).values()];
}
