import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { createAgents } from '../agents/createAgents.ts';
import type { Role } from '../agents/roles/Role.ts';
import { roles } from '../agents/roles/roles.ts';
import { decideProposal } from '../desk/decideProposal.ts';
import { proposeOrder } from '../desk/proposeOrder.ts';
import { decimal } from '../domain/decimal.ts';
import { instrumentId } from '../domain/ids.ts';
import type { RiskCheck } from '../machines/risk/RiskCheck.ts';
import { testInput } from '../machines/risk/testInput.ts';
import { runTool } from '../tools/runTool.ts';
import type { Tool } from '../tools/Tool.ts';
import type { Venue } from '../venues/Venue.ts';
import { agentDesk } from './fixtures/agentDesk.ts';
import { openTestDesk, until } from './fixtures/openTestDesk.ts';
import { approver, operator } from './fixtures/proposalFixtures.ts';
import { toolContext } from './fixtures/toolContext.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'coverage', 'howto');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const btc = instrumentId.parse('BTC/USDT');

/** What the README's snippets leave out: the imports that an editor adds. */
const imports: Readonly<Record<string, string>> = {
  'tools/fetchSpread.ts': `import { z } from 'zod';
import { decimal } from '../domain/decimal.ts';
import { instrumentId } from '../domain/ids.ts';
import { defineTool } from './Tool.ts';`,
  'agents/roles/scout.ts': `import type { Role } from './Role.ts';`,
  'machines/risk/checks/sizeWholeCoins.ts': `import { deny, pass } from '../answers.ts';
import { defineCheck } from '../RiskCheck.ts';`,
  'venues/withSendLog.ts': `import type { Venue } from './Venue.ts';`,
};

/** The files that the README shows, by path, with the number of lines that it spends on each. */
function snippets(): Map<string, { code: string; lines: number }> {
  const blocks = [...readme.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)];
  return new Map(
    blocks.map(([, path = '', code = '']) => [path, { code, lines: code.trimEnd().split('\n').length }]),
  );
}

/** Writes a snippet into a copy of its room and imports it. */
async function add<T>(path: string, name: string): Promise<T> {
  const { code } = snippets().get(path) ?? { code: '' };
  const absolute = (imports[path] ?? '').replace(
    /from '(\.[^']+)'/g,
    (_, target: string) => `from '${join(root, posix.join(posix.dirname(path), target))}'`,
  );
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${absolute}\n${code}`);
  const loaded: Record<string, unknown> = await import(file);
  return loaded[name] as T;
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('default', () => {
  const shown = snippets();
  expect([...shown.keys()]).toEqual(Object.keys(imports));
  for (const [path, { lines }] of shown) expect([path, lines < 10]).toEqual([path, true]);
});

test('behavior: a tool is added', async () => {
  const fetchSpread = await add<Tool>('tools/fetchSpread.ts', 'fetchSpread');
  await using opened = await openTestDesk();
  const context = await toolContext({ desk: opened.desk });
  const output = await runTool(fetchSpread, context, { instrument: btc });
  expect(output).toMatchObject({ ok: true, source: 'Simulated venue' });
  const [figure] = context.evidence.all().flatMap((evidence) => evidence.figures);
  expect(figure?.name).toBe('spread');
  expect(decimal(figure?.value ?? '-1').gte(0)).toBe(true);
});

test('behavior: an agent is added', async () => {
  const scout = await add<Role>('agents/roles/scout.ts', 'scout');
  const desk = await agentDesk();
  const agents = await createAgents({
    desk,
    trend: null,
    chain: null,
    crowd: null,
    model: { provider: 'offline', model: null, baseUrl: null, apiKey: null },
    roles: [...roles, scout],
  });
  const answer = await agents.ask({ text: '@scout buy 500 USDT of BTC with a 2% stop', actor: operator });
  expect(answer.proposals).toEqual([]);
  const trade = await agents.ask({ text: 'buy 500 USDT of BTC with a 2% stop', actor: operator });
  expect(trade.proposals).toHaveLength(1);
});

test('behavior: a risk check is added', async () => {
  const sizeWholeCoins = await add<RiskCheck>('machines/risk/checks/sizeWholeCoins.ts', 'sizeWholeCoins');
  vi.doMock('../machines/risk/riskChecks.ts', async (load) => {
    const { riskChecks } = await load<typeof import('../machines/risk/riskChecks.ts')>();
    return { riskChecks: [...riskChecks, sizeWholeCoins] };
  });
  vi.resetModules();
  const { assessRisk } = await import('../machines/risk/assessRisk.ts');
  const verdict = assessRisk(testInput());
  expect(verdict.allowed).toBe(false);
  expect(verdict.checks.at(-1)).toMatchObject({
    code: 'size.wholeCoins',
    outcome: 'deny',
    limit: 'a whole number',
  });
  vi.doUnmock('../machines/risk/riskChecks.ts');
});

test('behavior: a venue is added', async () => {
  type WithSendLog = (venue: Venue, log: (clientOrderId: string) => void) => Venue;
  const withSendLog = await add<WithSendLog>('venues/withSendLog.ts', 'withSendLog');
  const sent: string[] = [];
  await using opened = await openTestDesk({ through: (venue) => withSendLog(venue, (id) => sent.push(id)) });
  const { desk } = opened;
  const quote = await until('a quote', async () => desk.market.quote(btc));
  const proposed = await proposeOrder(desk, {
    request: {
      instrument: btc,
      side: 'buy',
      type: 'market',
      notional: '500',
      stop: decimal(quote.bid).times('0.98').toFixed(2),
    },
    actor: operator,
    origin: 'operator',
  });
  if (proposed.kind !== 'proposed') throw new Error(JSON.stringify(proposed));
  const { id: proposal, revision, hash } = proposed.proposal;
  const command = { decision: 'approve', revision, hash, idempotencyKey: 'how-to-add-a-venue' } as const;
  await decideProposal(desk, { proposal, actor: approver, command });
  await until('the order and its stop', async () => sent.length === 2);
  expect(sent.every((id) => id.startsWith('cs-ord-'))).toBe(true);
});
