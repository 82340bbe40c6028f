import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { environmentInConfig } from './architecture/environmentInConfig.ts';
import { fileLength } from './architecture/fileLength.ts';
import { leanBrowser } from './architecture/leanBrowser.ts';
import { marketViewOnly } from './architecture/marketViewOnly.ts';
import { noBarrels } from './architecture/noBarrels.ts';
import { noCycles } from './architecture/noCycles.ts';
import { oneWayToSend } from './architecture/oneWayToSend.ts';
import { purity } from './architecture/purity.ts';
import type { Rule } from './architecture/Rule.ts';
import { readTree } from './architecture/readTree.ts';
import { roomDirection } from './architecture/roomDirection.ts';
import { sourceFile } from './architecture/SourceFile.ts';

const rules = {
  roomDirection,
  noCycles,
  environmentInConfig,
  oneWayToSend,
  marketViewOnly,
  noBarrels,
  purity,
  fileLength,
  leanBrowser,
} satisfies Record<string, Rule>;

/** Runs a rule over files that exist only here; answers `path:line message`. */
function judge(rule: Rule, files: Record<string, string>): string[] {
  return rule(Object.entries(files).map(([path, text]) => sourceFile(path, text))).map(
    ({ path, line, message }) => `${path}:${line} ${message}`,
  );
}

const tree = readTree(fileURLToPath(new URL('..', import.meta.url)));

test('default', () => {
  expect(tree.length).toBeGreaterThan(100);
  expect(tree.some(({ path }) => path === 'domain/decimal.ts')).toBe(true);
});

