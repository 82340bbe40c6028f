import { expect, test } from 'vitest';
import { shareNext } from './shareNext.ts';

/** A question whose answers come when the test says so; the answer is how many were asked. */
function slowly() {
  const waiting: PromiseWithResolvers<void>[] = [];
  const ask = shareNext(async () => {
    const gate = Promise.withResolvers<void>();
    waiting.push(gate);
    const number = waiting.length;
    await gate.promise;
    return number;
  });
  return { ask, waiting, answer: (index: number) => waiting[index]?.resolve() };
}

test('default', async () => {
  const { ask, waiting, answer } = slowly();
  const first = ask();
  const others = [ask(), ask(), ask()];
  expect(waiting).toHaveLength(1);
  answer(0);
  expect(await first).toBe(1);
  await expect.poll(() => waiting.length).toBe(2);
  const late = ask();
  answer(1);
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
  await expect.poll(() => waiting.length).toBe(3);
  answer(2);
  expect(await late).toBe(3);
});

test('error: a question that fails fails for those who asked it, and the next is asked anew', async () => {
  let failing = true;
  const ask = shareNext(async () => {
    if (failing) throw new Error('no answer');
    return 'well';
  });
  const [first, second] = [ask(), ask()];
  failing = false;
  await expect(first).rejects.toThrow('no answer');
  expect(await second).toBe('well');
  expect(await ask()).toBe('well');
});
