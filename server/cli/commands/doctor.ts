import { join } from 'node:path';
import { loadConfig } from '../../../config/loadConfig.ts';
import type { Config } from '../../../config/schema.ts';
import { readHomeOwner } from '../../../db/lockHome.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { connect } from '../connect.ts';
import { examineDex } from '../doctor/examineDex.ts';
import { examineExchange } from '../doctor/examineExchange.ts';
import { examineIdle } from '../doctor/examineIdle.ts';
import { examineMachine } from '../doctor/examineMachine.ts';
import { examineRunning } from '../doctor/examineRunning.ts';
import { blocked, type Finding, ok } from '../doctor/Finding.ts';
import { plain } from '../format/plain.ts';

const marks = { ok: '✓', warning: '!', blocked: '✗' } as const;
const siteFolder = join(import.meta.dirname, '..', '..', '..', 'app', 'out');

/** Examines everything that the desk needs. 0: ready. 1: blocked, or with `--strict`, anything to mend. */
export async function doctor(cli: Cli, options: { strict?: boolean }): Promise<number> {
  const findings = [...examineMachine(cli.environment.home, siteFolder), ...(await examineDesk(cli))];
  const blocks = findings.filter((finding) => finding.state === 'blocked');
  const warnings = findings.filter((finding) => finding.state === 'warning');
  const ready = blocks.length === 0 && (!options.strict || warnings.length === 0);
  print(cli, { ready, findings }, () => [
    ...findings.flatMap(lines),
    '',
    ready
      ? `Ready${warnings.length === 0 ? '.' : `, with ${warnings.length} to look at.`}`
      : `Not ready: ${blocks.length} blocked, ${warnings.length} to look at.`,
  ]);
  if (ready) return 0;
  cli.terminal.err(`Not ready: ${[...blocks, ...warnings].map((finding) => finding.name).join(', ')}.`);
  return 1;
}

async function examineDesk(cli: Cli): Promise<Finding[]> {
  let config: Config;
  try {
    config = loadConfig(cli.environment);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [blocked('config', reason, `edit ${join(cli.environment.home, 'config.yaml')}`)];
  }
  const settings = ok('config', `mode ${config.mode}, home ${config.home}`);
  const owner = readHomeOwner(config.home);
  const exchange = [...(await examineExchange(config)), ...(await examineDex(config))];
  if (!owner) return [settings, ...exchange, ...(await examineIdle(config))];
  try {
    const desk = connect(config.home, 'operator');
    return [
      settings,
      ...exchange,
      ok('desk', `running at ${desk.address} (pid ${owner.pid})`),
      ...(await examineRunning(desk)),
    ];
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return [settings, blocked('desk', error.message, `kill ${owner.pid} && countersign start`)];
  }
}

function lines({ name, state, found, mend }: Finding): string[] {
  const [first = '', ...more] = found.split('\n').map(plain);
  return [
    `${marks[state]} ${name.padEnd(14)}${first}`,
    ...more.map((line) => `  ${''.padEnd(14)}${line}`),
    ...(mend === null ? [] : [`  ${''.padEnd(14)}→ ${mend}`]),
  ];
}
