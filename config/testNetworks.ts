/** Chains that run inside one's own machine, by the ids that their tools give them. */
const developmentChains: ReadonlySet<number> = new Set([1_337, 31_337]);

/** Public test networks whose coins cost nothing, by chain id. */
const testNetworks: ReadonlyMap<number, string> = new Map([
  [97, 'BNB Smart Chain Testnet'],
  [43_113, 'Avalanche Fuji'],
  [80_002, 'Polygon Amoy'],
  [84_532, 'Base Sepolia'],
  [421_614, 'Arbitrum Sepolia'],
  [560_048, 'Hoodi'],
  [11_155_111, 'Sepolia'],
  [11_155_420, 'OP Sepolia'],
]);

export function isDevelopmentChain(chainId: number): boolean {
  return developmentChains.has(chainId);
}

/**
 * What a chain is called whose coins are certainly no money; null for every other. A chain id is part of what is signed,
 * so what is signed for one of these is worth nothing on any other chain.
 */
export function testNetworkName(chainId: number): string | null {
  return testNetworks.get(chainId) ?? (isDevelopmentChain(chainId) ? `local chain ${chainId}` : null);
}
