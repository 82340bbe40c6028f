import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { encryptKeystoreJson, Transaction } from 'ethers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trader, traderKey } from '../../test/fixtures/evm/openDexChain.ts';
import type { UnsignedTransaction } from './EvmSigner.ts';
import { openKeystore } from './openKeystore.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-keys-'));
const file = join(folder, 'wallet.json');
const password = 'correct horse battery staple';
const transaction: UnsignedTransaction = {
  chainId: 31_337,
  nonce: 7,
  to: `0x${'aa'.repeat(20)}`,
  data: '0x1234',
  gasLimit: '21000',
  maxFeePerGas: '2000000000',
  maxPriorityFeePerGas: '1000000000',
};

beforeAll(async () => {
  const json = await encryptKeystoreJson({ address: trader, privateKey: traderKey }, password, {
    scrypt: { N: 1024, r: 8, p: 1 },
  });
  writeFileSync(file, json, { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('default', async () => {
  const signer = await openKeystore({ file, password });
  expect(signer.address).toBe(trader);
  const { hash, raw } = await signer.sign(transaction);
  const read = Transaction.from(raw);
  expect([read.from, read.hash, read.nonce, read.chainId]).toEqual([trader, hash, 7, 31_337n]);
});

test('behavior: the same transaction is signed alike, so it has one hash', async () => {
  const signer = await openKeystore({ file, password });
  expect(await signer.sign(transaction)).toEqual(await signer.sign(transaction));
});

test('behavior: neither the key nor the password can be read off a signer or an error', async () => {
  const signer = await openKeystore({ file, password });
  const shown = [inspect(signer, { depth: 20, showHidden: true }), JSON.stringify(signer), String(signer)];
  const wrong = { ...transaction, to: 'no address' };
  const errors = await Promise.all([
    openKeystore({ file, password: 'wrong' }).catch((cause: unknown) => cause),
    signer.sign(wrong).catch((cause: unknown) => cause),
  ]);
  for (const error of errors) {
    expect(error).toBeInstanceOf(Error);
    shown.push(inspect(error, { depth: 20, showHidden: true }), String((error as Error).stack));
  }
  for (const text of shown) {
    expect(text.toLowerCase()).not.toContain(traderKey.slice(2, 20));
    expect(text).not.toContain(password);
    expect(text).not.toContain('wrong');
  }
});

test('error: a file that others may read is not opened', async () => {
  const open = join(folder, 'open.json');
  writeFileSync(open, '{}');
  chmodSync(open, 0o644);
  await expect(openKeystore({ file: open, password })).rejects.toMatchObject({
    code: 'evm.keystore',
    message: expect.stringContaining('can be read by others'),
  });
});

test('error: no file, another password, and a file that is none are told apart from each other', async () => {
  await expect(openKeystore({ file: join(folder, 'none'), password })).rejects.toThrow('cannot be read');
  await expect(openKeystore({ file, password: 'other' })).rejects.toThrow('does not open the keystore');
  const none = join(folder, 'none.json');
  writeFileSync(none, 'words', { mode: 0o600 });
  await expect(openKeystore({ file: none, password })).rejects.toThrow('does not open the keystore');
});
