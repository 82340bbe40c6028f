import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { setup } from 'xstate';
import { breakerLimits, limits } from '../domain/Limits.ts';
import { describeMachine } from '../machines/describeMachine.ts';
import { riskChecks } from '../machines/risk/riskChecks.ts';
import { generated } from './generate.ts';
import { documented } from './generateMachines.ts';
import { generateRiskTable } from './generateRiskTable.ts';
import { withGenerated } from './withGenerated.ts';

const here = (path: string) => new URL(path, import.meta.url);

test.each(generated)('default: $file says what the code says', ({ file, part, print }) => {
  const document = readFileSync(here(file), 'utf8');
  expect(withGenerated(document, part, print()), 'run `npm run docs`').toBe(document);
});

test('behavior: every check has one row, and every check file is in the table', () => {
  const table = generateRiskTable();
  for (const { code } of riskChecks) expect(table.split(`| \`${code}\` `)).toHaveLength(2);
  const files = readdirSync(here('../machines/risk/checks')).filter((name) => !name.endsWith('.test.ts'));
  const fileOf = (code: string) => code.replace(/\.(.)/, (_, letter: string) => letter.toUpperCase());
  expect(files.sort()).toEqual(riskChecks.map(({ code }) => `${fileOf(code)}.ts`).sort());
});

test('behavior: every limit is read by a check or known to be read elsewhere', () => {
  const elsewhere = [...breakerLimits, 'proposalExpirySeconds', 'sendWithinSeconds'].sort();
  const read = new Set(riskChecks.flatMap(({ limitKeys }) => limitKeys as readonly string[]));
  const all = Object.keys(limits.shape);
  expect(all.filter((key) => !read.has(key)).sort()).toEqual(elsewhere);
});

test('behavior: every machine has a chapter', () => {
  const files = readdirSync(here('../machines'), { recursive: true, encoding: 'utf8' });
  const machines = files.filter((name) => /[/\\].*Machine\.ts$/.test(name));
  expect(documented.map(({ id }) => id.replace('@1', '')).sort()).toEqual(
    machines.map((name) => name.replace(/^.*[/\\]|Machine\.ts$/g, '')).sort(),
  );
});

test.each(documented.map((machine) => [machine.id, machine] as const))(
  'behavior: %s says in words what it, each state and each event means',
  (_, machine) => {
    const { description, states, events, transitions } = describeMachine(machine);
    expect(description).not.toBe('');
    expect(states.filter((state) => state.description === '')).toEqual([]);
    const heard = new Set(transitions.map(({ event }) => event).filter((event) => event !== 'always'));
    expect(new Set(events.map(({ type }) => type))).toEqual(heard);
  },
);

test('behavior: what a transition notes is told apart from what it asks for', () => {
  const order = documented.find(({ id }) => id === 'order@1');
  if (!order) throw new Error('There is no order@1');
  const { initial, transitions } = describeMachine(order);
  expect(initial).toBe('intended');
  expect(transitions.filter(({ from, event }) => from === 'sending' && event === 'send.deferred')).toEqual([
    {
      from: 'sending',
      event: 'send.deferred',
      guard: 'wasAskedToCancel',
      to: 'cancelled',
      notes: [],
      effects: ['reviewProtection'],
    },
    expect.objectContaining({ guard: 'maySendAgain', to: 'intended', notes: ['explain'], effects: [] }),
    expect.objectContaining({
      guard: null,
      to: 'lapsed',
      notes: ['explain'],
      effects: ['returnForReapproval', 'reviewProtection'],
    }),
  ]);
});

test('error: a guard without a name is refused', () => {
  const nameless = setup({}).createMachine({
    initial: 'a',
    states: { a: { on: { go: { guard: () => true, target: 'a' } } } },
  });
  expect(() => describeMachine(nameless)).toThrow('without a name');
});

test('error: a document without the marks is refused', () => {
  expect(() => withGenerated('# Nothing here', 'machines', '')).toThrow('machines:begin');
});
