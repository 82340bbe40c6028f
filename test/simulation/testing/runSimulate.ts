import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../simulate.ts', import.meta.url));

/** What the simulation's command said, and how it ended. */
export function runSimulate(
  ...parameters: string[]
): Promise<{ code: number; lines: string[]; errors: string }> {
  return new Promise((resolve) => {
    const options = { encoding: 'utf8', maxBuffer: 500_000_000 } as const;
    const child = execFile(process.execPath, [command, ...parameters], options, (_, said, errors) =>
      resolve({ code: child.exitCode ?? -1, lines: said.trim().split('\n'), errors }),
    );
  });
}
