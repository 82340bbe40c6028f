import { spawn } from 'node:child_process';
import { getAddress } from 'ethers';
import { VenueError } from '../VenueError.ts';
import { checkSigned } from './checkSigned.ts';
import type { EvmSigner, UnsignedTransaction } from './EvmSigner.ts';

export type ExternalSignerSettings = {
  /** Program and its arguments; started once for each signature, without a shell. */
  command: readonly [string, ...string[]];
  /** The address that it signs for. */
  address: string;
  timeoutMs?: number;
};

const longestAnswer = 256 * 1024;

/**
 * A program of the user's own that keeps the key. It reads one JSON object from its input, the fields of
 * `UnsignedTransaction` and `address`, and writes the signed transaction as hex to its output. What it returns is held to
 * what was asked. What it writes as errors is not repeated, since it may hold anything.
 *
 * `sign` throws VenueError `evm.signer` where it fails, and `evm.signature` where it signed something else.
 */
export function externalSigner({
  command,
  address: of,
  timeoutMs = 60_000,
}: ExternalSignerSettings): EvmSigner {
  const address = getAddress(of);
  return {
    address,
    async sign(wanted) {
      return checkSigned(await ask(command, { ...wanted, address }, timeoutMs), wanted, address);
    },
  };
}

function ask(
  [program, ...args]: readonly [string, ...string[]],
  request: UnsignedTransaction & { address: string },
  timeoutMs: number,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(new VenueError('evm.signer', `The external signer ${why}. Nothing was signed or sent.`));
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    // Not left to the end of its output, which a program that it has started in turn may keep open.
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      child.stdout.destroy();
      fail('did not answer in time');
    }, timeoutMs);
    let answer = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      answer += part;
      if (answer.length <= longestAnswer) return;
      child.kill('SIGKILL');
      child.stdout.destroy();
      fail('answered too much');
    });
    child.on('error', () => fail('could not be started'));
    child.on('close', (code, signal) => {
      clearTimeout(late);
      if (signal !== null) return fail(`was ended by ${signal}`);
      return code === 0 ? resolve(answer.trim()) : fail(`ended with status ${code}`);
    });
    // A program that does not read its input may be gone before all of it is written.
    child.stdin.on('error', () => {});
    child.stdin.end(`${JSON.stringify(request)}\n`);
  });
}
