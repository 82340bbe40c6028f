import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfig } from '../../../config/loadConfig.ts';
import { readEnvironment } from '../../../config/readEnvironment.ts';
import type { Config } from '../../../config/schema.ts';
import { examineDex } from './examineDex.ts';

const home = mkdtempSync(join(tmpdir(), 'countersign-doctor-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const at = (digit: string) => `0x${digit.repeat(40)}`;
function configOf(over: Record<string, unknown> = {}): Config {
  const settings = {
    ...{ mode: 'testnet', currency: 'USD' },
    // Nothing listens there.
    chain: { rpcUrl: 'http://127.0.0.1:9', chainId: 31_337 },
    wallet: { signer: { command: ['sign'], address: at('c') } },
    dex: {
      label: 'Test DEX',
      tokens: { GLD: { address: at('a'), decimals: 18 }, USD: { address: at('b'), decimals: 6 } },
      markets: {
        'GLD/USD': {
          route: { kind: 'v2', router: at('1'), pair: at('2'), feePips: 3000 },
          reference: { kind: 'v3Twap', pool: at('3'), seconds: 600 },
          quoteSize: '0.01',
        },
      },
    },
    ...over,
  };
  writeFileSync(join(home, 'config.yaml'), JSON.stringify(settings));
  return loadConfig(readEnvironment({ COUNTERSIGN_HOME: home }));
}
const named = (name: string, findings: Awaited<ReturnType<typeof examineDex>>) =>
  findings.filter((finding) => finding.name === name);

test('default: modes without a DEX have nothing to look at', async () => {
  expect(await examineDex(configOf({ mode: 'sim', currency: 'USDT' }))).toEqual([]);
});

test('error: a node that does not answer blocks, and says what that disables', async () => {
  const findings = await examineDex(configOf());
  expect(named('wallet', findings)).toMatchObject([{ state: 'ok', found: expect.stringMatching(/^0xc/i) }]);
  expect(named('dex', findings)).toMatchObject([
    {
      state: 'blocked',
      found: expect.stringMatching(/^node: .*nothing can be traded.*nothing can be flattened/),
    },
  ]);
});

test('error: what is configured and not allowed by the limits is named, each once', async () => {
  const [lacking] = named('dex limits', await examineDex(configOf()));
  expect(lacking?.state).toBe('warning');
  for (const words of ['chainIds lacks "31337"', at('1'), `${at('a')} (GLD)`, 'instruments lacks GLD/USD'])
    expect(lacking?.found).toContain(words);
  const limits = {
    ...{ instruments: ['GLD/USD'], chainIds: ['31337'] },
    ...{ chainRouters: [at('1')], chainTokens: [at('A'), at('b')] },
  };
  expect(named('dex limits', await examineDex(configOf({ limits })))).toMatchObject([{ state: 'ok' }]);
});

test('behavior: a keystore whose password somebody has to type is told of; one that does not open blocks', async () => {
  const keystore = join(home, 'wallet.json');
  writeFileSync(keystore, JSON.stringify({ address: 'd'.repeat(40), version: 3 }), { mode: 0o600 });
  const asked = named('wallet', await examineDex(configOf({ wallet: { keystore } })));
  expect(asked).toMatchObject([
    {
      state: 'warning',
      found: expect.stringMatching(new RegExp(`for ${at('d')}; its password is asked for`)),
    },
  ]);
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, 'wrong', { mode: 0o600 });
  const closed = named('wallet', await examineDex(configOf({ wallet: { keystore, passwordFile } })));
  expect(closed).toMatchObject([{ state: 'blocked', found: expect.stringContaining('does not open') }]);
});
