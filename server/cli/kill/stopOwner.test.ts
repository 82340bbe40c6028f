import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHomeOwner } from '../../../db/lockHome.ts';
import { stopOwner } from './stopOwner.ts';

const lockModule = join(import.meta.dirname, '..', '..', '..', 'db', 'lockHome.ts');

/** A process that holds a home, and does with a SIGTERM what it is told to. */
async function holder(onTerm: string): Promise<AsyncDisposable & { home: string; child: ChildProcess }> {
  const home = mkdtempSync(join(tmpdir(), 'countersign-holder-'));
  const script = `import { lockHome } from ${JSON.stringify(lockModule)};
    lockHome(process.argv[1]); process.on('SIGTERM', () => { ${onTerm} });
    setInterval(() => {}, 1000); console.log('held');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    home,
    child,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function stop(home: string, politeMs = 10_000): Promise<{ result: string; told: string[] }> {
  const told: string[] = [];
  const owner = readHomeOwner(home);
  if (!owner) throw new Error('Nobody holds the home');
  return { result: await stopOwner(home, owner, { politeMs, tell: (line) => told.push(line) }), told };
}

test('default', async () => {
  await using held = await holder('process.exit(0)');
  const { result, told } = await stop(held.home);
  expect([result, told.length, readHomeOwner(held.home)]).toEqual(['stopped', 1, null]);
});

test('behavior: one that is stopped or does not listen is ended', async () => {
  await using deaf = await holder('');
  expect((await stop(deaf.home, 200)).result).toBe('stopped');
  expect(deaf.child.signalCode ?? (await once(deaf.child, 'exit'))[1]).toBe('SIGKILL');
  await using frozen = await holder('process.exit(0)');
  frozen.child.kill('SIGSTOP');
  const { result, told } = await stop(frozen.home, 200);
  expect([result, told.at(-1)]).toEqual(['stopped', 'It did not in 0.2 s, and is ended now.']);
});

test('error: a later process with that number, and one that cannot be seen, are left alone', async () => {
  await using held = await holder('process.exit(0)');
  const owner = readHomeOwner(held.home);
  if (!owner) throw new Error('Nobody holds the home');
  const tell = () => {};
  const another = { ...owner, started: 'another boot/1' };
  expect(await stopOwner(held.home, another, { politeMs: 50, tell })).toBe('stopped');
  const elsewhere = { ...owner, machine: 'elsewhere' };
  expect(await stopOwner(held.home, elsewhere, { politeMs: 50, tell })).toBe('notSeen');
  expect(
    await stopOwner(held.home, { ...owner, pid: process.pid, started: null }, { politeMs: 50, tell }),
  ).toBe('notStopped');
  expect([held.child.exitCode, held.child.signalCode]).toEqual([null, null]);
});
