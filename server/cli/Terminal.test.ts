import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const terminal = fileURLToPath(new URL('Terminal.ts', import.meta.url));

test('behavior: a command goes on when whoever read its output has gone away', async () => {
  const script = `
    import { processTerminal } from ${JSON.stringify(terminal)};
    const terminal = processTerminal();
    process.stdin.once('data', () => {
      terminal.out('nobody reads this');
      setImmediate(() => {
        terminal.out('nor this');
        setImmediate(() => process.exit(7));
      });
    });
    terminal.out('ready');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  child.stdin.end('go on');
  const [code] = await once(child, 'exit');
  expect(code).toBe(7);
});
