import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startDeskProcess, temporaryHome } from '../../../test/fixtures/startDeskProcess.ts';
import { runIn } from '../../testing/openFakeServer.ts';

const program = join(import.meta.dirname, '..', 'main.ts');

/** Runs the program to its end in a process of its own. */
async function run(home: string, args: readonly string[], settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, COUNTERSIGN_HOME: home, ...settings },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const [status] = await once(child, 'close');
  return { status, out, err };
}

it('default: one line when ready, found by the other commands, refused a second time, and stopped safely', async () => {
  await using home = temporaryHome();
  await using desk = await startDeskProcess(home.path);
  expect(desk.ready).toMatchObject({
    url: `http://127.0.0.1:${desk.ready.port}`,
    launchUrl: expect.stringContaining(`${desk.ready.url}/launch?code=`),
    mode: 'sim',
    pid: expect.any(Number),
    home: home.path,
    liveTrading: 'impossible (no keys)',
  });

  const second = await run(home.path, ['start', '--port', '0']);
  expect(second.status).toBe(1);
  expect(second.err).toContain(`pid ${desk.ready.pid}`);

  const portfolio = await runIn(home.path, ['portfolio']);
  expect([portfolio.status, portfolio.out]).toEqual([0, expect.stringContaining('equity 100,000.00 USDT')]);

  let more = '';
  desk.process.stdout?.on('data', (text) => {
    more += text;
  });
  desk.process.kill('SIGINT');
  const [status] = await once(desk.process, 'exit');
  expect([status, more]).toEqual([0, '']);

  const after = await runIn(home.path, ['audit', 'verify', '--json']);
  expect([after.status, JSON.parse(after.out).ok]).toEqual([0, true]);
}, 120_000);

it('error: a port that was asked for and is busy stops it, with how to find who has it', async () => {
  await using home = temporaryHome();
  const busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
  const address = busy.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const refused = await run(home.path, ['start'], { COUNTERSIGN_PORT: String(port) });
  busy.close();
  expect(refused.status).toBe(1);
  expect(refused.err).toContain(`Port ${port} is in use`);
}, 120_000);

it('error: a setting that cannot be is named before anything is made', async () => {
  await using home = temporaryHome();
  const refused = await run(home.path, ['start'], { COUNTERSIGN_PORT: 'http' });
  expect(refused.status).toBe(1);
  expect(refused.err).toContain('COUNTERSIGN_PORT');
});
