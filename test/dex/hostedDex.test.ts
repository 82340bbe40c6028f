import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { encryptKeystoreJson } from 'ethers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import { createChainVenue } from '../../desk/chain/createChainVenue.ts';
import { createWalletVenue } from '../../desk/chain/createWalletVenue.ts';
import type { Desk } from '../../desk/Desk.ts';
import { decideProposal } from '../../desk/decideProposal.ts';
import { killDesk } from '../../desk/killDesk.ts';
import { proposeOrder } from '../../desk/proposeOrder.ts';
import { listOrders } from '../../desk/read/listOrders.ts';
import { readPortfolio } from '../../desk/read/readPortfolio.ts';
import { showKill } from '../../desk/read/showKill.ts';
import { accountId } from '../../domain/ids.ts';
import type { ProposalView } from '../../domain/views.ts';
import { fileKillFile } from '../../host/fileKillFile.ts';
import { fileKillLatch } from '../../host/fileKillLatch.ts';
import { fileTransactions } from '../../host/fileTransactions.ts';
import { hostDesk } from '../../host/hostDesk.ts';
import { randomIds } from '../../host/randomIds.ts';
import { systemClock } from '../../host/systemClock.ts';
import { createDex } from '../../venues/evm/createDex.ts';
import { openKeystore } from '../../venues/evm/openKeystore.ts';
import { openDexChain, trader, traderKey } from '../fixtures/evm/openDexChain.ts';
import { defaultLimits, until } from '../fixtures/openTestDesk.ts';
import { approver, operator } from '../fixtures/proposalFixtures.ts';

const patienceMs = 60_000;
const chain = await openDexChain();
const password = 'a password of a test';

