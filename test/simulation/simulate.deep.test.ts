import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const command = fileURLToPath(new URL('./simulate.ts', import.meta.url));

function simulate(...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...parameters], {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  const lines = stdout.trim().split('\n');
  return { status, lines, stderr };
}

test('default', () => {
  const { status, lines, stderr } = simulate('--seeds', '1000', '--json');
  process.stdout.write(`${lines.slice(-2).join('\n')}\n`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ seeds: 1000, violations: [] });
});
