import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OrderId } from '../../domain/ids.ts';
import type { KillLevel } from '../../domain/mode.ts';
import { type FaultyNode, faultyNode } from '../../test/dex/faultyNode.ts';
import { type ChainRig, openChainRig } from '../../test/fixtures/evm/openChainRig.ts';
import { attacker, type DexChain, openDexChain, trader } from '../../test/fixtures/evm/openDexChain.ts';
import { operator } from '../../test/fixtures/proposalFixtures.ts';
import type { KillProgress } from '../kill/KillProgress.ts';
import { killRecord } from '../kill/killRecord.ts';
import { approvalId } from './chainIds.ts';

let chain = await openDexChain();

describe.skipIf(!chain)('createWalletVenue (skipped where no anvil binary is installed)', () => {
  if (!chain) return;
  // Addresses of a fresh chain are those of every other.
  const { usd, gold, routers, v2 } = chain;
  const onChain = (): DexChain => {
    if (chain) return chain;
    throw new Error('There is no chain');
  };
  let rig: ChainRig;
  let node: FaultyNode;
  let before: { gold: bigint; usd: bigint };
  const wallet = async () => ({
    gold: await onChain().balance(gold, trader),
    usd: await onChain().balance(usd, trader),
  });
  beforeEach(async () => {
    chain ??= await openDexChain();
    node = faultyNode(onChain().node);
    rig = await openChainRig(onChain(), { through: () => node });
    before = await wallet();
  });
  afterEach(async () => {
    let hasStopped = false;
    void rig.desk.killing.stop().then(() => {
      hasStopped = true;
    });
    await until('the kill to stop', () => hasStopped);
    await rig[Symbol.asyncDispose]();
    // A chain that is set back still tells of what it took back, so each test has its own.
    await onChain()[Symbol.asyncDispose]();
    chain = undefined;
  });

  const begin = (level: KillLevel) => {
    const { desk } = rig;
    const request = { level, by: 'operator', at: desk.clock.now(), reason: 'a test' };
    desk.latch.set(request);
    desk.killing.begin({ ...request, actor: operator });
  };
  /** Lets time pass in small steps, and what it set off answer, until something is so. */
  const until = async (what: string, isSo: () => boolean, step: () => Promise<void> = async () => {}) => {
    for (let round = 0; round < 2_000; round += 1) {
      if (isSo()) return;
      await step();
      await rig.pass(100);
      await node.answered();
    }
    throw new Error(`In vain: ${what}; ${JSON.stringify(rig.desk.killing.progress)}`);
  };
  const left = (kind: string) =>
    rig.desk.transactions.entries().filter((entry) => entry.kind === kind).length;
  const written = (type: string) => rig.desk.killFile.entries().filter((entry) => entry.type === type);
  /** Blocks are mined until the kill is confirmed; `isAlive`: the desk works beside it. */
  const confirmed = async (isAlive = false): Promise<Readonly<KillProgress>> => {
    await until(
      'the kill to be confirmed',
      () => rig.desk.killing.progress?.confirmed === true,
      async () => {
        if (isAlive) await rig.work();
        await rig.mine();
      },
    );
    const { progress } = rig.desk.killing;
    if (!progress) throw new Error('Nothing is killed');
    return progress;
  };
  const attack = async (amount: bigint) => {
    const units = amount * 10n ** 18n;
    const far = Math.floor(rig.desk.clock.now() / 1000) + 100_000;
    const swap = ['swapExactTokensForTokens', units, 0, [gold.address, usd.address], attacker, far] as const;
    await onChain().queue('token', gold.address, ['approve', routers.v2, units], attacker);
    await onChain().queue('v2Router', routers.v2, [...swap], attacker);
  };
  const place = async (side: 'buy' | 'sell' = 'buy'): Promise<OrderId> => {
    const placed = await rig.place(v2, side, '0.5');
    if (!placed) throw new Error('The order fails in its simulation');
    return placed.order;
  };
  /** Works until the swap has left, and stands in no block. */
  const pending = async (side: 'buy' | 'sell' = 'buy'): Promise<OrderId> => {
    const order = await place(side);
    for (let round = 0; round < 20; round += 1) {
      await rig.work();
      if ((await rig.chain(order))?.status === 'broadcast') return order;
      await rig.pass(1_000);
    }
    throw new Error('The swap did not leave');
  };
  const expectRest = async () => {
    for (const token of [usd, gold])
      expect(await onChain().allowance(token, trader, routers.v2), `${token.symbol} left to a router`).toBe(
        0n,
      );
    const { minedCount, pendingCount } = await rig.desk.dex.counts();
    expect(pendingCount).toBe(minedCount);
  };

  test('default: flattened without the desk: sold once, at no less than the emergency bound', async () => {
    begin('flatten');
    const progress = await confirmed();
    expect(progress.flattened).toContain('GLD/USD: sold all 100 GLD.');
    const { gold: rest, usd: got } = await wallet();
    expect(rest).toBe(0n);
    // 100 at 2000 by the reference price, less 10% and the pool's fee.
    expect(got - before.usd).toBeGreaterThan((179_000n * 10n ** 6n * 997n) / 1000n);
    await expectRest();
    expect(written('emergency.intended')).toHaveLength(1);
    expect(rig.desk.transactions.entries().map(({ kind }) => kind)).toEqual(['approve', 'swap']);
  });

  test('behavior: a pending purchase is cancelled under its own nonces, and the desk hears of it', async () => {
    const order = await pending();
    begin('cancel');
    await until('its nonces to be bid for', () => left('cancel') === 2);
    const progress = await confirmed();
    expect(progress.cancelled).toEqual([expect.stringContaining(`${order} (buy 0.5 GLD/USD) is`)]);
    expect(await wallet()).toEqual(before);
    // Going on, the desk finds its nonces used.
    await rig.settle();
    expect([(await rig.chain(order))?.status, (await rig.order(order)).status]).toEqual([
      'replaced',
      'expired',
    ]);
    expect((await rig.order(order)).order.fills).toEqual([]);
    expect(await rig.wallet.cancelOrder((await rig.order(order)).order.intent)).toBe('gone');
    await expectRest();
  });

  test('behavior: where desk and kill have sent for one nonce, a block takes one of the two', async () => {
    const order = await pending('sell');
    const [approval, swap] = [await rig.chain(approvalId(order)), await rig.chain(order)];
    begin('flatten');
    await until('a sale of its own', () => left('swap') === 2);
    // The desk hung for a moment only, and goes on in the middle of it.
    await confirmed(true);
    await rig.settle();
    const { gold: rest, usd: got } = await wallet();
    expect(rest).toBe(0n);
    expect(got).toBeGreaterThan(before.usd);
    const own = new Set([approval?.chain.nonce, swap?.chain.nonce]);
    const rivals = rig.desk.transactions.entries().filter(({ nonce }) => own.has(nonce));
    const mined = await Promise.all(
      rivals.map(({ hash }) => onChain().node.ask('eth_getTransactionReceipt', [hash])),
    );
    expect(rivals.length).toBeGreaterThan(2);
    expect(mined.filter((receipt) => receipt !== null)).toHaveLength(2);
    await expectRest();
  });

  test('behavior: what the pool does not take at once is sold in halves', async () => {
    await onChain().queue('token', gold.address, ['transfer', trader, 10n ** 20n], attacker);
    await rig.mine();
    begin('flatten');
    const offered = () =>
      written('emergency.intended').flatMap(({ data }) => {
        const { intent } = killRecord['emergency.intended'].parse(data);
        return intent.instrument === v2.instrument ? [intent.quantity] : [];
      });
    const mine = () => rig.mine();
    await until('a second offer', () => offered().length > 1, mine);
    expect(offered()).toEqual(['200', '100']);
    const accepted = () => JSON.stringify(written('emergency.answered')).includes('"filled":"100"');
    await until('its sale', accepted, mine);
    expect(await onChain().balance(gold, trader)).toBeLessThanOrEqual(10n ** 20n);
  });

  test('behavior: what is stuck for its fee is outbid, and what the node lost leaves no gap', async () => {
    const order = await pending();
    await onChain().node.ask('anvil_setNextBlockBaseFeePerGas', ['0x2540be400']);
    await onChain().node.ask('anvil_dropAllTransactions', []);
    begin('flatten');
    await confirmed();
    await rig.settle();
    expect((await rig.order(order)).order.fills).toEqual([]);
    expect((await wallet()).gold).toBe(0n);
    await expectRest();
  });

  test('error: a sale that the chain undoes leaves no allowance, and is tried again', async () => {
    begin('flatten');
    await until('a sale', () => left('swap') === 1);
    await attack(150n);
    await until(
      'an answer',
      () => written('emergency.answered').length > 0,
      () => rig.mine(),
    );
    expect(JSON.stringify(written('emergency.answered')[0]?.data)).toContain('undid the sale');
    expect((await wallet()).gold).toBe(before.gold);
    await until(
      'what it left to be taken back',
      () => left('revoke') > 0,
      () => rig.mine(),
    );
  });

  test('error: while the node is not reached nothing is confirmed, and it goes on when it is', async () => {
    node.down = true;
    begin('flatten');
    await until('a try', () => (rig.desk.killing.progress?.left.length ?? 0) > 0);
    expect(rig.desk.killing.progress).toMatchObject({
      confirmed: false,
      left: [expect.stringContaining('(test)')],
    });
    node.down = false;
    await confirmed();
    expect((await wallet()).gold).toBe(0n);
  });
});
