import { fileURLToPath } from 'node:url';
import { Transaction } from 'ethers';
import { expect, test } from 'vitest';
import { attacker, trader, traderKey } from '../../test/fixtures/evm/openDexChain.ts';
import type { UnsignedTransaction } from './EvmSigner.ts';
import { externalSigner } from './externalSigner.ts';

const program = fileURLToPath(new URL('../../test/fixtures/evm/signerProgram.ts', import.meta.url));
const signerOf = (...args: string[]) =>
  externalSigner({ command: [process.execPath, program, traderKey, ...args], address: trader });
const transaction: UnsignedTransaction = {
  chainId: 31_337,
  nonce: 7,
  to: `0x${'aa'.repeat(20)}`,
  data: '0xABCD',
  gasLimit: '21000',
  maxFeePerGas: '2000000000',
  maxPriorityFeePerGas: '1000000000',
};

test('default', async () => {
  const { hash, raw } = await signerOf().sign(transaction);
  const read = Transaction.from(raw);
  expect([read.from, read.hash, read.data]).toEqual([trader, hash, '0xabcd']);
});

test.each([
  `to=${attacker}`,
  'nonce=8',
  'chainId=1',
  'value=1',
  'data=0x',
  'maxFeePerGas=9000000000',
  'gasLimit=22000',
])('error: what was not asked for is not taken: %s', async (change) => {
  await expect(signerOf(change).sign(transaction)).rejects.toMatchObject({ code: 'evm.signature' });
});

test('error: a signature by another address is not taken', async () => {
  const other = externalSigner({
    command: [process.execPath, '-e', `process.stdout.write(${JSON.stringify(await signedByTrader())})`],
    address: attacker,
  });
  await expect(other.sign(transaction)).rejects.toMatchObject({ code: 'evm.signature' });
});

test('error: a program that fails, is none, says nonsense, or never answers', async () => {
  const asked = (command: [string, ...string[]], timeoutMs = 20_000) =>
    externalSigner({ command, address: trader, timeoutMs }).sign(transaction);
  await expect(asked([process.execPath, '-e', 'process.exit(4)'])).rejects.toThrow('ended with status 4');
  await expect(asked(['/nonexistent/signer'])).rejects.toThrow('could not be started');
  await expect(asked([process.execPath, '-e', 'console.log("yes")'])).rejects.toThrow(
    'no signed transaction',
  );
  await expect(asked([process.execPath, '-e', 'setInterval(() => {}, 1000)'], 300)).rejects.toThrow(
    'did not answer in time',
  );
  await expect(asked(['/bin/sh', '-c', 'sleep 5; true'], 300)).rejects.toThrow('did not answer in time');
  const flood = "setInterval(() => process.stdout.write('x'.repeat(65536)), 1)";
  await expect(asked([process.execPath, '-e', flood])).rejects.toThrow('answered too much');
});

async function signedByTrader(): Promise<string> {
  return (await signerOf().sign(transaction)).raw;
}
