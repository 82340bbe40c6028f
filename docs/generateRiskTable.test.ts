import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { limits } from '../domain/Limits.ts';
import { riskChecks } from '../machines/risk/riskChecks.ts';
import { generateRiskTable, withRiskTable } from './generateRiskTable.ts';

const here = (path: string) => new URL(path, import.meta.url);

test('default', () => {
  const document = readFileSync(here('risk-checks.md'), 'utf8');
  expect(withRiskTable(document), 'run `node docs/generateRiskTable.ts`').toBe(document);
});

test('behavior: the README shows the same table where it shows one', () => {
  const readme = readFileIfThere('../README.md');
  if (!readme.includes('risk-checks:begin')) return;
  expect(withRiskTable(readme), 'run `node docs/generateRiskTable.ts README.md`').toBe(readme);
});

test('behavior: every check has one row, and every check file is in the table', () => {
  const table = generateRiskTable();
  for (const { code } of riskChecks) expect(table.split(`| \`${code}\` `)).toHaveLength(2);
  const files = readdirSync(here('../machines/risk/checks')).filter((name) => !name.endsWith('.test.ts'));
  const fileOf = (code: string) => code.replace(/\.(.)/, (_, letter: string) => letter.toUpperCase());
  expect(files.sort()).toEqual(riskChecks.map(({ code }) => `${fileOf(code)}.ts`).sort());
});

test('behavior: every limit is read by a check or known to be read elsewhere', () => {
  const elsewhere = ['proposalExpirySeconds', 'sendWithinSeconds'];
  const read = new Set(riskChecks.flatMap(({ limitKeys }) => limitKeys as readonly string[]));
  const all = Object.keys(limits.shape);
  expect(all.filter((key) => !read.has(key)).sort()).toEqual(elsewhere);
});

test('error: a document without the markers is refused', () => {
  expect(() => withRiskTable('# Nothing here')).toThrow('risk-checks:begin');
});

function readFileIfThere(path: string): string {
  try {
    return readFileSync(here(path), 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw cause;
  }
}
