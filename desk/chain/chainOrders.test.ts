import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OrderId } from '../../domain/ids.ts';
import { faultyNode } from '../../test/dex/faultyNode.ts';
import {
  type ChainRig,
  openChainRig,
  type Placed,
  ProcessDied,
} from '../../test/fixtures/evm/openChainRig.ts';
import { openDexChain, trader } from '../../test/fixtures/evm/openDexChain.ts';
import { virtualClock } from '../../test/fixtures/virtualClock.ts';
import { cancelOnChain } from './cancelOnChain.ts';
import { approvalId, revocationId } from './chainIds.ts';
import { createChainVenue } from './createChainVenue.ts';

const chain = await openDexChain();

describe.skipIf(!chain)('orders on a chain (skipped where no anvil binary is installed)', () => {
  if (!chain) return;
  const { v2, v3, usd, gold, routers } = chain;
  const node = faultyNode(chain.node);
  let rig: ChainRig;
  beforeEach(async () => {
    Object.assign(node, { next: null, down: false, elsewhere: false });
    rig = await openChainRig(chain, { through: () => node });
  });
  afterEach(() => rig[Symbol.asyncDispose]());
  afterAll(() => chain[Symbol.asyncDispose]());

  const place = async (market = v2, side: 'buy' | 'sell' = 'buy', quantity = '0.1'): Promise<Placed> => {
    const placed = await rig.place(market, side, quantity);
    if (!placed) throw new Error('The simulation failed');
    return placed;
  };
  const stateOf = async (instance: OrderId) => (await rig.chain(instance))?.status;
  const nonces = async () => rig.desk.dex.counts();
  const allowances = () =>
    Promise.all(
      [usd, gold].flatMap(({ address }) =>
        Object.values(routers).map((router) => rig.desk.dex.allowance(address, router)),
      ),
    );
  /** Everything is over: no allowance, no transaction that waits, and wallet and books agree. */
  const expectRest = async () => {
    expect(await allowances()).toEqual([0n, 0n, 0n, 0n]);
    const { minedCount, pendingCount } = await nonces();
    expect(pendingCount).toBe(minedCount);
  };
  const work = async (rounds: number) => {
    for (let round = 0; round < rounds; round += 1) {
      await rig.work();
      await rig.pass(2_000);
    }
  };

  test('default: a purchase is approved, swapped, booked when it is final, and its allowance taken back', async () => {
    const before = await chain.balance(usd, trader);
    const { minedCount: first } = await nonces();
    const { order, plan } = await place();
    expect([await stateOf(approvalId(order)), await stateOf(order)]).toEqual([
      'nonceReserved',
      'nonceReserved',
    ]);
    expect((await rig.order(order)).status).toBe('accepted');
    await work(2);
    expect([await stateOf(approvalId(order)), await stateOf(order)]).toEqual(['broadcast', 'broadcast']);
    await rig.mine();
    await rig.work();
    expect([await stateOf(order), (await rig.order(order)).order.fills]).toEqual(['mined', []]);
    await rig.settle();
    const booked = await rig.order(order);
    expect([booked.status, booked.order.fills.map(({ quantity, feeAsset }) => [quantity, feeAsset])]).toEqual(
      ['filled', [['0.1', 'ETH']]],
    );
    const spent = before - (await chain.balance(usd, trader));
    expect(spent <= plan.amountIn && spent === plan.quoted).toBe(true);
    expect(await stateOf(revocationId(order, 0))).toBe('finalised');
    expect((await nonces()).minedCount).toBe(first + 3);
    const positions = await rig.database.read.positions.get(rig.desk.account, v2.instrument);
    expect(positions?.quantity).toBe('0.1');
    await expectRest();
  });

  test('behavior: a sale uses its allowance up, so nothing has to be taken back', async () => {
    const { order } = await place(v3, 'sell');
    await rig.settle();
    expect((await rig.order(order)).status).toBe('filled');
    expect(await stateOf(revocationId(order, 0))).toBe(undefined);
    await expectRest();
  });

  test.each([
    ['diesBefore', 'a process that dies between signing and sending'],
    ['diesAfter', 'a process that dies when it was sent'],
    ['lostBefore', 'a send that got lost'],
    ['lostAfter', 'an answer that got lost'],
  ] as const)('behavior: %s: %s sends the same transaction, and trades once', async (fault, _what) => {
    const { order } = await place();
    node.next = fault;
    await rig.work().catch((cause: unknown) => {
      if (!(cause instanceof ProcessDied)) throw cause;
      rig.restart();
    });
    const signed = (await rig.chain(approvalId(order)))?.chain.transactions;
    await rig.settle();
    expect((await rig.chain(approvalId(order)))?.chain.transactions.map(({ hash }) => hash)).toEqual(
      signed?.map(({ hash }) => hash),
    );
    const { status, order: booked } = await rig.order(order);
    expect([status, booked.fills.length]).toEqual(['filled', 1]);
    await expectRest();
  });

  test('behavior: what waits is outbid under the same nonce, and one of the two is mined', async () => {
    const { order } = await place();
    await work(2);
    await rig.pass(46_000);
    await work(2);
    const waiting = (await rig.chain(order))?.chain;
    expect(waiting?.transactions.length).toBe(2);
    const [low, high] = waiting?.transactions ?? [];
    expect(BigInt(high?.maxFeePerGas ?? 0) > BigInt(low?.maxFeePerGas ?? 0)).toBe(true);
    await rig.settle();
    expect((await rig.chain(order))?.chain.receipts.map(({ hash }) => hash)).toEqual([high?.hash]);
    expect((await rig.order(order)).status).toBe('filled');
    await expectRest();
  });

  test('behavior: what has left is outbid also past the time in which it had to leave', async () => {
    const { order } = await place();
    await work(2);
    await rig.pass(61_000);
    await work(2);
    const bids = (await rig.chain(approvalId(order)))?.chain.transactions ?? [];
    expect(bids.map(({ broadcastAt }) => broadcastAt !== null)).toEqual([true, true]);
    await rig.settle();
    expect((await rig.order(order)).status).toBe('filled');
    await expectRest();
  });

  test('behavior: a block that is taken back takes nothing back in the books, which waited for a final one', async () => {
    const { order } = await place();
    await work(2);
    await rig.mine();
    await rig.work();
    expect(await stateOf(order)).toBe('mined');
    await chain.node.ask('anvil_reorg', [1, []]);
    await chain.node.ask('anvil_dropAllTransactions', []);
    await rig.work();
    expect(['reorged', 'dropped', 'broadcast']).toContain(await stateOf(order));
    expect((await rig.order(order)).order.fills).toEqual([]);
    await rig.settle();
    expect([(await rig.order(order)).status, (await rig.order(order)).order.fills.length]).toEqual([
      'filled',
      1,
    ]);
    await expectRest();
  });

  test('behavior: past its deadline on a final block it is over, and its allowance is taken back', async () => {
    const { order } = await place();
    await work(2);
    await chain.node.ask('anvil_dropTransaction', [(await rig.chain(order))?.chain.transactions[0]?.hash]);
    await rig.pass(rig.desk.limits.maxChainDeadlineSeconds * 1000 + 5_000);
    await rig.settle();
    expect([await stateOf(order), (await rig.order(order)).status]).toEqual(['expired', 'expired']);
    await expectRest();
  });

  test('behavior: cancelled before it leaves nothing goes out; after it, its nonce is used up', async () => {
    const { order: early } = await place();
    await cancelOnChain(rig.desk, { order: early });
    await rig.settle();
    expect([await stateOf(early), (await rig.order(early)).status]).toEqual(['cancelled', 'cancelled']);
    expect((await rig.chain(early))?.chain.transactions).toEqual([]);

    const { order: late } = await place();
    await work(2);
    await cancelOnChain(rig.desk, { order: late });
    await rig.settle();
    expect([await stateOf(late), (await rig.order(late)).status]).toEqual(['cancelled', 'cancelled']);
    expect((await rig.chain(late))?.chain.transactions.map(({ purpose }) => purpose)).toEqual([
      'order',
      'cancel',
    ]);
    await expectRest();
  });

  test('behavior: as a venue it lists the order, and the kill switch cancels it on the chain', async () => {
    const { desk, database, wallet } = rig;
    const { dex, transactions, account, clock } = desk;
    const venue = createChainVenue({ dex, wallet, transactions, database, account, clock });
    const { order } = await place();
    const { intent } = (await rig.order(order)).order;
    expect(await venue.cancelOrder(intent)).toBe('gone');
    node.down = true;
    await expect(venue.connect(() => {})).rejects.toThrow(/was not started and sent nothing.*no stop/);
    node.down = false;
    await work(2);
    expect((await venue.fetchOpenOrders()).map(({ clientOrderId }) => clientOrderId)).toEqual([
      intent.clientOrderId,
    ]);
    // Without the latch the desk would outbid whoever takes its nonce.
    desk.latch.set({ level: 'cancel', by: 'test', at: desk.clock.now(), reason: 'test' });
    expect(await venue.cancelOrder(intent)).toBe('requested');
    await rig.settle();
    expect([await stateOf(order), (await rig.order(order)).status]).toEqual(['replaced', 'expired']);
    expect(await venue.fetchOrder(intent)).toMatchObject({ status: 'expired', filled: '0' });
    expect([await venue.cancelOrder(intent), await venue.fetchOpenOrders()]).toEqual(['gone', []]);
    await expectRest();
  });

  test('behavior: closed while it reads its pools, the venue never reads them again', async () => {
    const { dex, transactions, account } = rig.desk;
    const clock = virtualClock(rig.desk.clock.now());
    const { database, wallet } = rig;
    const venue = createChainVenue({ dex, wallet, transactions, database, account, clock });
    await venue.connect(() => {});
    const silence = Promise.withResolvers<never>();
    const reads = vi.spyOn(node, 'call').mockReturnValue(silence.promise);
    await clock.advance(60_000);
    const { length } = reads.mock.calls;
    expect(length).toBeGreaterThan(0);
    await venue.close();
    silence.reject(new Error('no answer'));
    await clock.advance(600_000);
    expect(reads.mock.calls).toHaveLength(length);
    reads.mockRestore();
  });

  test('behavior: a second order of the wallet waits for the first', async () => {
    const { order: first } = await place();
    const { order: second } = await place(v3);
    expect([(await rig.order(second)).status, await stateOf(second)]).toEqual(['intended', undefined]);
    await rig.settle();
    expect((await rig.order(first)).status).toBe('filled');
    await expectRest();
  });

  test('error: the kill switch keeps an entry from leaving', async () => {
    const { minedCount } = await nonces();
    const { order } = await place();
    rig.desk.latch.set({ level: 'pause', by: 'test', at: rig.desk.clock.now(), reason: 'test' });
    await rig.settle();
    expect([await stateOf(order), (await rig.order(order)).status]).toEqual(['lapsed', 'expired']);
    expect((await rig.chain(order))?.chain.reason).toContain('allowance');
    expect((await rig.chain(approvalId(order)))?.chain.reason).toContain('kill switch');
    expect((await nonces()).minedCount).toBe(minedCount);
  });

  test('error: while the node serves another chain nothing is sent to it, and nothing that it says is booked', async () => {
    const { order } = await place();
    const before = node.sent;
    node.elsewhere = true;
    await work(3);
    expect([node.sent, await stateOf(approvalId(order))]).toEqual([before, 'broadcast']);
    node.elsewhere = false;
    await rig.settle();
    expect((await rig.order(order)).status).toBe('filled');
    await expectRest();
  });

  test('error: a nonce that somebody else used ends the order, and a person is told', async () => {
    const { order } = await place();
    await chain.queue('token', usd.address, ['approve', trader, 0n], trader);
    await rig.mine();
    await rig.settle();
    expect(await stateOf(approvalId(order))).toBe('replaced');
    expect((await rig.order(order)).order.fills.length).toBe(0);
    const alerts = await rig.database.read.journal.list({ types: ['alert.raised'] });
    expect(alerts.map(({ data }) => data.code)).toContain('chain.replaced');
    await expectRest();
  });
});
