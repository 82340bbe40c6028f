import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/openDatabase.ts';
import { approvalId } from '../../desk/chain/chainIds.ts';
import { orderId } from '../../domain/ids.ts';
import { openChainRig } from '../fixtures/evm/openChainRig.ts';
import { openDexChain, trader } from '../fixtures/evm/openDexChain.ts';

const chain = await openDexChain();
const order = orderId.parse('ORD-0000000000000001');

describe.skipIf(!chain)('kill -9 at a send (skipped where no anvil binary is installed)', () => {
  if (!chain) return;
  afterAll(() => chain[Symbol.asyncDispose]());

  // What a process finds that died after its bytes left is tried in desk/chain/chainOrders.test.ts.
  test('default: killed between signing and sending, the next process sends the same bytes, and trades once', {
    timeout: 120_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
    try {
      const script = join(import.meta.dirname, 'orderThenDie.ts');
      const child = spawn(process.execPath, [script, JSON.stringify({ chain, folder })], {
        stdio: 'ignore',
      });
      const [, signal] = await once(child, 'exit');
      expect(signal).toBe('SIGKILL');

      const database = await openDatabase({ folder });
      await using rig = await openChainRig(chain, { database });
      const found = await rig.chain(approvalId(order));
      expect([found?.status, found?.chain.transactions.length]).toEqual(['broadcast', 1]);
      const before = await chain.balance(chain.gold, trader);
      await rig.settle();
      const after = await rig.chain(approvalId(order));
      expect(after?.chain.receipts.map(({ hash }) => hash)).toEqual([found?.chain.transactions[0]?.hash]);
      const { status, order: booked } = await rig.order(order);
      expect([status, booked.fills.length]).toEqual(['filled', 1]);
      expect((await chain.balance(chain.gold, trader)) - before).toBe(10n ** 17n);
      expect(await rig.desk.dex.allowance(chain.usd.address, chain.routers.v2)).toBe(0n);
      await database.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
