import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { DatabaseError } from './DatabaseError.ts';
import { explainFault } from './explainFault.ts';

const full = Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });

test.each([
  ['the system says so', Object.assign(new Error('write failed'), { code: 'ENOSPC' })],
  ['the server says so', full],
  ['the query builder wraps it', new DrizzleQueryError('insert', [], full)],
  ['it is one of several', new AggregateError([new Error('other'), full])],
])('error: no space left is said in words when %s', (_, fault) => {
  const explained = explainFault(fault, 'the database in /home/desk/db');
  expect(explained).toMatchObject({ code: 'db.noSpace', cause: fault });
  expect(String(explained)).toContain('There is no space left for the database in /home/desk/db');
  expect(String(explained)).toContain('nothing that depends on it was sent');
});

test('behavior: what is explained already stays as it is', () => {
  const fault = new DatabaseError('db.noSpace', 'There is no space left for x: 3 MB are free');
  expect(explainFault(fault, 'y')).toBe(fault);
});

test('default: another fault stays what it is', () => {
  const fault = new Error('syntax error');
  expect(explainFault(fault, 'x')).toBe(fault);
});
