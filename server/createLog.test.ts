import { expect, test } from 'vitest';
import { createLog } from './createLog.ts';

test('default: every line says the mode, and secrets are blotted out', () => {
  const lines: string[] = [];
  const log = createLog({
    level: 'info',
    mode: 'sim',
    destination: { write: (line) => void lines.push(line) },
  });
  log.info({ token: 'abc', inner: { password: 'def' }, price: '1' }, 'A line');
  log.debug('not this one');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { mode: 'sim', token: '[redacted]', inner: { password: '[redacted]' }, price: '1', msg: 'A line' },
  ]);
});

test('error: a line that cannot be written, on a full disk say, ends nothing', () => {
  const destination = {
    write: () => {
      throw new Error('ENOSPC: no space left on device, write');
    },
  };
  const log = createLog({ level: 'info', mode: 'sim', destination });
  expect(() => log.fatal('A line')).not.toThrow();
});
