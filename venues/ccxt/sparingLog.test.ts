import { expect, test } from 'vitest';
import { sparingLog } from './sparingLog.ts';

function openLog() {
  const written: unknown[] = [];
  const time = { now: 1_000_000 };
  const warn = (context: Record<string, unknown>, text: string) => written.push([text, context]);
  const log = sparingLog({ info: warn, warn }, { now: () => time.now });
  return { written, time, log };
}

test('default: a warning that comes again and again is written once a minute, with how many were left out', () => {
  const { written, time, log } = openLog();
  for (let count = 0; count < 10_000; count += 1) log.warn({ count }, 'unreadable');
  log.warn({}, 'another');
  time.now += 60_000;
  log.warn({ count: 'last' }, 'unreadable');
  log.warn({}, 'another');
  expect(written).toEqual([
    ['unreadable', { count: 0 }],
    ['another', {}],
    ['unreadable', { count: 'last', leftOut: 9_999 }],
    ['another', {}],
  ]);
});

test('behavior: what is no warning is always written, and a clock that was set back keeps nothing silent', () => {
  const { written, time, log } = openLog();
  log.info({}, 'news');
  log.info({}, 'news');
  log.warn({}, 'unreadable');
  time.now -= 3_600_000;
  log.warn({}, 'unreadable');
  expect(written.map((line) => (Array.isArray(line) ? line[0] : line))).toEqual([
    'news',
    'news',
    'unreadable',
    'unreadable',
  ]);
});
