import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cli } from '../Cli.ts';
import { CliError } from '../CliError.ts';

const scripts = { trend: 'train.sh', sentiment: 'train-sentiment.sh' } as const;
const folder = join(import.meta.dirname, '..', '..', '..', 'models', 'training');

/**
 * Trains a model from recorded data into a folder of its own, which a setting then points at; the shipped model stays
 * as it is. Needs Python 3, which the desk itself never does. The training's own words go to standard error.
 */
export async function modelsTrain(
  cli: Cli,
  kind: keyof typeof scripts,
  options: { data: string; out: string; seed: number; quick?: true },
): Promise<number> {
  const [data, out] = [resolve(options.data), resolve(options.out)];
  if (!existsSync(data))
    throw new CliError(
      `${options.data} is not there. Nothing was trained. Name the folder that holds the recorded data.`,
    );
  const script = join(folder, scripts[kind]);
  const words = [
    `NODE=${process.execPath}`,
    'sh',
    script,
    data,
    String(options.seed),
    out,
    ...(options.quick ? ['--quick'] : []),
  ];
  const child = spawn('env', words, { stdio: ['ignore', 2, 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0)
    throw new CliError(
      `The training ended with ${code ?? 'a signal'}; its own words stand above. Nothing was put into ${out}, and the shipped model is untouched.`,
    );
  const next = `Score it with "countersign models evaluate ${kind} --folder ${out}"; set ${kind}.folder to ${out} in the home’s config.yaml to use it.`;
  if (cli.json) cli.terminal.out(JSON.stringify({ kind, folder: out }));
  else cli.terminal.out(`The ${kind} model is in ${out}. ${next}`);
  return 0;
}
