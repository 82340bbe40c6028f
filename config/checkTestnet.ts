import type { DexSection, WalletSection } from './dexSchema.ts';
import { isDevelopmentChain, testNetworkName } from './testNetworks.ts';

export const liveNeeds =
  'live trading needs keys without the right to withdraw, a durable database and an enrolled approver, which this version does not know yet';

/** What of the settings has to fit together for mode testnet. */
export type TestnetSettings = {
  mode: string;
  currency: string;
  chain: { rpcUrl: string | null; chainId: number | null };
  database: { url: string | null };
  dex: DexSection | null;
  wallet: WalletSection;
};

type Complaint = { path: string[]; message: string };

/** What keeps mode testnet from starting, by key; nothing in other modes. Pure. */
export function checkTestnet({ mode, currency, chain, database, dex, wallet }: TestnetSettings): Complaint[] {
  if (mode !== 'testnet') return [];
  const complaints: Complaint[] = [];
  const complain = (path: string, message: string) => complaints.push({ path: path.split('.'), message });
  if (dex === null)
    complain(
      'dex',
      'mode testnet trades on a decentralised exchange; name its tokens and markets, as docs/dex.md shows, or choose sim or paper (exchanges with accounts have no place for their test keys yet)',
    );
  if (chain.rpcUrl === null)
    complain('chain.rpcUrl', 'mode testnet needs a node of its chain; name its JSON-RPC URL');
  if (chain.chainId === null) complain('chain.chainId', 'mode testnet needs the chain’s id; name it');
  else if (testNetworkName(chain.chainId) === null)
    complain(
      'chain.chainId',
      `no test network with this id is known here, so its coins may be real money; ${liveNeeds}; choose a test network`,
    );
  else if (!isDevelopmentChain(chain.chainId) && database.url === null)
    complain(
      'database.url',
      'a test network that others use remembers what the embedded database may lose in a power cut; name a PostgreSQL server (a local chain such as anvil needs none)',
    );
  if (wallet.keystore === null && wallet.signer === null)
    complain(
      'wallet.keystore',
      'mode testnet needs a wallet; name an encrypted keystore here, or wallet.signer',
    );
  for (const id of Object.keys(dex?.markets ?? {}))
    if (!id.endsWith(`/${currency}`))
      complain(`dex.markets.${id}`, `equity is counted in ${currency}; quote it in that, or set currency`);
  return complaints;
}
