import { readFile } from 'node:fs/promises';
import type { Config } from '../../../config/schema.ts';
import { chainLabel, type DexSource, dexSourceOf, toDexSettings } from '../../../host/openDex.ts';
import { openSigner } from '../../../host/openSigner.ts';
import { connectNode } from '../../../venues/evm/connectNode.ts';
import { inspectDex } from '../../../venues/evm/inspectDex.ts';
import { blocked, type Finding, ok, warning } from './Finding.ts';

/** What mode testnet trades on: its node, contracts and wallet, and what the limits let it touch. Nothing in other modes. */
export async function examineDex(config: Config): Promise<Finding[]> {
  const source = dexSourceOf(config);
  if (!source) return [];
  const wallet = await examineWallet(config);
  const node = connectNode(source.chain);
  try {
    const found = await inspectDex(node, toDexSettings(source), wallet.address);
    const well = found.flatMap(({ name, found: what, disables }) =>
      disables === null ? [`${name}: ${what}`] : [],
    );
    return [
      wallet.finding,
      ...(well.length > 0
        ? [ok('dex', [`${source.dex.label} on ${chainLabel(source.chain)}`, ...well].join('\n'))]
        : []),
      ...found.flatMap(({ name, found: what, disables }) =>
        disables === null
          ? []
          : [blocked('dex', `${name}: ${what}; ${disables}`, 'edit chain and dex in config.yaml')],
      ),
      ...examineLimits(config, source),
    ];
  } finally {
    node.close();
  }
}

/** Opens the wallet where that needs nobody to be asked. */
async function examineWallet({ wallet }: Config): Promise<{ finding: Finding; address: string | null }> {
  const needsPerson = wallet.keystore !== null && wallet.password === null && wallet.passwordFile === null;
  if (needsPerson) {
    const address = await readAddress(wallet.keystore ?? '');
    const found = `${wallet.keystore}${address === null ? '' : ` for ${address}`}; its password is asked for at the start, so it cannot start unattended`;
    return {
      address,
      finding: warning('wallet', found, 'set COUNTERSIGN_WALLET_PASSWORD, or wallet.passwordFile'),
    };
  }
  try {
    const { address } = await openSigner(wallet, async () => null);
    return { address, finding: ok('wallet', address) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { address: null, finding: blocked('wallet', reason, 'edit wallet in config.yaml') };
  }
}

/** The address that most keystores carry in the open; null where this one does not. */
async function readAddress(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const found = /"address"\s*:\s*"(?:0x)?([0-9a-fA-F]{40})"/.exec(text)?.[1];
  return found === undefined ? null : `0x${found}`;
}

/** What is configured and not allowed: the gate would deny every order of it. */
function examineLimits({ limits }: Config, { chain, dex }: DexSource): Finding[] {
  const { chainIds, chainRouters, chainTokens, instruments } = limits;
  const has = (list: readonly string[], one: string) =>
    list.some((other) => other.toLowerCase() === one.toLowerCase());
  const markets = Object.entries(dex.markets);
  const lacks = [
    ...(has(chainIds, String(chain.chainId)) ? [] : [`chainIds lacks "${chain.chainId}"`]),
    ...markets.flatMap(([, { route }]) =>
      has(chainRouters, route.router) ? [] : [`chainRouters lacks ${route.router}`],
    ),
    ...Object.entries(dex.tokens).flatMap(([symbol, { address }]) =>
      has(chainTokens, address) ? [] : [`chainTokens lacks ${address} (${symbol})`],
    ),
    ...markets.flatMap(([id]) => (has(instruments, id) ? [] : [`instruments lacks ${id}`])),
  ];
  if (lacks.length === 0) return [ok('dex limits', 'chain, routers, tokens and instruments are allowed')];
  const found = `the limits allow less than is configured, so such orders are denied: ${[...new Set(lacks)].join('; ')}`;
  return [warning('dex limits', found, 'edit limits in config.yaml')];
}
