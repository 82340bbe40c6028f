import { BootstrapError } from './BootstrapError.js';
import { explainFailure } from './explainFailure.js';
import { runQuietly } from './runQuietly.js';
import { showProgress } from './showProgress.js';

/**
 * Runs npm and shows how far it is.
 *
 * @param {string[]} args
 * @param {{cwd: string, env: NodeJS.ProcessEnv, label: string, purpose: string, detail?: () => string}} options
 *   `purpose`: what did not happen, for the message when it fails
 */
export async function runNpm(args, { cwd, env, label, purpose, detail }) {
  const [command, ...first] = npmCommand();
  const progress = showProgress(label, detail);
  const { code, output } = await runQuietly(command, [...first, ...args], { cwd, env: withoutNpm(env) });
  progress.end(code === 0);
  if (code === 0) return;
  throw new BootstrapError(`${explainFailure(output, purpose)}\n\nThe last lines of npm:\n${tail(output)}`);
}

/** npm's own script under the Node that is first on the path, when npm started us; else the `npm` on the path. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return ['node', script];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** What the outer npm handed to its script would be taken as settings by the inner one. */
function withoutNpm(env) {
  const kept = Object.entries(env).filter(([name]) => !/^npm_(package|lifecycle|command)/i.test(name));
  return Object.fromEntries(kept);
}

function tail(output) {
  return output.trim().split('\n').slice(-15).join('\n');
}
