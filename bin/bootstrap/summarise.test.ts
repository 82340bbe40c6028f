import { describe, expect, test } from 'vitest';
import { summarise } from './summarise.js';

const step = (name: string, over: object = {}) => ({ name, code: 0, seconds: 1, ...over });
const counts = (passed: number, failed = 0, skipped: string[] = []) => ({
  counts: {
    passed,
    failures: Array.from({ length: failed }, (_, index) => ({
      title: `a > ${index}`,
      message: 'expected 1\n    at here.ts:1\n    at there.ts:2',
    })),
    skipped,
  },
});

function run(results: ReturnType<typeof step>[], strict = false) {
  let text = '';
  const code = summarise(results, strict, (part: string) => {
    text += part;
  });
  return { code, last: text.trimEnd().split('\n').at(-1), text };
}

describe('summarise', () => {
  test('default: the last line is the sum of all runs, alone', () => {
    const { code, last } = run([step('types'), step('tests', counts(40)), step('browser', counts(2))]);
    expect(last).toBe('42 passed, 0 failed');
    expect(code).toBe(0);
  });

  test('behavior: shows skipped tests with their titles, which give the reason', () => {
    const { code, last, text } = run([step('tests', counts(3, 0, ['MongoDB (skipped: no server) a']))], true);
    expect(last).toBe('3 passed, 0 failed, 1 skipped');
    expect(text).toContain('skipped  MongoDB (skipped: no server) a');
    expect(code).toBe(0);
  });

  test('behavior: names each failed test with what it said and where, just before the sum', () => {
    const { text } = run([step('tests', { code: 1, ...counts(3, 1, ['MongoDB a']) })]);
    expect(text).toMatch(
      /FAILED {3}a > 0\n {9}expected 1\n {13}at here.ts:1\n3 passed, 1 failed, 1 skipped\n$/,
    );
  });

  test('error: under CI a skip that somebody could mend fails', () => {
    const skipped = step('tests', counts(3, 0, ['PostgreSQL (skipped: no binaries) a']));
    expect(run([skipped], true)).toMatchObject({ code: 1, last: '3 passed, 1 failed' });
    expect(run([skipped])).toMatchObject({ code: 0, last: '3 passed, 0 failed, 1 skipped' });
  });

  test('error: a step that fails without a failed test counts as one', () => {
    expect(run([step('types', { code: 2 }), step('tests', counts(3))])).toMatchObject({
      code: 1,
      last: '3 passed, 1 failed',
    });
    expect(run([step('tests', { code: 1, ...counts(3, 2) })])).toMatchObject({ last: '3 passed, 2 failed' });
    expect(run([step('tests', { code: 1 })])).toMatchObject({ code: 1, last: '0 passed, 1 failed' });
  });
});
