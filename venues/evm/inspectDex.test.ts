import { afterAll, describe, expect, test } from 'vitest';
import { openDexChain, trader } from '../../test/fixtures/evm/openDexChain.ts';
import { connectNode } from './connectNode.ts';
import type { DexMarket } from './DexMarket.ts';
import { inspectDex } from './inspectDex.ts';

const chain = await openDexChain();
const nowhere = `0x${'9'.repeat(40)}`;

describe.skipIf(!chain)('inspectDex (skipped where no anvil binary is installed)', () => {
  if (!chain) return;
  afterAll(() => chain[Symbol.asyncDispose]());
  const { node, v2, v3 } = chain;
  const inspect = (markets: DexMarket[], owner: string | null = trader, on = node) =>
    inspectDex(
      on,
      {
        id: 'dex',
        label: 'Test DEX',
        coin: 'ETH',
        confirmations: null,
        emergencySlippagePercent: 10,
        markets,
      },
      owner,
    );
  const faults = async (...args: Parameters<typeof inspect>) =>
    (await inspect(...args)).flatMap(({ name, found, disables }) =>
      disables === null ? [] : [`${name}: ${found}; ${disables}`],
    );

  test('default: all is there', async () => {
    const findings = await inspect([v2, v3]);
    expect(findings.filter(({ disables }) => disables !== null)).toEqual([]);
    const told = Object.fromEntries(findings.map(({ name, found }) => [name, found]));
    expect(told).toMatchObject({
      node: 'answers for chain 31337',
      'token GLD': expect.stringContaining('18 decimals'),
      'reference GLD/USD': expect.stringMatching(/^\d+.* USD by the mean of 60 s$/),
      'reference GLD3/USD': '2000 USD by another pair',
      gas: expect.stringContaining(`${trader} has`),
    });
    expect((await inspect([v2], null)).at(-1)?.found).toContain('not known');
  });

  test('error: each thing that is missing is named with what it disables', async () => {
    expect(await faults([{ ...v2, base: { ...v2.base, decimals: 6 } }])).toEqual([
      expect.stringMatching(/^token GLD: .*18 decimals, and 6 are configured; the desk does not start/),
    ]);
    expect(await faults([{ ...v2, route: { ...v2.route, router: nowhere } }])).toEqual([
      `market GLD/USD: router: there is no contract at ${nowhere}; GLD/USD cannot be traded`,
    ]);
    expect(await faults([{ ...v2, reference: { kind: 'v3Twap', pool: nowhere, seconds: 60 } }])).toEqual([
      expect.stringMatching(/^reference GLD\/USD: .*neither bought nor sold$/),
    ]);
    expect(await faults([v2], nowhere)).toEqual([
      expect.stringMatching(/^gas: .* has 0 ETH, which does not pay for one order.*kill switch/),
    ]);
  });

  test('error: a wrong chain or a silent node is told alone', async () => {
    const other = connectNode({ rpcUrl: chain.rpcUrl, chainId: 1 });
    expect(await faults([v2], trader, other)).toEqual([
      expect.stringMatching(/^node: The node serves chain 31337, and chain 1 is configured/),
    ]);
    other.close();
    const silent = connectNode({ rpcUrl: 'http://127.0.0.1:9', chainId: 31_337 });
    expect(await faults([v2], trader, silent)).toEqual([
      expect.stringMatching(/^node: .*; nothing can be traded, prices and stops are not watched/),
    ]);
    silent.close();
  });
});
