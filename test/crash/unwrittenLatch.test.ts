import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PortfolioView } from '../../domain/views.ts';
import { until } from '../fixtures/openTestDesk.ts';
import { runCommand } from '../fixtures/runCommand.ts';
import { startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';
import { approve, get, propose, ready } from './deskCalls.ts';

test('error: a latch that cannot be written keeps no kill from selling, and what it would let pass is said', {
  timeout: 120_000,
}, async () => {
  await using home = temporaryHome();
  await using desk = await ready(await startDeskProcess(home.path));
  await approve(desk, await propose(desk, 'BTC/USDT', {}));
  await until('a protected position', async () =>
    (await get<PortfolioView>(desk, '/api/portfolio')).positions.some(
      ({ protection }) => protection === 'protected',
    ),
  );
  await desk.kill();
  // Nothing can be moved to where a folder with something in it stands.
  mkdirSync(join(home.path, 'kill.json', 'in-the-way'), { recursive: true });

  const pause = await runCommand(home.path, ['kill', '--level', 'pause', '--reason', 'full disk']);
  expect([pause.status, pause.err]).toEqual([1, expect.stringContaining('could not be written')]);
  const flatten = await runCommand(home.path, [
    'kill',
    '--level',
    'flatten',
    '--yes',
    '--reason',
    'full disk',
  ]);
  expect(flatten.err).toContain('a desk that starts there would not know of the kill and would trade');
  expect(flatten.out).toContain('BTC/USDT: sold all');
  expect(flatten.status).toBe(1);
});
