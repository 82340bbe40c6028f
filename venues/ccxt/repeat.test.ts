import { expect, test } from 'vitest';
import { repeat } from './repeat.ts';

/** Appointments that are kept when the test says so. */
function handmade() {
  const due: (() => void)[] = [];
  return {
    after(_ms: number, work: () => void) {
      due.push(work);
      return () => {
        due.splice(due.indexOf(work), 1);
      };
    },
    pass: () => due.shift()?.(),
    due,
  };
}

test('default: again and again', () => {
  const timers = handmade();
  let done = 0;
  repeat(timers, 10, new AbortController().signal, () => {
    done += 1;
  });
  timers.pass();
  timers.pass();
  expect(done).toBe(2);
});

test('behavior: the next appointment is taken back at the end', () => {
  const timers = handmade();
  const stopped = new AbortController();
  repeat(timers, 10, stopped.signal, () => {});
  timers.pass();
  stopped.abort();
  expect(timers.due).toEqual([]);
});

test('behavior: ends when the work itself ends it', () => {
  const timers = handmade();
  const stopped = new AbortController();
  repeat(timers, 10, stopped.signal, () => stopped.abort());
  timers.pass();
  expect(timers.due).toEqual([]);
});
