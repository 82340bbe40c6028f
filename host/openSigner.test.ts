import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encryptKeystoreJson } from 'ethers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trader, traderKey } from '../test/fixtures/evm/openDexChain.ts';
import { openSigner } from './openSigner.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-signer-'));
const keystore = join(folder, 'wallet.json');
const passwordFile = join(folder, 'password');
const none = { keystore: null, passwordFile: null, password: null, signer: null };
const nobody = async () => null;

beforeAll(async () => {
  const scrypt = { N: 1024, r: 8, p: 1 };
  const json = await encryptKeystoreJson({ address: trader, privateKey: traderKey }, 'hunter2', { scrypt });
  writeFileSync(keystore, json, { mode: 0o600 });
  writeFileSync(passwordFile, 'hunter2\n', { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('default: the password comes from the environment, a file, or a person', async () => {
  const opened = [
    await openSigner({ ...none, keystore, password: 'hunter2' }, nobody),
    await openSigner({ ...none, keystore, passwordFile }, nobody),
    await openSigner({ ...none, keystore }, async () => 'hunter2'),
  ];
  expect(opened.map(({ address }) => address)).toEqual([trader, trader, trader]);
});

test('behavior: a signer of one’s own needs no password', async () => {
  const signer = { command: ['sign', '--quietly'], address: trader };
  expect((await openSigner({ ...none, signer }, nobody)).address).toBe(trader);
});

test('error: no wallet, no password, a wrong one, and a file that others can read', async () => {
  const refused = (over: Record<string, unknown>) =>
    openSigner({ ...none, ...over } as never, nobody).catch((cause: Error) => cause.message);
  expect(await refused({})).toContain('No wallet is configured');
  expect(await refused({ keystore })).toMatch(/COUNTERSIGN_WALLET_PASSWORD.*nothing was sent/s);
  expect(await refused({ keystore, password: 'hunter3' })).toMatch(/does not open(?!.*hunter3)/);
  expect(await refused({ keystore, passwordFile: join(folder, 'gone') })).toContain('cannot be read');
  chmodSync(passwordFile, 0o644);
  expect(await refused({ keystore, passwordFile })).toContain('mode 600');
});
