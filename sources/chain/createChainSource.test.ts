import { createServer } from 'node:http';
import {
  hexlify,
  id,
  JsonRpcProvider,
  parseEther,
  toUtf8Bytes,
  Wallet,
  zeroPadBytes,
  zeroPadValue,
} from 'ethers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Anvil, startAnvil } from '../../test/fixtures/startAnvil.ts';
import { createChainSource } from './createChainSource.ts';

// First account of anvil's public test mnemonic.
const key = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const payer = new Wallet(key).address;
const stranger = '0x00000000000000000000000000000000000000AA';
const token = '0x00000000000000000000000000000000000C0FFE';

const anvil = await startAnvil();

describe.skipIf(!anvil)('createChainSource (skipped where no anvil binary is installed)', () => {
  const { rpcUrl, chainId } = anvil ?? ({} as Anvil);
  const source = createChainSource({ rpcUrl, chainId, name: 'Anvil', coin: 'ETH' });
  const provider = new JsonRpcProvider(rpcUrl, chainId, { staticNetwork: true, cacheTimeout: -1 });

  beforeAll(async () => {
    await provider.send('anvil_setCode', [token, tokenCode('<b>FREE\u202e ETH</b>', 6)]);
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

  test('error: a node of another chain is not believed', async () => {
    const wrong = createChainSource({ rpcUrl, chainId: 1 });
    await expect(wrong.check()).rejects.toMatchObject({ code: 'chain.wrongChain' });
    await expect(wrong.balance(stranger)).rejects.toMatchObject({ code: 'chain.wrongChain' });
    wrong.close();
  });
});

test('error: a node that does not answer is no answer, never zero', async () => {
  const server = createServer((_request, response) => response.writeHead(503).end('busy'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const source = createChainSource({ rpcUrl: `http://127.0.0.1:${port}`, chainId: 1 });
  await expect(source.balance(stranger)).rejects.toMatchObject({ code: 'chain.unreachable' });
  source.close();
  server.closeAllConnections();
  server.close();
});

/** Runtime code of a token that says its symbol and decimals, and emits the transfer that it is sent as three words. */
function tokenCode(symbol: string, decimals: number): string {
  const bytes = toUtf8Bytes(symbol);
  const word = zeroPadBytes(hexlify(bytes), 32).slice(2);
  const length = bytes.length.toString(16).padStart(2, '0');
  const select = (selector: string, target: number) =>
    `8063${selector}1460${target.toString(16).padStart(2, '0')}57`;
  const emit = `604035600052602035600035${`7f${id('Transfer(address,address,uint256)').slice(2)}`}60206000a300`;
  const head = 6;
  const symbolAt = head + 10 * 2 + emit.length / 2;
  const symbolCode = `5b602060005260${length}6020527f${word}60405260606000f3`;
  const decimalsAt = symbolAt + symbolCode.length / 2;
  const decimalsCode = `5b60${decimals.toString(16).padStart(2, '0')}60005260206000f3`;
  return `0x60003560e01c${select('95d89b41', symbolAt)}${select('313ce567', decimalsAt)}${emit}${symbolCode}${decimalsCode}`;
}