test.each(Object.entries(rules))('behavior: the repository keeps %s', (_, rule) => {
  expect(rule(tree).map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([]);
});

test('error: an import that points up is found in every form', () => {
  for (const statement of [
    "import { desk } from '../desk/Desk.ts';",
    "import type { Desk } from '../desk/Desk.ts';",
    "import { type Desk } from '../desk/Desk.ts';",
    "import '../desk/Desk.ts';",
    "export * from '../desk/Desk.ts';",
    "export { desk } from '../desk/Desk.ts';",
    "export type { Desk } from '../desk/Desk.ts';",
    "type Desk = import('../desk/Desk.ts').Desk;",
    "const desk = import('../desk/Desk.ts');",
  ]) {
    expect([statement, judge(roomDirection, { 'domain/a.ts': statement })]).toEqual([
      statement,
      ['domain/a.ts:1 domain may not import desk (desk/Desk.ts)'],
    ]);
  }
});

test('error: types-only rooms give types only, and an unknown folder is no room', () => {
  const path = 'agents/trader.ts';
  expect(judge(roomDirection, { [path]: "import type { Desk } from '../desk/Desk.ts';" })).toEqual([]);
  expect(judge(roomDirection, { [path]: "import { propose } from '../desk/proposeOrder.ts';" })).toEqual([
    'agents/trader.ts:1 agents may import types only from desk (desk/proposeOrder.ts)',
  ]);
  expect(judge(roomDirection, { 'app/page.tsx': "import type { Api } from '../server/api.ts';" })).toEqual(
    [],
  );
  expect(judge(roomDirection, { 'app/page.tsx': "\nimport { api } from '../server/api.ts';" })).toEqual([
    'app/page.tsx:2 app may import types only from server (server/api.ts)',
  ]);
  expect(judge(roomDirection, { 'helpers/a.ts': 'export const a = 1;' })[0]).toContain(
    'helpers/ is not a room',
  );
});

test('behavior: imports in comments and strings are none, and tests may use test/', () => {
  expect(
    judge(roomDirection, {
      'domain/a.ts': "// import '../desk/Desk.ts'\nexport const text = \"import '../desk/Desk.ts'\";",
      'domain/a.test.ts': "import { fixture } from '../test/fixture.ts';",
    }),
  ).toEqual([]);
  expect(
    judge(roomDirection, { 'domain/a.ts': "import { fixture } from '../test/fixture.ts';" }),
  ).toHaveLength(1);
});

test('error: cycles are found, also through types, dynamic imports and a file itself', () => {
  expect(
    judge(noCycles, {
      'desk/a.ts': "import { b } from './b.ts';",
      'desk/b.ts': "import type { C } from './c.ts';",
      'desk/c.ts': "export const a = () => import('./a.ts');",
    }),
  ).toEqual(['desk/c.ts:1 closes the import cycle desk/a.ts → desk/b.ts → desk/c.ts → desk/a.ts']);
  expect(judge(noCycles, { 'desk/a.ts': "import './a.ts';" })).toHaveLength(1);
  expect(
    judge(noCycles, {
      'desk/a.ts': "import './b.ts';\nimport './c.ts';",
      'desk/b.ts': "import './c.ts';",
      'desk/c.ts': 'export {};',
    }),
  ).toEqual([]);
});

test('error: the environment is read in config alone', () => {
  for (const text of [
    'export const home = process.env.HOME;',
    'export const home = process.env["HOME"];',
    'const { env } = process;',
    "import { env } from 'node:process';",
  ]) {
    expect([text, judge(environmentInConfig, { 'desk/a.ts': text }).length]).toEqual([text, 1]);
    expect(
      judge(environmentInConfig, { 'config/a.ts': text, 'bin/a.js': text, 'desk/a.test.ts': text }),
    ).toEqual([]);
  }
});

test('behavior: telling a library something through the environment is no reading of it', () => {
  const set = "process.env.TELEMETRY_DISABLED = '1';";
  expect(judge(environmentInConfig, { 'agents/a.ts': set })).toEqual([]);
  expect(judge(environmentInConfig, { 'agents/a.ts': 'process.env.A = process.env.B;' })).toHaveLength(1);
});

test('error: orders are minted and sent in their places alone', () => {
  const mint = "import { mintClearedOrder } from '../domain/ClearedOrder.ts';";
  const emergency = "import { mintEmergencyOrder } from '../domain/ClearedOrder.ts';";
  const type = "import type { ClearedOrder } from '../domain/ClearedOrder.ts';";
  expect(judge(oneWayToSend, { 'desk/clearOrder.ts': mint, 'desk/emergencyOrder.ts': emergency })).toEqual(
    [],
  );
  expect(judge(oneWayToSend, { 'venues/Venue.ts': type })).toEqual([]);
  const mixed = "import { type ClearedOrder, mintClearedOrder } from '../domain/ClearedOrder.ts';";
  expect(judge(oneWayToSend, { 'desk/clearOrder.ts': mixed })).toEqual([]);
  expect(judge(oneWayToSend, { 'desk/other.ts': mixed })).toHaveLength(1);
  expect(judge(oneWayToSend, { 'desk/clearOrder.ts': emergency })).toHaveLength(1);
  expect(judge(oneWayToSend, { 'tools/proposeOrder.ts': mint })).toHaveLength(1);
  expect(
    judge(oneWayToSend, { 'tools/a.ts': "import * as all from '../domain/ClearedOrder.ts';" }),
  ).toHaveLength(1);
  expect(judge(oneWayToSend, { 'tools/a.ts': "export * from '../domain/ClearedOrder.ts';" })).toHaveLength(1);
  expect(
    judge(oneWayToSend, { 'tools/a.ts': "const all = import('../domain/ClearedOrder.ts');" }),
  ).toHaveLength(1);

  const send = 'await desk.venue.sendOrder(order);';
  expect(judge(oneWayToSend, { 'desk/submitOrder.ts': send, 'desk/kill/flattenAtVenue.ts': send })).toEqual(
    [],
  );
  expect(judge(oneWayToSend, { 'host/retry.ts': send })).toEqual([
    'host/retry.ts:1 sends an order; only desk/submitOrder.ts and desk/kill/flattenAtVenue.ts do',
  ]);
  expect(judge(oneWayToSend, { 'host/retry.ts': "await desk.venue['sendOrder'](order);" })).toHaveLength(1);
  expect(
    judge(oneWayToSend, { 'host/retry.ts': 'const { sendOrder } = venue; sendOrder(order);' }),
  ).toHaveLength(1);

  const claim = 'const order = intent as ClearedOrder;';
  expect(judge(oneWayToSend, { 'domain/ClearedOrder.ts': claim })).toEqual([]);
  expect(judge(oneWayToSend, { 'desk/submitOrder.ts': claim })).toEqual([
    'desk/submitOrder.ts:1 claims an order as ClearedOrder; only domain/ClearedOrder.ts makes one',
  ]);
  const broadcast = 'await dex.broadcast(raw);';
  expect(judge(oneWayToSend, { 'desk/chain/broadcastTransaction.ts': broadcast })).toEqual([]);
  expect(judge(oneWayToSend, { 'tools/swap.ts': broadcast })).toEqual([
    'tools/swap.ts:1 broadcasts a transaction; only desk/chain/broadcastTransaction.ts and desk/chain/sendFromWallet.ts do',
  ]);
});

test('error: who thinks and asks a venue for prices, past the market view, is found', () => {
  const past = 'const quote = await desk.venue.fetchQuote(instrument);';
  for (const path of ['tools/a.ts', 'agents/a.ts', 'strategies/a.ts'])
    expect(judge(marketViewOnly, { [path]: past })).toEqual([
      `${path}:1 asks a venue (.fetchQuote()); read prices through desk.market`,
    ]);
  expect(judge(marketViewOnly, { 'tools/a.ts': 'const book = await venue.fetchBook(id, 5);' })).toHaveLength(
    1,
  );
  expect(judge(marketViewOnly, { 'desk/a.ts': past, 'tools/a.test.ts': past })).toEqual([]);
  expect(
    judge(marketViewOnly, { 'tools/a.ts': 'const { label } = desk.venue; desk.market.quote(id);' }),
  ).toEqual([]);
});

test('error: a barrel is found unless it is marked as an entry point', () => {
  expect(
    judge(noBarrels, { 'desk/index.ts': "export * from './a.ts';\nexport { b } from './b.ts';" }),
  ).toEqual(['desk/index.ts:1 is a barrel; import from the files themselves']);
  expect(judge(noBarrels, { 'desk/index.ts': "/** Entry point. */\nexport * from './a.ts';" })).toEqual([]);
  expect(judge(noBarrels, { 'desk/a.ts': "export * from './b.ts';\nexport const a = 1;" })).toEqual([]);
});

test('error: clock, randomness, environment and I/O are found in pure rooms', () => {
  for (const text of [
    'export const at = Date.now();',
    'export const at = new Date();',
    'export const x = Math.random();',
    'export const id = crypto.randomUUID();',
    'export const x = process.argv;',
    'console.log(1);',
    'setTimeout(() => {}, 1);',
    'export const get = () => fetch("/");',
    'export async function get() {}',
    'export const get = async () => 1;',
    "import { readFileSync } from 'node:fs';",
    "import { randomBytes } from 'node:crypto';",
    "export const late = () => import('ccxt');",
  ]) {
    expect([text, judge(purity, { 'machines/a.ts': text }).length]).toEqual([text, 1]);
    expect(judge(purity, { 'desk/a.ts': text, 'machines/a.test.ts': text })).toEqual([]);
  }
  expect(
    judge(purity, {
      'domain/hash.ts':
        "import { hash } from 'node:crypto';\nexport const at = new Date(5);\nexport const p = Math.max(1, 2);",
    }),
  ).toEqual([]);
});

test('error: a file beyond 400 lines is found', () => {
  const lines = (count: number) => 'export {};\n'.repeat(count);
  expect(judge(fileLength, { 'desk/a.ts': lines(400) })).toEqual([]);
  expect(judge(fileLength, { 'desk/a.ts': lines(401) })).toEqual([
    'desk/a.ts:401 has 401 lines, more than 400; split it by concern',
  ]);
});

test('error: zod, xstate or Node in the page is found through any number of files', () => {
  const files = (first: string) => ({
    'app/page.tsx': first,
    'domain/a.ts': "import { b } from './b.ts';",
    'domain/b.ts': "import { z } from 'zod';",
  });
  expect(judge(leanBrowser, files("import { a } from '../domain/a.ts';"))).toEqual([
    'domain/b.ts:1 brings zod into the page (app/page.tsx → domain/a.ts → domain/b.ts); import a type, or a file without it',
  ]);
  expect(judge(leanBrowser, files("import type { A } from '../domain/a.ts';"))).toEqual([]);
  expect(judge(leanBrowser, { 'app/a.ts': "import { setup } from 'xstate';" })).toHaveLength(1);
  expect(judge(leanBrowser, { 'app/a.ts': "const x = import('xstate/graph');" })).toHaveLength(1);
  expect(judge(leanBrowser, { 'app/a.ts': "import { readFileSync } from 'node:fs';" })).toHaveLength(1);
  expect(
    judge(leanBrowser, { 'app/a.ts': "import * as z from 'zod/mini';", 'server/a.ts': "import 'zod';" }),
  ).toEqual([]);
});

test('error: a file that is no TypeScript is named', () => {
  expect(() => sourceFile('desk/a.ts', 'const = ;')).toThrow(/desk\/a\.ts/);
});
