import type { InstrumentId } from '../../domain/ids.ts';
import { VenueError } from '../VenueError.ts';
import { abi } from './abi.ts';
import { callView } from './callView.ts';
import type { Dex } from './Dex.ts';
import type { DexMarket, EvmToken } from './DexMarket.ts';
import type { EvmNode } from './EvmNode.ts';
import type { EvmSigner } from './EvmSigner.ts';
import { type Finality, lookAtNonce } from './lookAtNonce.ts';
import { planSwap, readAllowance, readCounts } from './planSwap.ts';
import { proposeFees } from './proposeFees.ts';
import { readHoldings } from './readHoldings.ts';
import { readLadder } from './readLadder.ts';
import { readReference } from './readReference.ts';
import { fromUnits } from './units.ts';

export type DexSettings = Finality & {
  id: string;
  label: string;
  /** Unit that gas is paid in, e.g. `ETH`. */
  coin: string;
  /** How far below the reference price a stop and the kill switch may sell, in percent. */
  emergencySlippagePercent: number;
  /** Where the coin's price is read: its wrapped token, a quote token and their pool. */
  coinMarket?: Pick<DexMarket, 'base' | 'quote' | 'reference'>;
  markets: readonly DexMarket[];
};

/** Words of nodes that have the very transaction already. */
const isKnownAlready = /already known|already imported|known transaction|transaction already/i;

/** A DEX over a node and a signer; neither is asked before it is used. */
export function createDex(
  settings: DexSettings,
  { node, signer }: { node: EvmNode; signer: EvmSigner },
): Dex {
  const { confirmations, coinMarket } = settings;
  const sender = signer.address;
  const { chainId } = node;
  const markets = new Map(settings.markets.map((market) => [market.instrument, market]));
  return {
    id: settings.id,
    label: settings.label,
    coin: settings.coin,
    emergencySlippagePercent: settings.emergencySlippagePercent,
    chainId,
    sender,
    markets,
    async check() {
      await node.verify();
      const tokens = new Map<string, EvmToken>();
      for (const { base, quote } of markets.values())
        for (const token of [base, quote]) tokens.set(token.address, token);
      for (const token of tokens.values()) await checkDecimals(node, token);
    },
    plan: (request) => planSwap(node, findMarket(markets, request.instrument), { ...request, sender }),
    allowance: (token, spender) => readAllowance(node, { token, owner: sender, spender }),
    async coinPrice(instrument) {
      const { quote } = findMarket(markets, instrument);
      if (coinMarket?.quote.address !== quote.address) return null;
      return priceOf(node, coinMarket);
    },
    counts: () => readCounts(node, sender),
    ladder: (instrument) => readLadder(node, findMarket(markets, instrument)),
    referencePrice: (instrument) => priceOf(node, findMarket(markets, instrument)),
    holdings: (as = 'final') =>
      readHoldings(node, { markets: markets.values(), owner: sender, confirmations, as }),
    async time() {
      await node.verify();
      const head = await node.block('latest');
      if (head) return head.time;
      throw new VenueError('evm.unreadable', 'The node gave no newest block.');
    },
    fees: (outbid) => proposeFees(node, outbid),
    sign: ({ call, ...transaction }) => signer.sign({ chainId, ...call, ...transaction }),
    async broadcast(raw) {
      await node.verify();
      try {
        await node.ask('eth_sendRawTransaction', [raw]);
        return { kind: 'taken' };
      } catch (cause) {
        if (!(cause instanceof VenueError) || cause.code !== 'evm.refused') throw cause;
        return isKnownAlready.test(cause.message)
          ? { kind: 'taken' }
          : { kind: 'refused', reason: cause.message };
      }
    },
    look: ({ hashes }) => lookAtNonce(node, { sender, hashes, confirmations }),
    close: () => node.close(),
  };
}

async function priceOf(
  node: EvmNode,
  market: Pick<DexMarket, 'base' | 'quote' | 'reference'>,
): Promise<string> {
  const price = await readReference(node, market);
  const one = 10n ** BigInt(market.base.decimals);
  return fromUnits((price.quote * one) / price.base, market.quote.decimals);
}

function findMarket(markets: ReadonlyMap<InstrumentId, DexMarket>, instrument: InstrumentId): DexMarket {
  const market = markets.get(instrument);
  if (market) return market;
  throw new VenueError('evm.noMarket', `${instrument} is not configured for this DEX.`);
}

async function checkDecimals(node: EvmNode, { symbol, address, decimals }: EvmToken): Promise<void> {
  const [found] = await callView(node, abi.erc20, { to: address, name: 'decimals' });
  if (Number(found) === decimals) return;
  throw new VenueError(
    'evm.decimals',
    `The token at ${address} has ${found} decimals, and ${decimals} are configured for ${symbol}. Amounts would be wrong by powers of ten, so it is not traded.`,
  );
}
