import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LeftTransaction } from '../desk/chain/TransactionFile.ts';
import { testIntent } from '../test/fixtures/orderFixtures.ts';
import { fileTransactions } from './fileTransactions.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-transactions-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const left = (nonce: number): LeftTransaction => ({
  ...{ kind: 'swap', intent: testIntent(), nonce, hash: `0x${nonce}` },
  ...{ maxFeePerGas: '2', maxPriorityFeePerGas: '1', at: nonce },
});

test('default: what one process wrote another one reads, and nobody else can', () => {
  const path = join(folder, 'transactions.jsonl');
  const [one, other] = [fileTransactions(path), fileTransactions(path)];
  expect(one.entries()).toEqual([]);
  one.append(left(1));
  other.append(left(2));
  expect(one.entries()).toEqual([left(1), left(2)]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('behavior: only the newest are kept when it is opened', () => {
  const path = join(folder, 'transactions.jsonl');
  const file = fileTransactions(path);
  for (let nonce = 0; nonce < 1_001; nonce += 1) appendFileSync(path, `${JSON.stringify(left(nonce))}\n`);
  expect(file.entries()).toHaveLength(1_001);
  const kept = fileTransactions(path).entries();
  expect([kept.length, kept[0]?.nonce, kept.at(-1)?.nonce]).toEqual([500, 501, 1_000]);
});

test('error: a line that was cut off is passed over, and nothing is lost behind it', () => {
  const path = join(folder, 'transactions.jsonl');
  const file = fileTransactions(path);
  file.append(left(1));
  appendFileSync(path, '{"kind":"swap","nonc');
  expect(file.entries()).toEqual([left(1)]);
  file.append(left(2));
  expect(file.entries()).toEqual([left(1), left(2)]);
  expect(readFileSync(path, 'utf8')).toContain('nonc');
});
