import { expect, test } from 'vitest';
import { SourceError } from '../sources/SourceError.ts';
import { virtualClock } from '../test/fixtures/virtualClock.ts';
import { watchExplorer } from './watchExplorer.ts';

const chain = 'Base (chain 8453)';
const budget = { remaining: 99_998, limit: 100_000, resetAt: 86_400_000 };

test('default: an explorer that answers is well, with what it still allows now', async () => {
  const clock = virtualClock(1_000_000);
  const asked: number[] = [];
  const explorer = {
    async blockBefore(time: number) {
      asked.push(time);
      return 7;
    },
    budget,
  };
  const watch = watchExplorer(explorer, { chain, clock });
  await clock.advance(0);
  expect(watch.view()).toMatchObject({
    ...{ id: 'explorer', name: `Block explorer of ${chain}`, kind: 'explorer', state: 'ok', budget },
  });
  explorer.budget = { ...budget, remaining: 5 };
  expect(watch.view().budget?.remaining).toBe(5);
  await clock.advance(15 * 60_000);
  expect(asked).toEqual([400_000, 1_300_000]);
  await watch.stop();
});

test('error: a refused key shows, and a used-up day is waited for', async () => {
  const clock = virtualClock(0);
  const faults = [
    new SourceError('explorer.key', 'The block explorer does not take the key; check ETHERSCAN_API_KEY.'),
    new SourceError('explorer.dailyLimit', 'Used up.', { context: { retryAt: 86_400_000 } }),
  ];
  let asked = 0;
  const blockBefore = () => {
    asked += 1;
    return Promise.reject(faults.shift() ?? new Error('asked too often'));
  };
  const watch = watchExplorer({ blockBefore, budget }, { chain, clock });
  await clock.advance(0);
  expect(watch.view()).toMatchObject({ state: 'failing', lastError: { code: 'explorer.key' } });
  await clock.advance(15 * 60_000);
  expect(watch.view().lastError).toMatchObject({ code: 'explorer.dailyLimit' });
  await clock.advance(20 * 3_600_000);
  expect(asked).toBe(2);
  await watch.stop();
});
