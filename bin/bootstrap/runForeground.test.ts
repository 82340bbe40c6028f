import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Starts the wrapper around a child in a process of its own, as a terminal would. */
function wrapped(child: string) {
  const script = `
    import { runForeground } from ${JSON.stringify(join(import.meta.dirname, 'runForeground.js'))};
    // A terminal and npm pass the same one on: so far apart that the system does not make one of the two.
    const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
    process.on('SIGUSR2', () => { process.emit('SIGINT'); pause(); process.emit('SIGINT'); });
    process.exitCode = await runForeground(process.execPath, ['-e', ${JSON.stringify(child)}], {
      cwd: process.cwd(), env: process.env,
    });`;
  const process_ = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const lines = {
    async until(text: string) {
      while (!output.includes(text)) {
        const [chunk] = await once(process_.stdout, 'data');
        output += String(chunk);
      }
    },
    get output() {
      return output;
    },
  };
  return { process: process_, lines };
}

/** A program that counts its signals, and does something at each. */
const counting = (then: string) => `
  let n = 0;
  process.on('SIGINT', () => { n += 1; console.log('signal ' + n); ${then} });
  setInterval(() => {}, 1000);
  console.log('ready');`;

describe('runForeground', () => {
  test('default: passes the exit code on', async () => {
    const { process: wrapper } = wrapped('process.exit(3)');
    expect(await once(wrapper, 'exit')).toEqual([3, null]);
  });

  test('behavior: a signal that comes twice at once reaches the program once', async () => {
    const { process: wrapper, lines } = wrapped(counting('setTimeout(() => process.exit(40 + n), 500);'));
    await lines.until('ready');
    wrapper.kill('SIGUSR2');
    expect(await once(wrapper, 'exit')).toEqual([41, null]);
  });

  test('behavior: a second Ctrl+C later is passed on as well', async () => {
    const { process: wrapper, lines } = wrapped(counting('if (n === 2) process.exit(42);'));
    await lines.until('ready');
    wrapper.kill('SIGINT');
    await lines.until('signal 1');
    await new Promise((resolve) => setTimeout(resolve, 800));
    wrapper.kill('SIGINT');
    await lines.until('signal 2');
    expect(await once(wrapper, 'exit')).toEqual([42, null]);
  });

  test('behavior: a program that a signal ended gives 128 and its number', async () => {
    const { process: wrapper } = wrapped(`process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)`);
    expect(await once(wrapper, 'exit')).toEqual([143, null]);
  });
});
