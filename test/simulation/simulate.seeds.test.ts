import { test } from 'vitest';
import { runSimulate } from './testing/runSimulate.ts';

const seeds = 1000;

test('default', async () => {
  const { code, lines, errors } = await runSimulate('--seeds', String(seeds));
  if (code === 0) return;
  const broken = lines.filter((line) => /^seed \d+, step \d+: /.test(line));
  process.stdout.write(`${lines.join('\n')}\n`);
  throw new Error([...broken, errors].filter(Boolean).join('\n'));
});
