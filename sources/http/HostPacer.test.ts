import { expect, test } from 'vitest';
import { virtualClock } from '../../test/fixtures/virtualClock.ts';
import { HostPacer } from './HostPacer.ts';

test('default: a host is asked once at a time, with a pause after each, and others do not wait for it', async () => {
  const clock = virtualClock(0);
  const pacer = new HostPacer(clock);
  const began: string[] = [];
  const ask = (host: string) => pacer.run(host, 1000, async () => void began.push(`${host} ${clock.now()}`));
  void ask('a');
  void ask('a');
  void ask('b');
  const last = ask('a');
  await clock.advance(1000);
  expect(began).toEqual(['a 0', 'b 0', 'a 1000']);
  await clock.advance(1000);
  await last;
  expect(began.at(-1)).toBe('a 2000');
});

test('error: one that fails leaves the next its turn', async () => {
  const clock = virtualClock(0);
  const pacer = new HostPacer(clock);
  const failed = pacer.run('a', 10, async () => Promise.reject(new Error('gone')));
  const next = pacer.run('a', 10, async () => clock.now());
  await expect(failed).rejects.toThrow('gone');
  await clock.advance(10);
  expect(await next).toBe(10);
});

test('error: who waits when it closes is told at once', async () => {
  const pacer = new HostPacer(virtualClock(0));
  await pacer.run('a', 1000, async () => {});
  const waiting = pacer.run('a', 1000, async () => {});
  await Promise.resolve();
  pacer.close();
  await expect(waiting).rejects.toMatchObject({ code: 'source.closed' });
});
