import { expect, test } from 'vitest';
import { requireSpace } from './requireSpace.ts';

const megabyte = 1024 * 1024;

test('default: goes on while there is space, also for a folder that is not there yet', () => {
  expect(() => requireSpace('/tmp/countersign/not/there')).not.toThrow();
  expect(() => requireSpace('/x', () => 64 * megabyte)).not.toThrow();
});

test('error: says where, how much is left, and that nothing was sent', () => {
  expect(() => requireSpace('/home/desk/db', () => 63.5 * megabyte)).toThrow(
    'There is no space left for the database in /home/desk/db: 63 MB are free, and 64 are kept in reserve. Nothing was stored, and nothing that depends on it was sent.',
  );
});
