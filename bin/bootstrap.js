// Plain JavaScript without dependencies: it runs before anything is installed, under Node 20 or newer.
import { parseArgs } from 'node:util';
import { BootstrapError } from './bootstrap/BootstrapError.js';
import { buildApp } from './bootstrap/buildApp.js';
import { childEnvironment } from './bootstrap/childEnvironment.js';
import { ensureNode } from './bootstrap/ensureNode.js';
import { installDependencies } from './bootstrap/installDependencies.js';
import { prepareDatabase } from './bootstrap/prepareDatabase.js';
import { root } from './bootstrap/root.js';
import { runForeground } from './bootstrap/runForeground.js';
import { runTests } from './bootstrap/runTests.js';

const usage = `Usage: node bin/bootstrap.js start [arguments of "countersign start"]
       node bin/bootstrap.js test
       node bin/bootstrap.js deep [arguments of vitest]
       node bin/bootstrap.js simulate [arguments of the simulation]`;

/** Tasks that run one program in our place, with the arguments that follow. */
const programs = {
  start: ['server/cli/main.ts', 'start'],
  deep: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.deep.config.ts'],
  simulate: ['test/simulation/simulate.ts'],
};

/** Installs what is missing, builds what changed, then starts the desk, runs the tests or the simulation. */
async function main() {
  const { positionals } = parseArgs({ allowPositionals: true, strict: false });
  const [task] = positionals;
  if (task !== 'test' && !Object.hasOwn(programs, task ?? '')) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const node = await ensureNode(root);
  await installDependencies(root, node);
  if (task === 'test') {
    await prepareDatabase(root, node);
    return runTests(root, node);
  }
  const page = task === 'start' ? buildApp(root, node) : undefined;
  await Promise.all([page, task === 'simulate' ? undefined : prepareDatabase(root, node)]);
  const rest = process.argv.slice(process.argv.indexOf(task) + 1);
  return runForeground(node, [...programs[task], ...rest], {
    cwd: root,
    env: childEnvironment(node),
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
