import { expect, test } from 'vitest';
import { virtualClock } from '../test/fixtures/virtualClock.ts';
import { SourceError } from './SourceError.ts';
import { type Reading, SourcePoller } from './SourcePoller.ts';

const minute = 60_000;

/** A source read every ten minutes whose answers are given in order, then good ones. */
function poll(answers: (() => Reading)[]) {
  const clock = virtualClock(0);
  const at: number[] = [];
  const faults: string[] = [];
  const poller = new SourcePoller(
    clock,
    {
      ...{ id: 'a', name: 'A', kind: 'news', everyMs: 10 * minute },
      async read() {
        at.push(clock.now() / minute);
        return (answers.shift() ?? good)();
      },
    },
    (_source, fault) => faults.push(fault.code),
  );
  poller.start(0);
  return { clock, poller, at, faults };
}
const good = (): Reading => ({ newestAt: 5, budget: null });
const failing =
  (context = {}) =>
  (): never => {
    throw new SourceError('source.unreachable', 'No answer.', { context });
  };

test('default: read at every interval, and it says so', async () => {
  const { clock, poller, at } = poll([]);
  expect(poller.view()).toMatchObject({ state: 'waiting', stale: false, nextAt: 0 });
  await clock.advance(25 * minute);
  expect(at).toEqual([0, 10, 20]);
  expect(poller.view()).toMatchObject({
    state: 'ok',
    stale: false,
    newestAt: 5,
    reads: 3,
    nextAt: 30 * minute,
  });
  await poller.stop();
  await clock.advance(60 * minute);
  expect(at).toHaveLength(3);
});

test('behavior: it is asked less often while it fails, turns stale, and comes back', async () => {
  const { clock, poller, at, faults } = poll([good, failing(), failing(), failing()]);
  await clock.advance(41 * minute);
  expect(at).toEqual([0, 10, 20, 40]);
  expect(poller.view()).toMatchObject({
    ...{ state: 'failing', stale: true, lastOkAt: 0, failures: 3, newestAt: 5 },
    lastError: { code: 'source.unreachable', at: 40 * minute },
  });
  expect(faults).toHaveLength(3);
  await clock.advance(60 * minute);
  expect(poller.view()).toMatchObject({ state: 'ok', stale: false });
});

test('behavior: nobody is asked before they want to be', async () => {
  const budget = { remaining: 0, limit: 10, resetAt: 200 * minute };
  const { clock, at } = poll([failing({ retryAt: 90 * minute }), () => ({ newestAt: null, budget })]);
  await clock.advance(240 * minute);
  expect(at.slice(0, 3)).toEqual([0, 90, 200]);
});

test('error: a fault inside the desk tells nothing of itself', async () => {
  const { clock, poller } = poll([
    () => {
      throw new Error('postgres://user:secret@host');
    },
  ]);
  await clock.advance(0);
  expect(poller.view().lastError).toMatchObject({ code: 'source.failed' });
  expect(JSON.stringify(poller.view())).not.toContain('secret');
});
