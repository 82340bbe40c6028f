import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './buildApp.js';
import { childEnvironment } from './childEnvironment.js';
import { ensureBrowser } from './ensureBrowser.js';
import { runForeground } from './runForeground.js';
import { summarise } from './summarise.js';

/**
 * Everything `npm test` does after installing, one step after another; a failed step does not hide the next ones.
 * The last line printed is the sum of all test runs alone.
 *
 * @param {string} root folder of the project
 * @param {string} node the Node binary to use
 * @returns {Promise<number>} exit code
 */
export async function runTests(root, node) {
  const reports = join(root, 'coverage', 'reports');
  mkdirSync(reports, { recursive: true });
  const env = childEnvironment(node);
  const reporter = join(root, 'bin/bootstrap/CountingReporter.js');
  const tool = (path, args, extra = {}) =>
    runForeground(node, [join(root, 'node_modules', path), ...args], {
      cwd: root,
      env: { ...env, ...extra },
    });
  const vitest = async (name, config, extra = {}) => {
    const file = join(reports, `${name}.json`);
    rmSync(file, { force: true });
    const args = ['run', '--config', config, '--reporter=default', `--reporter=${reporter}`];
    const code = await tool('vitest/vitest.mjs', args, { ...extra, TEST_COUNTS: file });
    return { code, counts: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined };
  };
  const plain = async (run) => ({ code: await run });

  const steps = [
    ['types', () => plain(tool('typescript/bin/tsc', ['-p', '.']))],
    ['types of the page', () => plain(tool('typescript/bin/tsc', ['-p', 'app']))],
    ['lint and format', () => plain(tool('@biomejs/biome/bin/biome', ['check', '.']))],
    ['tests', () => vitest('tests', 'vitest.config.ts')],
    ['simulation', () => vitest('simulation', 'vitest.seeds.config.ts')],
    ['build of the page', () => plain(buildApp(root, node).then(() => 0))],
    ['browser tests', () => browserTests(root, vitest)],
  ];
  const results = [];
  for (const [name, step] of steps) {
    process.stdout.write(`\n── ${name}\n`);
    const started = performance.now();
    const result = await step().catch((error) => {
      process.stderr.write(`${error.message}\n`);
      return { code: 1 };
    });
    results.push({ name, ...result, seconds: (performance.now() - started) / 1000 });
    if (result.code > 128) break;
  }
  return summarise(results, process.env.CI === 'true');
}

async function browserTests(root, vitest) {
  const browser = await ensureBrowser(root);
  return vitest(
    'browser',
    'vitest.browser.config.ts',
    browser === undefined ? {} : { TEST_BROWSER: browser },
  );
}
