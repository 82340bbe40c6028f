import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CountersignError } from '../../domain/CountersignError.ts';
import { hashSecret, newSecret } from './hashSecret.ts';
import { writeSecretFile } from './writeSecretFile.ts';

export type TokenHashes = { operator: string; approver: string };

/** Names of the two credentials in the home. */
export const tokenFiles = { operator: 'token', approver: 'approver-token' } as const;

/**
 * Reads the two credentials of a home, making them at the first start. Only their hashes are kept.
 *
 * @throws CountersignError `access.badToken` when a file holds something that is too short to be a secret.
 */
export function loadTokens(home: string): TokenHashes {
  const operator = loadOrCreate(join(home, tokenFiles.operator));
  const approver = loadOrCreate(join(home, tokenFiles.approver));
  if (operator === approver) {
    throw new CountersignError(
      'access.sameToken',
      `${tokenFiles.operator} and ${tokenFiles.approver} in ${home} hold the same secret, so whoever proposes could approve. Delete one of them and start again; a new one is made.`,
    );
  }
  return { operator: hashSecret(operator), approver: hashSecret(approver) };
}

/** Reads one credential for the command line. Undefined when there is no such file yet. */
export function readToken(home: string, kind: keyof typeof tokenFiles): string | undefined {
  const path = join(home, tokenFiles[kind]);
  try {
    return parse(path, readFileSync(path, 'utf8'));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function loadOrCreate(path: string): string {
  try {
    const token = parse(path, readFileSync(path, 'utf8'));
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
    return token;
  } catch (error) {
    if (!isMissing(error)) throw error;
    const token = newSecret();
    writeSecretFile(path, `${token}\n`);
    return token;
  }
}

function parse(path: string, text: string): string {
  const token = text.trim();
  if (!/^[\w-]{32,256}$/.test(token)) {
    throw new CountersignError(
      'access.badToken',
      `${path} does not hold a token: found ${token.length} characters, allowed are 32 to 256 letters, digits, - and _. Delete the file and start again; a new one is made.`,
    );
  }
  return token;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
