import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';

const lock = (home: string) => JSON.parse(readFileSync(join(home, 'desk.lock'), 'utf8')) as { pid: number };

test('default', { timeout: 120_000 }, async () => {
  await using home = temporaryHome();
  await using first = await startDeskProcess(home.path);
  expect(lock(home.path).pid).toBe(first.ready.pid);
  const second = startDeskProcess(home.path);
  await expect(second).rejects.toThrow(new RegExp(`pid ${first.ready.pid}\\b.*Nothing was started`, 's'));
  expect([(await first.api('/api/health')).status, lock(home.path).pid]).toEqual([200, first.ready.pid]);

  // A process that was killed leaves its lock behind; the next one takes it over.
  await first.kill();
  expect(lock(home.path).pid).toBe(first.ready.pid);
  await using third = await startDeskProcess(home.path);
  expect(lock(home.path).pid).toBe(third.ready.pid);
});
