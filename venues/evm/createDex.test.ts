import { createServer } from 'node:http';
import { Transaction, Wallet } from 'ethers';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attacker, openDexChain, trader, traderKey } from '../../test/fixtures/evm/openDexChain.ts';
import { connectNode } from './connectNode.ts';
import { createDex } from './createDex.ts';
import type { DexMarket } from './DexMarket.ts';
import type { EvmNode } from './EvmNode.ts';
import type { EvmSigner } from './EvmSigner.ts';
import { encodeApproval } from './encodeSwap.ts';
import type { SwapPlan } from './planSwap.ts';
import { readTrade } from './readTrade.ts';

const signer: EvmSigner = {
  address: trader,
  async sign(wanted) {
    const transaction = Transaction.from({ type: 2, value: 0n, ...wanted });
    transaction.signature = new Wallet(traderKey).signingKey.sign(transaction.unsignedHash);
    return { hash: String(transaction.hash), raw: transaction.serialized };
  },
};
const settings = {
  id: 'dex',
  label: 'Test DEX',
  coin: 'ETH',
  confirmations: null,
  emergencySlippagePercent: 10,
};
const chain = await openDexChain();

describe.skipIf(!chain)('createDex (skipped where no anvil binary is installed)', () => {
  if (!chain) return;
  const { node, v2, v3, usd, gold } = chain;
  const dexOf = (market: DexMarket, on: EvmNode = node) =>
    createDex({ ...settings, markets: [market] }, { node: on, signer });
  const request = (market: DexMarket, side: 'buy' | 'sell', quantity = '0.5') => ({
    ...{ instrument: market.instrument, side, quantity, priceCap: null, slippagePercent: '1' },
    deadline: Date.now() + 10 * 60_000,
  });
  let snapshot: unknown;
  beforeEach(async () => {
    snapshot = await node.ask('evm_snapshot', []);
  });
  afterEach(async () => {
    await node.ask('evm_revert', [snapshot]);
  });
  afterAll(() => chain[Symbol.asyncDispose]());

  /** Approves and swaps one after the other, each mined at once; answers the swap's receipt. */
  const perform = async (
    market: DexMarket,
    plan: SwapPlan,
    between: () => Promise<void> = async () => {},
  ) => {
    const dex = dexOf(market);
    const go = async (call: { to: string; data: string }, nonce: number) => {
      const fees = await dex.fees();
      const { hash, raw } = await dex.sign({ call, nonce, gasLimit: '900000', ...fees });
      expect(await dex.broadcast(raw)).toEqual({ kind: 'taken' });
      await chain.mined(hash);
      return (await dex.look({ hashes: [hash] })).receipt;
    };
    await go(plan.approval, plan.minedCount);
    await between();
    return go(plan.swap, plan.minedCount + 1);
  };

  test.each([
    ['V2', v2],
    ['V3', v3],
  ])('default: a purchase and a sale through %s, within their bounds', async (_, market) => {
    const dex = dexOf(market);
    await dex.check();
    const buying = await dex.plan(request(market, 'buy'));
    expect(buying).toMatchObject({ amountOut: 5n * 10n ** 17n, allowance: 0n, chainId: 31_337 });
    expect(buying.simulated.out).toBe(buying.amountOut);
    const before = await chain.balance(usd, trader);
    const bought = await perform(market, buying);
    const spent = before - (await chain.balance(usd, trader));
    expect([bought?.succeeded, spent]).toEqual([true, buying.quoted]);
    expect(spent <= buying.amountIn).toBe(true);
    expect(readTrade(market, 'buy', { owner: trader, logs: bought?.logs ?? [] })).toMatchObject({
      quantity: '0.5',
    });

    const selling = await dex.plan(request(market, 'sell'));
    const had = await chain.balance(usd, trader);
    const sold = await perform(market, selling);
    const received = (await chain.balance(usd, trader)) - had;
    expect(received >= selling.amountOut).toBe(true);
    const trade = readTrade(market, 'sell', { owner: trader, logs: sold?.logs ?? [] });
    expect(trade).toMatchObject({ quantity: '0.5' });
    expect(Number(trade?.price) * 0.5).toBeCloseTo(Number(received) / 1e6, 6);
    expect(await dex.allowance(gold.address, market.route.router)).toBe(0n);
  });

  test.each([
    ['V2', v2],
    ['V3', v3],
  ])('behavior: a sandwich around a %s swap makes it fail instead of dear', async (_, market) => {
    const dex = dexOf(market);
    const plan = await dex.plan(request(market, 'buy'));
    const had = [await chain.balance(usd, trader), await chain.balance(gold, trader)];
    const deadline = Math.floor(Date.now() / 1000) + 10_000;
    const huge = 300_000n * 10n ** 6n;
    const receipt = await perform(market, plan, async () => {
      await chain.send('token', usd.address, ['approve', market.route.router, huge], attacker);
      const path = [usd.address, gold.address];
      if (market.route.kind === 'v2') {
        const call = ['swapExactTokensForTokens', huge, 0, path, attacker, deadline] as const;
        await chain.send('v2Router', market.route.router, [...call], attacker);
      } else {
        const call = [...path, 3000, attacker, deadline, huge, 0, 0];
        await chain.send('v3Router', market.route.router, ['exactInputSingle', call], attacker);
      }
    });
    expect(receipt?.succeeded).toBe(false);
    expect([await chain.balance(usd, trader), await chain.balance(gold, trader)]).toEqual(had);
    // The pool asks far more now, and the bounds come from elsewhere, so a new plan does not follow it up.
    const again = await dex.plan(request(market, 'buy'));
    expect(again.simulated.out).toBe(null);
    expect(Number(again.quoted) > Number(plan.amountIn) * 1.1).toBe(true);
  });

  test('error: a token that cannot be sold is found before a first purchase', async () => {
    const market = await chain.addMarket({ symbol: 'TRAP', decimals: 18, price: '3' });
    if (market.route.kind !== 'v2') throw new Error('A V2 market was asked for');
    const free = await dexOf(market).plan(request(market, 'buy', '10'));
    expect(Number(free.simulated.back)).toBeGreaterThan(29e6);
    await chain.send('token', market.base.address, ['blockSalesInto', market.route.pair]);
    const { simulated } = await dexOf(market).plan(request(market, 'buy', '10'));
    expect(simulated).toMatchObject({ out: 10n * 10n ** 18n, back: null });
  });

  test('error: a fee that the token takes on transfers shows in what would arrive and come back', async () => {
    const market = await chain.addMarket({ symbol: 'TAX', decimals: 18, price: '3' });
    if (market.route.kind !== 'v2') throw new Error('A V2 market was asked for');
    await chain.send('token', market.base.address, ['setTax', market.route.pair, 1000]);
    const plan = await dexOf(market).plan(request(market, 'buy', '10'));
    expect(plan.simulated.out).toBe(9n * 10n ** 18n);
    expect(plan.simulated.out ?? 0n).toBeLessThan(plan.amountOut);
    expect(Number(plan.simulated.back) / Number(plan.amountIn)).toBeLessThan(0.82);
  });

  test('behavior: a fee switched on after the simulation makes a sale fail instead of cheap', async () => {
    const market = await chain.addMarket({ symbol: 'TURN', decimals: 18, price: '3' });
    if (market.route.kind !== 'v2') throw new Error('A V2 market was asked for');
    const { pair } = market.route;
    await chain.send('token', market.base.address, ['transfer', trader, 10n ** 20n]);
    const plan = await dexOf(market).plan(request(market, 'sell', '10'));
    const receipt = await perform(market, plan, () =>
      chain.send('token', market.base.address, ['setTax', pair, 500]),
    );
    expect(receipt?.succeeded).toBe(false);
  });

  test('behavior: a token without decimals is swapped to the unit', async () => {
    const market = await chain.addMarket({ symbol: 'WHOLE', decimals: 0, price: '25' });
    const plan = await dexOf(market).plan(request(market, 'buy', '7'));
    expect([plan.amountOut, plan.simulated.out]).toEqual([7n, 7n]);
    const receipt = await perform(market, plan);
    expect(await chain.balance(market.base, trader)).toBe(7n);
    expect(readTrade(market, 'buy', { owner: trader, logs: receipt?.logs ?? [] })).toMatchObject({
      quantity: '7',
    });
  });

  test('error: a token with 77 decimals is counted right, and what no pool can hold is not bought', async () => {
    const market = await chain.addMarket({ symbol: 'TINY', decimals: 77, price: '40' });
    await dexOf(market).check();
    const plan = await dexOf(market).plan(request(market, 'buy', '0.03'));
    expect(plan).toMatchObject({ amountOut: 3n * 10n ** 75n, quoted: null, simulated: { out: null } });
  });

  test('error: past its deadline the router refuses, and so does the simulation', async () => {
    const plan = await dexOf(v2).plan({ ...request(v2, 'buy'), deadline: Date.now() - 60_000 });
    expect(plan.simulated.out).toBe(null);
    expect((await perform(v2, plan))?.succeeded).toBe(false);
  });

  test('behavior: a replacement outbids under the same nonce, and a lower bid is refused', async () => {
    const dex = dexOf(v2);
    const call = encodeApproval(usd.address, attacker, 0n);
    await node.ask('evm_setAutomine', [false]);
    try {
      const nonce = Number(await node.ask('eth_getTransactionCount', [trader, 'pending']));
      const fees = await dex.fees();
      const first = await dex.sign({ call, nonce, gasLimit: '90000', ...fees });
      expect(await dex.broadcast(first.raw)).toEqual({ kind: 'taken' });
      expect(await dex.broadcast(first.raw)).toEqual({ kind: 'taken' });
      const same = await dex.sign({ call, nonce, gasLimit: '91000', ...fees });
      expect((await dex.broadcast(same.raw)).kind).toBe('refused');
      const second = await dex.sign({ call, nonce, gasLimit: '91000', ...(await dex.fees(fees)) });
      expect(await dex.broadcast(second.raw)).toEqual({ kind: 'taken' });
      await chain.mine();
      const seen = await dex.look({ hashes: [first.hash, second.hash] });
      expect([seen.receipt?.hash, seen.receipt?.final, seen.known.has(first.hash)]).toEqual([
        second.hash,
        false,
        false,
      ]);
      await chain.mine(3);
      const later = await dex.look({ hashes: [second.hash] });
      expect([later.receipt?.final, later.finalCount]).toEqual([true, nonce + 1]);
    } finally {
      await node.ask('evm_setAutomine', [true]);
    }
  });

  test('error: a node of another chain is asked nothing and sent nothing', async () => {
    const wrong = connectNode({ rpcUrl: chain.rpcUrl, chainId: 1 });
    const dex = dexOf(v2, wrong);
    await expect(dex.check()).rejects.toMatchObject({ code: 'evm.wrongChain' });
    await expect(dex.plan(request(v2, 'buy'))).rejects.toMatchObject({ code: 'evm.wrongChain' });
    await expect(dex.look({ hashes: [] })).rejects.toMatchObject({ code: 'evm.wrongChain' });
    const { raw } = await dexOf(v2).sign({
      call: v2Approval(),
      nonce: 0,
      gasLimit: '90000',
      ...(await dexOf(v2).fees()),
    });
    await expect(dex.broadcast(raw)).rejects.toMatchObject({ code: 'evm.wrongChain' });
    dex.close();
  });
  const v2Approval = () => encodeApproval(usd.address, v2.route.router, 1n);

  test('error: other decimals than configured, and a pool of other tokens, are not traded', async () => {
    const dear: DexMarket = { ...v2, base: { ...gold, decimals: 8 } };
    await expect(dexOf(dear).check()).rejects.toMatchObject({ code: 'evm.decimals' });
    const other = await chain.addMarket({ symbol: 'OTH', decimals: 18, price: '3' });
    const mixed: DexMarket = { ...v2, reference: other.reference };
    await expect(dexOf(mixed).plan(request(mixed, 'buy'))).rejects.toMatchObject({ code: 'evm.noReference' });
  });
});

test('error: a node that does not answer is no answer, and its address stays out of the message', async () => {
  const server = createServer((_request, response) => response.writeHead(503).end('busy'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const node = connectNode({ rpcUrl: `http://127.0.0.1:${port}/secret-key`, chainId: 1 });
  const error = await node.verify().catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: 'evm.unreachable' });
  expect(JSON.stringify(error) + String(error)).not.toContain('secret-key');
  node.close();
  server.closeAllConnections();
  server.close();
});
