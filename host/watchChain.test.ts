import { expect, test } from 'vitest';
import { ChainError } from '../sources/chain/ChainError.ts';
import { virtualClock } from '../test/fixtures/virtualClock.ts';
import { watchChain } from './watchChain.ts';

const label = 'Anvil (chain 1)';

test('default: a node that answers is well, with the time of its newest block', async () => {
  const clock = virtualClock(5_000);
  const gas = async () => ({ gasPriceGwei: '1', baseFeeGwei: null, block: 7, blockTime: 4_000 });
  const node = watchChain({ label, gas }, clock);
  await clock.advance(0);
  expect(node.view()).toMatchObject({
    id: 'chain',
    name: label,
    kind: 'chain',
    state: 'ok',
    newestAt: 4_000,
  });
  await node.stop();
});

test('error: one that does not answer says so without its address, and one of another chain says which', async () => {
  const clock = virtualClock(0);
  const faults = [
    new ChainError('chain.unreachable', 'The chain could not be asked: https://node.example/v3/SECRET'),
    new ChainError('chain.wrongChain', 'The node serves chain 5, and chain 1 is configured.'),
  ];
  const node = watchChain({ label, gas: async () => Promise.reject(faults.shift()) }, clock);
  await clock.advance(0);
  expect(node.view().lastError).toMatchObject({ code: 'chain.unreachable' });
  expect(JSON.stringify(node.view())).not.toContain('SECRET');
  await clock.advance(60_000);
  expect(node.view().lastError).toMatchObject({
    ...{ code: 'chain.wrongChain', message: expect.stringContaining('chain 5') },
  });
  await node.stop();
});

test('behavior: stopping does not wait for a node that is silent', async () => {
  const clock = virtualClock(0);
  const node = watchChain({ label, gas: () => new Promise(() => {}) }, clock);
  await clock.advance(0);
  await node.stop();
  expect(node.view().state).toBe('waiting');
});
