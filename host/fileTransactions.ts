import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder, writeFileDurably } from '../db/writeFileDurably.ts';
import {
  type LeftTransaction,
  leftTransaction,
  type TransactionFile,
} from '../desk/chain/TransactionFile.ts';
import type { AccountId } from '../domain/ids.ts';

/** Where a wallet's transactions are written down: nonces mean something for one wallet on one chain alone. */
export function transactionsPath(home: string, account: AccountId): string {
  return join(home, `transactions-${account}.jsonl`);
}

/** What is older concerns no nonce that anything could still happen to. */
const kept = 500;

/**
 * The wallet's transactions as lines of JSON. A line that cannot be read, as a killed process leaves its last one, is
 * passed over: better a kill that knows less than none.
 */
export function fileTransactions(path: string): TransactionFile {
  let seen = { size: -1, modified: 0, entries: [] as readonly LeftTransaction[] };
  const entries = (): readonly LeftTransaction[] => {
    if (!existsSync(path)) return [];
    const { size, mtimeMs: modified } = statSync(path);
    if (size !== seen.size || modified !== seen.modified) seen = { size, modified, entries: read(path) };
    return seen.entries;
  };
  if (entries().length > 2 * kept) writeFileDurably(path, entries().slice(-kept).map(toLine).join(''));
  return {
    entries,
    append(transaction) {
      const isNew = !existsSync(path);
      const file = openSync(path, 'a', 0o600);
      try {
        // A line that was cut off has no end, and nothing may be written behind it.
        writeSync(file, isNew ? toLine(transaction) : `\n${toLine(transaction)}`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      if (isNew) syncFolder(dirname(path));
    },
  };
}

const toLine = (transaction: LeftTransaction): string => `${JSON.stringify(transaction)}\n`;

function read(path: string): LeftTransaction[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const transaction = parse(line);
      return transaction ? [transaction] : [];
    });
}

function parse(line: string): LeftTransaction | undefined {
  try {
    return leftTransaction.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
