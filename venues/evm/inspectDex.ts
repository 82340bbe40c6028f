import { abi } from './abi.ts';
import { callView } from './callView.ts';
import type { DexSettings } from './createDex.ts';
import type { DexMarket, EvmToken } from './DexMarket.ts';
import type { EvmNode } from './EvmNode.ts';
import { proposeFees } from './proposeFees.ts';
import { readReference } from './readReference.ts';
import { fromUnits } from './units.ts';

/** One thing that a DEX needs. `disables`: what cannot be done without it; null where it is there. */
export type DexFinding = { name: string; found: string; disables: string | null };

/** What an approval, a swap and taking the rest back use at most of gas, with room to spare. */
const gasOfAnOrder = 500_000n;
const weiPerCoin = 18;

/**
 * Looks at everything that a DEX needs without changing anything: node and chain, simulation, tokens, contracts, the
 * price that bounds are taken from, and the wallet's coin for gas (`owner`; null where its address is not known). Never
 * throws for what it finds. Where the node does not answer, that alone is told.
 */
export async function inspectDex(
  node: EvmNode,
  settings: DexSettings,
  owner: string | null,
): Promise<DexFinding[]> {
  const chain = await tell(
    'node',
    'nothing can be traded, prices and stops are not watched, and nothing can be flattened',
    async () => {
      await node.verify();
      return `answers for chain ${node.chainId}`;
    },
  );
  if (chain.disables !== null) return [chain];
  const findings = [
    chain,
    await tell(
      'simulation',
      'every order is denied, since none can be tried before it is signed',
      async () => {
        await node.ask('eth_simulateV1', [{ blockStateCalls: [{ calls: [] }] }, 'latest']);
        return 'the node can try an order without sending it';
      },
    ),
  ];
  for (const token of tokensOf(settings.markets)) findings.push(await inspectToken(node, token));
  for (const market of settings.markets) findings.push(...(await inspectMarket(node, market)));
  findings.push(await inspectGas(node, owner, settings.coin));
  return findings;
}

function tokensOf(markets: readonly DexMarket[]): EvmToken[] {
  const tokens = new Map(
    markets.flatMap(({ base, quote }) => [base, quote]).map((token) => [token.address, token]),
  );
  return [...tokens.values()];
}

function inspectToken(node: EvmNode, { symbol, address, decimals }: EvmToken): Promise<DexFinding> {
  return tell(`token ${symbol}`, 'the desk does not start, since amounts would be wrong', async () => {
    await requireCode(node, address);
    const [found] = await callView(node, abi.erc20, { to: address, name: 'decimals' });
    if (Number(found) !== decimals)
      throw new Error(`${address} has ${found} decimals, and ${decimals} are configured`);
    return `${address}, ${decimals} decimals`;
  });
}

async function inspectMarket(node: EvmNode, market: DexMarket): Promise<DexFinding[]> {
  const { instrument, route, reference } = market;
  const contracts = Object.entries(route).flatMap(([name, value]) =>
    typeof value === 'string' && value.startsWith('0x') ? [[name, value] as const] : [],
  );
  return [
    await tell(`market ${instrument}`, `${instrument} cannot be traded`, async () => {
      for (const [name, address] of contracts)
        await requireCode(node, address).catch((cause: unknown) => {
          throw new Error(`${name}: ${messageOf(cause)}`);
        });
      return contracts.map(([name, address]) => `${name} ${address}`).join(', ');
    }),
    await tell(
      `reference ${instrument}`,
      `${instrument} has no price to take bounds from, so it is neither bought nor sold`,
      async () => {
        const price = await readReference(node, market);
        const one = (price.quote * 10n ** BigInt(market.base.decimals)) / price.base;
        return `${fromUnits(one, market.quote.decimals)} ${market.quote.symbol} by ${reference.kind === 'v2Pair' ? 'another pair' : `the mean of ${reference.seconds} s`}`;
      },
    ),
  ];
}

function inspectGas(node: EvmNode, owner: string | null, coin: string): Promise<DexFinding> {
  return tell(
    'gas',
    'no order leaves, and the kill switch can neither cancel nor flatten on the chain',
    async () => {
      if (owner === null) return 'the wallet’s address is not known without its password';
      const balance = BigInt(String(await node.ask('eth_getBalance', [owner, 'latest'])));
      const { maxFeePerGas } = await proposeFees(node);
      const has = `${owner} has ${fromUnits(balance, weiPerCoin)} ${coin}`;
      if (balance >= gasOfAnOrder * BigInt(maxFeePerGas)) return has;
      throw new Error(`${has}, which does not pay for one order at the present fees`);
    },
  );
}

async function requireCode(node: EvmNode, address: string): Promise<void> {
  const code = await node.ask('eth_getCode', [address, 'latest']);
  if (typeof code !== 'string' || code === '0x') throw new Error(`there is no contract at ${address}`);
}

async function tell(name: string, disables: string, look: () => Promise<string>): Promise<DexFinding> {
  try {
    return { name, found: await look(), disables: null };
  } catch (cause) {
    return { name, found: messageOf(cause), disables };
  }
}

function messageOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
