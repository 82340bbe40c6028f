import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const path = (name: string) => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));

test.each([
  ['an exception', "setImmediate(() => { throw new Error('broken inside'); });"],
  ['a rejection', "Promise.reject(new Error('broken inside'));"],
])('error: %s that nobody caught ends the process, and the log says what that means', (_name, fault) => {
  const script = `
    import { pino } from ${JSON.stringify(import.meta.resolve('pino'))};
    import { logLastFault } from ${path('logLastFault.ts')};
    logLastFault(pino(pino.destination({ dest: 1, sync: true })));
    setTimeout(() => process.exit(0), 10_000);
    ${fault}
  `;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  const line = JSON.parse(stdout);
  expect(line).toMatchObject({
    level: 60,
    fault: expect.stringMatching(/^Error: broken inside\n\s+at /),
    msg: expect.stringContaining('stops that rest at a venue stay there'),
  });
});
