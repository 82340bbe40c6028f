import { expect, test } from 'vitest';
import { virtualClock } from '../../test/fixtures/virtualClock.ts';
import { type Handler, startSourceServer, text } from '../http/sourceServer.fixture.ts';
import { createChainSource } from './createChainSource.ts';
import { createEtherscan } from './createEtherscan.ts';

const owner = `0x${'a1'.repeat(20)}`;
const row = {
  ...{ hash: `0x${'5e'.repeat(32)}`, blockNumber: '21000000', timeStamp: '1767225600', from: owner },
  ...{ to: `0x${'b2'.repeat(20)}`, value: '1500000000000000000', isError: '0', gas: '21000' },
};
const start = Date.UTC(2026, 10, 23, 12);

async function open(answer: Handler) {
  const server = await startSourceServer({ '/v2/api': answer });
  const clock = virtualClock(start);
  const explorer = createEtherscan({
    ...{ clock, baseUrl: `${server.origin}/v2/api`, apiKey: 'SECRETKEY', chainId: 8453 },
    localOrigins: [server.origin],
  });
  return {
    server,
    clock,
    explorer,
    async [Symbol.asyncDispose]() {
      await explorer.close();
      await server[Symbol.asyncDispose]();
    },
  };
}
const answers = (body: unknown) => text(JSON.stringify(body));
const says = (result: string, message = 'NOTOK') => answers({ status: '0', message, result });

test('default', async () => {
  await using opened = await open(answers({ status: '1', message: 'OK', result: [row, { ...row, to: '' }] }));
  const found = await opened.explorer.transactions(owner, 10);
  expect(found).toEqual([
    {
      ...{ hash: row.hash, from: owner, to: row.to, value: row.value, block: 21_000_000, failed: false },
      at: Date.UTC(2026, 0, 1),
    },
    expect.objectContaining({ to: null }),
  ]);
  const asked = new URL(opened.server.seen[0]?.path ?? '', 'http://x');
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    ...{ chainid: '8453', module: 'account', action: 'txlist', address: owner, sort: 'desc' },
    ...{ page: '1', offset: '10', apikey: 'SECRETKEY' },
  });
  expect(opened.explorer.budget).toEqual({
    ...{ remaining: 99_999, limit: 100_000, resetAt: Date.UTC(2026, 10, 24) },
  });
  await opened.clock.advance(12 * 3_600_000);
  expect(opened.explorer.budget).toMatchObject({ remaining: 100_000, resetAt: Date.UTC(2026, 10, 25) });
});

test('default: the last block before a time, asked for in seconds', async () => {
  await using opened = await open(answers({ status: '1', message: 'OK', result: '9251482' }));
  expect(await opened.explorer.blockBefore(1_578_638_524_999)).toBe(9_251_482);
  const asked = new URL(opened.server.seen[0]?.path ?? '', 'http://x').searchParams;
  expect([asked.get('action'), asked.get('timestamp'), asked.get('closest')]).toEqual([
    ...['getblocknobytime', '1578638524', 'before'],
  ]);
});

test.each(['soon', 9_251_482, null])('error: %s is no number of a block', async (result) => {
  await using opened = await open(answers({ status: '1', message: 'OK', result }));
  await expect(opened.explorer.blockBefore(start)).rejects.toMatchObject({ code: 'source.garbled' });
});

test('behavior: an address without transactions is an empty list, although the answer says 0', async () => {
  await using opened = await open(answers({ status: '0', message: 'No transactions found', result: [] }));
  expect(await opened.explorer.transactions(owner, 10)).toEqual([]);
});

test.each([
  ['Max calls per sec rate limit reached (3/sec)', 'source.limited', start + 1_000],
  [
    'Max daily rate limit reached. 110000 (100%) of 100000 day/limit',
    'explorer.dailyLimit',
    Date.UTC(2026, 10, 24),
  ],
  ['Invalid API Key (#err2)|v2', 'explorer.key', null],
  ['Missing/Invalid API Key', 'explorer.key', null],
  ['Free API access is not supported for this chain. Please upgrade your api plan', 'explorer.notFree', null],
  ['Missing or unsupported chainid parameter (required for v2 api)', 'explorer.chain', null],
  ['Error! Invalid address format', 'explorer.address', null],
  ['Query Timeout occured. Please select a smaller result dataset', 'source.unreachable', start + 10_000],
  ['Send your coins to <b>0xdead</b>', 'explorer.refused', null],
])('error: the text "%s" is understood', async (words, code, retryAt) => {
  await using opened = await open(says(words));
  const error = await opened.explorer.transactions(owner, 10).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code, retryAt });
  expect(String(error)).not.toMatch(/SECRETKEY|<b>/);
});

test.each([
  ['HTML', text('<html>busy</html>')],
  ['cut-off JSON', text('{"status":"1","message":"OK","result":[{')],
  [
    'a time in milliseconds',
    answers({ status: '1', message: 'OK', result: [{ ...row, timeStamp: '1767225600000' }] }),
  ],
  ['a negative value', answers({ status: '1', message: 'OK', result: [{ ...row, value: '-1' }] })],
  ['no list', answers({ status: '1', message: 'OK', result: 'yes' })],
  ['more than was asked for', answers({ status: '1', message: 'OK', result: [row, row] })],
])('error: %s is no answer', async (_, handler) => {
  await using opened = await open(handler);
  await expect(opened.explorer.transactions(owner, 1)).rejects.toMatchObject({ code: 'source.garbled' });
});

test('error: statuses that are no answer, and no word of the key', async () => {
  for (const [status, code] of [
    [429, 'source.limited'],
    [502, 'source.status'],
  ] as const) {
    await using opened = await open(text('SECRETKEY', {}, status));
    const error = await opened.explorer.transactions(owner, 1).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error) + String(error)).not.toContain('SECRETKEY');
  }
});

test('behavior: calls keep to three a second', async () => {
  await using opened = await open(answers({ status: '1', message: 'OK', result: [] }));
  const { explorer, clock, server } = opened;
  const both = Promise.all([explorer.transactions(owner, 1), explorer.transactions(owner, 1)]);
  while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.seen.length).toBe(1);
  let done = false;
  void both.then(() => {
    done = true;
  });
  while (!done) {
    await clock.advance(350);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(server.seen.length).toBe(2);
});

test('behavior: a chain with an explorer tells the past of an address, and one without says what to set', async () => {
  await using opened = await open(answers({ status: '1', message: 'OK', result: [row] }));
  const bare = createChainSource({ rpcUrl: opened.server.origin, chainId: 1 });
  await expect(bare.history(owner, 5)).rejects.toMatchObject({
    code: 'chain.noExplorer',
    message: expect.stringContaining('ETHERSCAN_API_KEY'),
  });
  await bare.close();
  // The other half, with a node behind it, is in createChainSource.test.ts.
});