describe.skipIf(!chain)(
  'a desk on a DEX (skipped where no anvil binary is installed)',
  { timeout: 180_000 },
  () => {
    if (!chain) return;
    // A block a second, so that the chain's time is that of the wall.
    beforeAll(async () => {
      await chain.node.ask('evm_setAutomine', [false]);
      await chain.node.ask('evm_setIntervalMining', [1]);
    });
    afterAll(() => chain[Symbol.asyncDispose]());

    const openDesk = async () => {
      const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
      const file = join(folder, 'wallet.json');
      const encrypted = await encryptKeystoreJson({ address: trader, privateKey: traderKey }, password, {
        scrypt: { N: 1024, r: 8, p: 1 },
      });
      writeFileSync(file, encrypted, { mode: 0o600 });
      const signer = await openKeystore({ file, password });
      const logged: string[] = [];
      const write = (data: Record<string, unknown>, message: string) =>
        void logged.push(inspect({ data, message }, { depth: 20 }));
      const log = { debug: write, info: write, warn: write, error: write };
      const { node, v2, gold, usd, routers } = chain;
      const dex = createDex(
        {
          ...{ id: 'dex', label: 'Test DEX', coin: 'ETH', confirmations: null, markets: [v2] },
          emergencySlippagePercent: 10,
          coinMarket: { base: gold, quote: usd, reference: v2.reference },
        },
        { node, signer },
      );
      const account = accountId.parse('dex');
      const database = createMemoryDatabase();
      const limits = {
        ...defaultLimits(),
        instruments: [v2.instrument],
        chainIds: ['31337'],
        chainRouters: [routers.v2.toLowerCase()],
        chainTokens: [usd.address.toLowerCase(), gold.address.toLowerCase()],
        maxSlippagePercent: 1,
        // A busy machine is no reason to deny here.
        ...{ sendWithinSeconds: 120, maxQuoteAgeSeconds: 60, maxFeedAgeSeconds: 60 },
      };
      const transactions = fileTransactions(join(folder, 'transactions.jsonl'));
      const wallet = createWalletVenue({ dex, transactions, clock: systemClock, log });
      const hosted = await hostDesk({
        ...{ account, mode: 'testnet', currency: 'USD', limits, database, dex, log },
        reconciliation: { everySeconds: 30, foreignOrders: 'quarantine' },
        venue: createChainVenue({ dex, wallet, transactions, database, account, clock: systemClock }),
        ...{ transactions, kill: { venue: wallet, limits: { maxSlippagePercent: 10 } } },
        documents: database.documents,
        latch: fileKillLatch(join(folder, 'kill.json')),
        killFile: fileKillFile(join(folder, 'kill-journal.jsonl')),
        clock: systemClock,
        ids: randomIds,
        owns: () => true,
      });
      await until('a live feed', async () => hosted.desk.market.feed.state === 'live');
      return {
        desk: hosted.desk,
        /** Everything that was stored or logged, as text. */
        async traces() {
          const { machines, journal, outbox } = database.read;
          const stored = [
            await journal.list({ limit: 10_000 }),
            await outbox.due(account, Number.MAX_SAFE_INTEGER, 10_000),
            await Promise.all(
              ['proposal@1', 'order@1', 'chainOrder@1', 'guardian@1', 'kill@1'].map((machine) =>
                machines.list({ account, machine }),
              ),
            ),
            inspect(hosted.desk, { depth: 8, showHidden: true }),
          ];
          return `${JSON.stringify(stored)}${logged.join('')}`;
        },
        async [Symbol.asyncDispose]() {
          await hosted[Symbol.asyncDispose]();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    };
    const propose = async (desk: Desk, over: Record<string, unknown> = {}): Promise<ProposalView> => {
      const result = await proposeOrder(desk, {
        request: {
          ...{ instrument: chain.v2.instrument, side: 'buy', type: 'market', quantity: '0.1', stop: '1900' },
          ...over,
        } as never,
        actor: operator,
        origin: 'operator',
      });
      if (result.kind !== 'proposed') throw new Error(JSON.stringify(result));
      return result.proposal;
    };
    const denials = (proposal: ProposalView): string[] =>
      proposal.verdict.checks.flatMap(({ outcome, code, message }) =>
        outcome === 'deny' ? [`${code}: ${message}`] : [],
      );

    test('default: an approved proposal goes out once, is booked when it is final, and leaves no allowance', async () => {
      await using opened = await openDesk();
      const { desk } = opened;
      const proposal = await propose(desk);
      expect([proposal.status, denials(proposal)]).toEqual(['awaitingApproval', []]);
      const before = await chain.balance(chain.gold, trader);
      const decided = await decideProposal(desk, {
        proposal: proposal.id,
        command: {
          decision: 'approve',
          revision: proposal.revision,
          hash: proposal.hash,
          idempotencyKey: 'first-approval',
        },
        actor: approver,
      });
      expect(decided.kind, JSON.stringify(decided)).toBe('decided');
      const filled = await until(
        'a filled order',
        async () => {
          const orders = await listOrders(desk, {});
          return orders.find(({ role, status }) => role === 'entry' && status === 'filled');
        },
        patienceMs,
      );
      expect(filled.fills).toMatchObject([{ quantity: '0.1', feeAsset: 'ETH' }]);
      expect((await chain.balance(chain.gold, trader)) - before).toBe(10n ** 17n);
      await until(
        'no allowance',
        async () => {
          return (await desk.dex?.allowance(chain.usd.address, chain.routers.v2)) === 0n;
        },
        patienceMs,
      );
      const traces = await opened.traces();
      expect(traces).toContain(trader);
      expect(traces.toLowerCase()).not.toContain(traderKey.slice(2));
      expect(traces).not.toContain(password);
    });

    test('behavior: an edit asks the chain about its own terms, and what it shows can be approved', async () => {
      await using opened = await openDesk();
      const { desk } = opened;
      const proposal = await propose(desk);
      const decide = (
        { id, revision, hash }: ProposalView,
        over: { decision: 'edit' | 'approve'; edits?: { quantity: string } },
      ) =>
        decideProposal(desk, {
          proposal: id,
          command: { revision, hash, idempotencyKey: `${over.decision}-${revision}`, ...over },
          actor: approver,
        });
      const viewOf = (decided: Awaited<ReturnType<typeof decide>>): ProposalView => {
        if (decided.kind !== 'decided') throw new Error(JSON.stringify(decided));
        return decided.proposal;
      };
      const edited = viewOf(await decide(proposal, { decision: 'edit', edits: { quantity: '0.2' } }));
      expect([edited.status, denials(edited), edited.quantity]).toEqual(['awaitingApproval', [], '0.2']);
      const swapped = edited.verdict.checks.find(({ code }) => code === 'chain.allowance');
      // 0.2 at about 2000 in a token of 6 places: the allowance is that of the edited terms.
      expect(String(swapped?.observed).replaceAll(',', '')).toMatch(/^4\d{8}$/);
      // More than the pool can give is seen at once, and nothing of it can be approved.
      const tooMuch = viewOf(await decide(edited, { decision: 'edit', edits: { quantity: '2000' } }));
      expect(tooMuch.status).toBe('denied');
      expect(denials(tooMuch).join(' ')).toContain('chain.');
      const back = viewOf(await decide(tooMuch, { decision: 'edit', edits: { quantity: '0.3' } }));
      expect(viewOf(await decide(back, { decision: 'approve' })).status).toBe('cleared');
      await until(
        'a filled order',
        async () => {
          const orders = await listOrders(desk, {});
          return orders.find(({ status, quantity }) => status === 'filled' && quantity === '0.3');
        },
        patienceMs,
      );
    });

    test('behavior: a second order waits in line, is told of, and goes out by itself', async () => {
      await using opened = await openDesk();
      const { desk } = opened;
      const proposals = [
        await propose(desk, { quantity: '0.11' }),
        await propose(desk, { quantity: '0.12' }),
      ];
      for (const { id, revision, hash } of proposals) {
        const command = { decision: 'approve', revision, hash, idempotencyKey: `approve-${id}` } as const;
        expect((await decideProposal(desk, { proposal: id, command, actor: approver })).kind).toBe('decided');
      }
      const filled = await until(
        'two filled orders',
        async () => {
          const own = (await listOrders(desk, {})).filter(({ quantity }) =>
            ['0.11', '0.12'].includes(quantity),
          );
          return own.length === 2 && own.every(({ status }) => status === 'filled') && own;
        },
        patienceMs,
      );
      const second = filled.find(({ quantity }) => quantity === '0.12');
      const alerts = await desk.database.read.journal.list({ types: ['alert.raised'] });
      const queued = alerts.filter(({ data }) => data.code === 'order.queued');
      expect(queued.map(({ subject }) => subject)).toEqual([second?.id]);
      expect(String(queued[0]?.data.message)).toMatch(/waits in line.*goes out after that by itself/);
    });

    test('error: a token that is not allowed is denied, and nothing goes out', async () => {
      await using opened = await openDesk();
      const { desk } = opened;
      const other = { ...desk.limits, chainTokens: [] };
      Object.defineProperty(desk, 'limits', { get: () => other });
      const proposal = await propose(desk);
      expect(proposal.status).toBe('denied');
      expect(denials(proposal).join(' ')).toContain('chain.tokens');
    });

    test('behavior: flattened by the desk itself, which goes on working; the sale is booked once it is final', async () => {
      await using opened = await openDesk();
      const { desk } = opened;
      const { id, revision, hash } = await propose(desk);
      const command = { decision: 'approve', revision, hash, idempotencyKey: 'before-the-kill' } as const;
      expect((await decideProposal(desk, { proposal: id, command, actor: approver })).kind).toBe('decided');
      await until('a position', async () => (await readPortfolio(desk)).positions.length === 1, patienceMs);
      await killDesk(desk, { level: 'flatten', reason: 'a test', actor: operator });
      await until('a confirmed kill', async () => (await showKill(desk)).state === 'killed', patienceMs);
      await until('no position', async () => (await readPortfolio(desk)).positions.length === 0, patienceMs);
      const sales = (await listOrders(desk, {})).filter(({ role }) => role === 'emergency');
      expect(sales.map(({ status, fills }) => [status, fills.length])).toEqual([['filled', 1]]);
      expect(await chain.balance(chain.gold, trader)).toBeLessThan(10n ** 16n);
      await until(
        'no allowance',
        async () => (await chain.allowance(chain.gold, trader, chain.routers.v2)) === 0n,
        patienceMs,
      );
    });
  },
);
