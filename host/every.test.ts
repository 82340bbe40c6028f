import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { silentLog } from '../test/fixtures/openTestDesk.ts';
import { every } from './every.ts';
import { systemClock } from './systemClock.ts';

const desk = { clock: systemClock, log: silentLog };

test('default', async () => {
  let runs = 0;
  const loop = every(
    desk,
    () => 5,
    'Counting',
    async () => {
      runs += 1;
    },
  );
  await expect.poll(() => runs).toBeGreaterThanOrEqual(3);
  await loop.stop();
  const then = runs;
  await wait(40);
  expect(runs).toBe(then);
});

test('behavior: runs never overlap, and the pause is asked for each time', async () => {
  let [running, most, pauses, runs] = [0, 0, 0, 0];
  const pause = () => {
    pauses += 1;
    return 0;
  };
  const loop = every(desk, pause, 'Working', async () => {
    running += 1;
    most = Math.max(most, running);
    await wait(5);
    running -= 1;
    runs += 1;
  });
  await expect.poll(() => runs).toBeGreaterThanOrEqual(3);
  await loop.stop();
  expect([most, running]).toEqual([1, 0]);
  expect(pauses).toBeGreaterThanOrEqual(runs);
});

test('behavior: stopping waits for the run under way', async () => {
  const gate = Promise.withResolvers<void>();
  let [began, ended] = [false, false];
  const loop = every(
    desk,
    () => 0,
    'Working',
    async () => {
      began = true;
      await gate.promise;
      ended = true;
    },
  );
  await expect.poll(() => began).toBe(true);
  const stopped = loop.stop();
  gate.resolve();
  await stopped;
  expect(ended).toBe(true);
});

test('error: a failure is told and tried again', async () => {
  const told: string[] = [];
  const log = { ...silentLog, warn: (_: unknown, message: string) => void told.push(message) };
  let runs = 0;
  const loop = every(
    { clock: systemClock, log },
    () => 0,
    'Working',
    async () => {
      runs += 1;
      if (runs < 3) throw new Error('not now');
    },
  );
  await expect.poll(() => runs).toBeGreaterThanOrEqual(3);
  await loop.stop();
  expect(told).toEqual(['Working failed and is tried again', 'Working failed and is tried again']);
});
