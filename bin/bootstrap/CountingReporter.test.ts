import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.js';

const runner = join(root, 'node_modules/vitest/vitest.mjs');

/** What is counted of a run of these test files. */
function count(files: Record<string, string>) {
  mkdirSync(join(root, 'coverage'), { recursive: true });
  const folder = mkdtempSync(join(root, 'coverage', 'counted-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(
        join(folder, name),
        `import { describe, beforeAll, expect, test } from 'vitest';\n${text}`,
      );
    }
    const counts = join(folder, 'counts.json');
    const reporter = join(root, 'bin/bootstrap/CountingReporter.js');
    const args = [runner, 'run', '--root', folder, '--no-color', `--reporter=${reporter}`];
    try {
      execFileSync(process.execPath, args, {
        env: { ...process.env, TEST_COUNTS: counts },
        stdio: 'pipe',
      });
    } catch {
      // Failed tests are what is counted.
    }
    return JSON.parse(readFileSync(counts, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('default: passed, failed and skipped tests of all files, with titles and where it failed', () => {
  const counts = count({
    'a.test.js': `
      test('good', () => {});
      describe('group', () => { test('bad', () => expect(1).toBe(2)); test.skip('none (skipped: no server)', () => {}); });`,
    'b.test.js': `test('also good', () => {});`,
  });
  expect(counts).toMatchObject({ passed: 2, skipped: ['group > none (skipped: no server)'] });
  expect(counts.failures).toHaveLength(1);
  expect(counts.failures[0].title).toBe('a.test.js > group > bad');
  expect(counts.failures[0].message).toMatch(/expected 1 to be 2[\s\S]*a\.test\.js:\d+/);
});

test('error: a file that breaks, a hook that throws and what nobody caught are failures with a name', () => {
  const { passed, failures } = count({
    'broken.test.js': `throw new Error('broken before its first test');`,
    'hook.test.js': `describe('group', () => { beforeAll(() => { throw new Error('hook'); }); test('never', () => {}); });`,
    'late.test.js': `
      test('passes and leaves something behind', () => { Promise.reject(new Error('nobody caught me')); });
      test('waits', () => new Promise((resolve) => setTimeout(resolve, 50)));`,
  });
  expect(passed).toBe(2);
  const found = failures.map(({ title, message }: Record<string, string>) => `${title}: ${message}`);
  expect(found).toHaveLength(3);
  expect(found).toContainEqual(expect.stringMatching(/^broken\.test\.js: Error: broken before/));
  expect(found).toContainEqual(expect.stringMatching(/^hook\.test\.js > group: Error: hook/));
  expect(found).toContainEqual(
    expect.stringMatching(/^Unhandled Rejection in .*late\.test\.js > .*: Error: nobody caught me\n/),
  );
});
