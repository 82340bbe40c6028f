import { id, JsonRpcProvider, parseEther, Wallet, zeroPadValue } from 'ethers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Anvil, startAnvil } from '../../test/fixtures/startAnvil.ts';
import { createChainSource } from './createChainSource.ts';
import { tokenCode } from './tokenCode.fixture.ts';

// First account of anvil's public test mnemonic.
const key = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const payer = new Wallet(key).address;
const stranger = '0x00000000000000000000000000000000000000AA';
const token = '0x00000000000000000000000000000000000C0FFE';
const wholeToken = '0x00000000000000000000000000000000000C0FFF';
const fineToken = '0x00000000000000000000000000000000000c1000';
const reverting = '0x00000000000000000000000000000000000c1003';
const hugeToken = '0x00000000000000000000000000000000000C1001';

const anvil = await startAnvil();

describe.skipIf(!anvil)('createChainSource (skipped where no anvil binary is installed)', () => {
  const { rpcUrl, chainId } = anvil ?? ({} as Anvil);
  const source = createChainSource({ rpcUrl, chainId, name: 'Anvil', coin: 'ETH' });
  const provider = new JsonRpcProvider(rpcUrl, chainId, { staticNetwork: true, cacheTimeout: -1 });

  beforeAll(async () => {
    await provider.send('anvil_setCode', [token, tokenCode('<b>FREE\u202e ETH</b>', 6)]);
    await provider.send('anvil_setCode', [wholeToken, tokenCode('ETH', 0)]);
    await provider.send('anvil_setCode', [fineToken, tokenCode('ETH', 77)]);
    await provider.send('anvil_setCode', [hugeToken, tokenCode('ETH', 255)]);
  });
  afterAll(async () => {
    source.close();
    provider.destroy();
    await anvil?.[Symbol.asyncDispose]();
  });

  test('default: balance moves with a transfer, at the block it was mined in', async () => {
    const before = await source.balance(stranger);
    const wallet = new Wallet(key, provider);
    await (await wallet.sendTransaction({ to: stranger, value: parseEther('1.25') })).wait();
    const after = await source.balance(stranger);
    expect([before.amount, after.amount]).toEqual(['0', '1.25']);
    expect(after.block).toBe(before.block + 1);
    expect(after.symbol).toBe('ETH');
    expect(Math.abs(after.blockTime - Date.now())).toBeLessThan(120_000);
  });

  test('default: the past of an address from the explorer, and names from the address book', async () => {
    const row = { hash: `0x${'5e'.repeat(32)}`, from: payer, to: stranger, value: '1500000000000000000' };
    const explorer = {
      transactions: async () => [{ ...row, block: 3, at: 1_000, failed: false }],
      close: async () => {},
    };
    const named = createChainSource({ rpcUrl, chainId, explorer, addressBook: { treasury: stranger } });
    const { transactions, block } = await named.history(stranger, 5);
    expect(transactions).toEqual([
      {
        ...{ transaction: row.hash, block: 3, at: 1_000, failed: false, from: payer, to: stranger },
        amount: '1.5',
      },
    ]);
    expect(block).toBe(await provider.getBlockNumber());
    expect(named.addressBook.get('treasury')).toBe(stranger);
    await named.close();
  });

  test('default: gas in gwei', async () => {
    const gas = await source.gas();
    expect(Number(gas.gasPriceGwei)).toBeGreaterThan(0);
    expect(Number(gas.baseFeeGwei)).toBeGreaterThan(0);
  });

  test('behavior: token transfers of the address alone, newest first, with the name made harmless', async () => {
    const wallet = new Wallet(key, provider);
    const emit = async (from: string, to: string, amount: bigint) => {
      const data = `${zeroPadValue(from, 32)}${zeroPadValue(to, 32).slice(2)}${amount.toString(16).padStart(64, '0')}`;
      await (await wallet.sendTransaction({ to: token, data })).wait();
    };
    await emit(payer, stranger, 2_500_000n);
    await emit(stranger, payer, 1_000_000n);
    await emit(payer, '0x00000000000000000000000000000000000000bb', 7n);
    const { transfers, more } = await source.transfers(stranger, 100);
    expect(transfers.map(({ direction, amount, counterparty }) => [direction, amount, counterparty])).toEqual(
      [
        ['out', '1', payer],
        ['in', '2.5', payer],
      ],
    );
    expect(transfers[0]?.untrustedSymbol).toBe('bFREE ETHb');
    expect(more).toBe(false);
  });

  test('behavior: a token’s balance by its own decimals, 0 and 77 among them; tokens of one name stay apart', async () => {
    const amounts = async (at: string) => {
      const { amount, decimals, untrustedSymbol, token: own } = await source.tokenBalance(at, stranger);
      return [own, untrustedSymbol, decimals, amount];
    };
    expect(await amounts(wholeToken)).toEqual([wholeToken, 'ETH', 0, '12345']);
    expect(await amounts(fineToken)).toEqual([fineToken, 'ETH', 77, `0.${'12345'.padStart(77, '0')}`]);
    // More decimals than a number has digits are none, so the amount is in smallest units.
    expect(await amounts(hugeToken)).toEqual([hugeToken, 'ETH', null, '12345']);
    await expect(source.tokenBalance(stranger, payer)).rejects.toMatchObject({ code: 'chain.noToken' });
  });

  test('behavior: a transfer with odd data keeps nobody from reading the others', async () => {
    const wallet = new Wallet(key, provider);
    const odd = '0x00000000000000000000000000000000000C1002';
    // Logs one byte, 0x07, as a transfer from and to the sender.
    const topic = id('Transfer(address,address,uint256)').slice(2);
    await provider.send('anvil_setCode', [odd, `0x600760005333337f${topic}60016000a300`]);
    await (await wallet.sendTransaction({ to: odd, data: '0x' })).wait();
    const { transfers } = await source.transfers(payer, 1);
    expect(transfers).toMatchObject([{ token: odd, amount: '7', direction: 'self', untrustedSymbol: '' }]);
  });

  test('default: a transaction from being sent to being mined, one that failed, and one that nobody knows', async () => {
    const wallet = new Wallet(key, provider);
    const { hash } = await wallet.sendTransaction({ to: stranger, value: parseEther('0.5') });
    await provider.waitForTransaction(hash);
    expect(await source.transaction(hash)).toMatchObject({
      ...{ state: 'succeeded', from: payer, to: stranger, amount: '0.5', symbol: 'ETH', confirmations: 1 },
    });
    await provider.send('anvil_setCode', [reverting, '0x60006000fd']);
    const failed = await wallet.sendTransaction({ to: reverting, gasLimit: 100_000n });
    await provider.waitForTransaction(failed.hash).catch(() => {});
    expect(await source.transaction(failed.hash)).toMatchObject({ state: 'failed' });
    expect(await source.transaction(`0x${'ab'.repeat(32)}`)).toMatchObject({ state: 'unknown' });
  });

  test('error: a node of another chain is not believed', async () => {
    const wrong = createChainSource({ rpcUrl, chainId: 1 });
    await expect(wrong.check()).rejects.toMatchObject({ code: 'chain.wrongChain' });
    await expect(wrong.balance(stranger)).rejects.toMatchObject({ code: 'chain.wrongChain' });
    wrong.close();
  });
});
