import type { DexSection, WalletSection } from '../config/dexSchema.ts';
import type { Config } from '../config/schema.ts';
import { testNetworkName } from '../config/testNetworks.ts';
import { instrumentId } from '../domain/ids.ts';
import { connectNode } from '../venues/evm/connectNode.ts';
import { createDex, type DexSettings } from '../venues/evm/createDex.ts';
import type { Dex } from '../venues/evm/Dex.ts';
import type { EvmToken } from '../venues/evm/DexMarket.ts';
import { VenueError } from '../venues/VenueError.ts';
import { type AskPassword, openSigner } from './openSigner.ts';

/** What a DEX is opened from. */
export type DexSource = {
  chain: { rpcUrl: string; chainId: number; name: string | null; coin: string | null };
  dex: DexSection;
  wallet: WalletSection;
};

/** The DEX of a configuration, without any password; null where it trades elsewhere. */
export function dexSourceOf({ mode, chain, dex, wallet }: Config): DexSource | null {
  const { rpcUrl, chainId, name, coin } = chain;
  if (mode !== 'testnet' || dex === null || rpcUrl === null || chainId === null) return null;
  return { chain: { rpcUrl, chainId, name, coin }, dex, wallet: { ...wallet, password: null } };
}

/**
 * Opens the wallet, and a DEX over a node that is not asked yet.
 *
 * @throws ConfigError and VenueError where the wallet does not open.
 */
export async function openDex(
  { chain, dex, wallet }: DexSource,
  { password, ask }: { password: string | null; ask: AskPassword },
): Promise<Dex> {
  const signer = await openSigner({ ...wallet, password }, ask);
  return createDex(toDexSettings({ chain, dex }), { node: connectNode(chain), signer });
}

/** What the desk calls the chain. */
export function chainLabel({ name, chainId }: Pick<DexSource['chain'], 'name' | 'chainId'>): string {
  return name ?? testNetworkName(chainId) ?? `chain ${chainId}`;
}

export function toDexSettings({ chain, dex }: Pick<DexSource, 'chain' | 'dex'>): DexSettings {
  const token = (symbol: string): EvmToken => {
    const found = dex.tokens[symbol];
    if (found) return { symbol, ...found };
    throw new VenueError('evm.noMarket', `${symbol} is not among the configured tokens.`);
  };
  const { coinPrice, confirmations, emergencySlippagePercent } = dex;
  return {
    id: 'dex',
    label: dex.label,
    coin: chain.coin ?? 'ETH',
    ...{ confirmations, emergencySlippagePercent },
    markets: Object.entries(dex.markets).map(([id, { route, reference, quoteSize }]) => {
      const [base = '', quote = ''] = id.split('/');
      const instrument = instrumentId.parse(id);
      return { instrument, base: token(base), quote: token(quote), route, reference, quoteSize };
    }),
    ...(coinPrice && {
      coinMarket: {
        base: token(coinPrice.base),
        quote: token(coinPrice.quote),
        reference: coinPrice.reference,
      },
    }),
  };
}
