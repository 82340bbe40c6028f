import { expect, test } from 'vitest';
import { letOthersRun } from './letOthersRun.ts';

function connect() {
  const done: string[] = [];
  return { done, pause: () => void done.push('pause'), resume: () => void done.push('resume') };
}

test('default: a burst is read in parts, with a turn for others in between', () => {
  const turns: (() => void)[] = [];
  const onMessage = letOthersRun((work) => turns.push(work));
  const [busy, other] = [connect(), connect()];
  for (let count = 0; count < 127; count += 1) onMessage(busy);
  expect(busy.done).toEqual([]);
  for (let count = 0; count < 50; count += 1) onMessage(busy);
  onMessage(other);
  expect([busy.done, other.done, turns.length]).toEqual([['pause'], ['pause'], 1]);
  turns.shift()?.();
  expect([busy.done, other.done]).toEqual([
    ['pause', 'resume'],
    ['pause', 'resume'],
  ]);
  onMessage(busy);
  expect([busy.done.length, turns.length]).toEqual([2, 1]);
});

test('behavior: a connection that cannot be stopped is read as ever', () => {
  const onMessage = letOthersRun(() => {});
  for (let count = 0; count < 300; count += 1) onMessage(undefined);
});
