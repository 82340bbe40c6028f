import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfig } from './loadConfig.ts';
import { readEnvironment } from './readEnvironment.ts';
import type { Config } from './schema.ts';

const home = mkdtempSync(join(tmpdir(), 'countersign-config-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const at = (digit: string) => `0x${digit.repeat(40)}`;
const market = {
  route: { kind: 'v2', router: at('1'), pair: at('2'), feePips: 3000 },
  reference: { kind: 'v3Twap', pool: at('3'), seconds: 600 },
  quoteSize: '0.01',
};
const settings = {
  mode: 'testnet',
  currency: 'USD',
  chain: { rpcUrl: 'http://127.0.0.1:8545', chainId: 31_337 },
  wallet: { keystore: '/home/me/wallet.json' },
  dex: {
    label: 'Test DEX',
    tokens: { GLD: { address: at('a'), decimals: 18 }, USD: { address: at('b'), decimals: 6 } },
    markets: { 'GLD/USD': market },
  },
};
type Over = Partial<Record<keyof typeof settings | 'database', unknown>>;

function load(over: Over = {}, variables: Record<string, string> = {}): Config {
  writeFileSync(join(home, 'config.yaml'), JSON.stringify({ ...settings, ...over }));
  return loadConfig(readEnvironment({ COUNTERSIGN_HOME: home, ...variables }));
}
const refused = (over: Over): string => {
  try {
    load(over);
  } catch (error) {
    return String(error).replaceAll(/ \(\S+, line \d+\)/g, '');
  }
  throw new Error('It was accepted');
};

test('default', () => {
  const { dex, wallet } = load();
  expect(dex).toMatchObject({ coinPrice: null, confirmations: null, emergencySlippagePercent: 10 });
  expect(dex?.markets).toEqual({ 'GLD/USD': market });
  expect(wallet).toEqual({
    keystore: '/home/me/wallet.json',
    passwordFile: null,
    password: null,
    signer: null,
  });
});

test('behavior: other modes ask for nothing of it, and a DEX that is configured stays unused', () => {
  expect(load({ mode: 'sim', wallet: {}, currency: 'USDT', chain: {} }).dex?.label).toBe('Test DEX');
});

test('behavior: a public test network together with a PostgreSQL server', () => {
  const database = { url: 'postgresql://desk@127.0.0.1/desk' };
  const chain = { ...settings.chain, chainId: 11_155_111 };
  expect(load({ chain, database }).mode).toBe('testnet');
  expect(refused({ chain })).toMatch(/database\.url: .*power cut.*anvil needs none/);
});

test('behavior: the password comes from the environment, and no file may hold it', () => {
  expect(load({}, { COUNTERSIGN_WALLET_PASSWORD: 'hunter2' }).wallet.password).toBe('hunter2');
  const message = refused({ wallet: { ...settings.wallet, password: 'hunter2' } });
  expect(message).toContain('set COUNTERSIGN_WALLET_PASSWORD instead');
  expect(message).not.toContain('hunter2');
});

test.each<[string, Over, RegExp]>([
  ['no DEX', { dex: null }, /dex: .*docs\/dex\.md/],
  ['no node', { chain: { chainId: 31_337 } }, /chain\.rpcUrl: .*JSON-RPC/],
  ['no chain id', { chain: { rpcUrl: 'http://127.0.0.1:1' } }, /chain\.chainId: /],
  [
    'Ethereum itself',
    { chain: { ...settings.chain, chainId: 1 } },
    /may be real money; live trading needs .* yet/,
  ],
  ['no wallet', { wallet: {} }, /wallet\.keystore: .*needs a wallet/],
  [
    'two wallets',
    { wallet: { keystore: 'w.json', signer: { command: ['sign'], address: at('c') } } },
    /keystore and signer name two wallets/,
  ],
  ['another currency', { currency: 'EUR' }, /dex\.markets\.GLD\/USD: .*counted in EUR/],
  ['a token without an address', { dex: { ...settings.dex, tokens: {} } }, /GLD is not among dex\.tokens/],
  [
    'decimals that no token has',
    {
      dex: { ...settings.dex, tokens: { ...settings.dex.tokens, GLD: { address: at('a'), decimals: 256 } } },
    },
    /dex\.tokens\.GLD\.decimals/,
  ],
  [
    'a pool that is its own reference',
    {
      dex: {
        ...settings.dex,
        markets: { 'GLD/USD': { ...market, reference: { kind: 'v2Pair', pair: at('2') } } },
      },
    },
    /cannot be its own reference/,
  ],
  [
    'a misspelt key',
    { dex: { ...settings.dex, confirmation: 2 } },
    /dex\.confirmation: unknown key; did you mean/,
  ],
  [
    'a misspelt key of a route',
    { dex: { ...settings.dex, markets: { 'GLD/USD': { ...market, route: { ...market.route, fee: 1 } } } } },
    /dex\.markets\.GLD\/USD\.route\.fee: unknown key; known keys are .*feePips/,
  ],
  [
    'slippage without bounds',
    { dex: { ...settings.dex, emergencySlippagePercent: 100 } },
    /emergencySlippagePercent/,
  ],
])('error: %s', (_, over, words) => {
  expect(refused(over)).toMatch(words);
});
