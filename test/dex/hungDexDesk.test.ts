import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountId } from '../../domain/ids.ts';
import type { KillView, OrderView, PortfolioView } from '../../domain/views.ts';
import { fileTransactions, transactionsPath } from '../../host/fileTransactions.ts';
import { get, ready } from '../crash/deskCalls.ts';
import { writeDexHome } from '../fixtures/evm/dexHome.ts';
import { openDexChain, trader } from '../fixtures/evm/openDexChain.ts';
import { until } from '../fixtures/openTestDesk.ts';
import { runCommand } from '../fixtures/runCommand.ts';
import { startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';
import { startPostgres, whyNoPostgres } from '../fixtures/startPostgres.ts';
import { buyAtDex } from './buyAtDex.ts';

const account = accountId.parse(`dex-31337-${trader.slice(2, 10).toLowerCase()}`);
const patienceMs = 120_000;
const closed: readonly string[] = ['filled', 'expired', 'cancelled', 'lapsed', 'rejected'];

/** Lets a process go on that was stopped, where there is one still. */
function goOn(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // It was ended, as it should.
  }
}

const chain = whyNoPostgres() === null ? await openDexChain() : undefined;

describe.skipIf(!chain)('a DEX desk that hangs (skipped without anvil or PostgreSQL binaries)', () => {
  if (!chain) return;
  const { node, gold, usd, routers } = chain;
  const mineEvery = (seconds: number) => node.ask('evm_setIntervalMining', [seconds]);
  beforeAll(async () => {
    await node.ask('evm_setAutomine', [false]);
    await mineEvery(1);
  });
  afterAll(() => chain[Symbol.asyncDispose]());

  test('default: with its database dead, a second process cancels the pending swap and flattens', {
    timeout: 480_000,
  }, async () => {
    await using home = temporaryHome();
    await using server = await startPostgres();
    const settings = { DATABASE_URL: await server.createDatabase() };
    await writeDexHome(home.path, chain);
    const entries = () => fileTransactions(transactionsPath(home.path, account)).entries();
    const swapsOf = ({ id }: { id: string }) =>
      entries().filter(({ kind, intent }) => kind === 'swap' && intent.id === id);
    const cancels = () => entries().filter(({ kind }) => kind === 'cancel');
    const before = { gold: await chain.balance(gold, trader), usd: await chain.balance(usd, trader) };
    {
      await using hung = await ready(await startDeskProcess(home.path, { settings }));
      await buyAtDex(hung, '300');
      await until(
        'a watched position',
        async () =>
          (await get<PortfolioView>(hung, '/api/portfolio')).positions.some(
            ({ protection }) => protection === 'watched',
          ),
        patienceMs,
      );
      const settled = async () => (await chain.allowance(usd, trader, routers.v2)) === 0n;
      await until('a quiet wallet', settled, patienceMs);
      await mineEvery(0);
      await buyAtDex(hung, '200', (order) => swapsOf(order).length > 0);
      process.kill(hung.ready.pid, 'SIGSTOP');
      // A stopped process would not hear the end of a test that fails.
      using _ = { [Symbol.dispose]: () => goOn(hung.ready.pid) };
      await server.kill();
      const killing = runCommand(home.path, ['kill', '--level', 'flatten', '--yes', '--reason', 'it hangs']);
      await until('a cancellation', async () => cancels().length >= 2, patienceMs);
      await mineEvery(1);
      const killed = await killing;
      expect(killed.err).toBe('');
      expect(killed.status, killed.out).toBe(0);
      expect(killed.out).toMatch(/ORD-\w+ \(buy [\d.]+ GLD\/USD\) is/);
      expect(killed.out).toMatch(/GLD\/USD: sold all/);
    }
    // Everything that the wallet held of it is sold, also what the desk did not buy.
    expect(await chain.balance(gold, trader)).toBeLessThan(10n ** 16n);
    expect(await chain.balance(usd, trader)).toBeGreaterThan(before.usd);
    expect([
      await chain.allowance(usd, trader, routers.v2),
      await chain.allowance(gold, trader, routers.v2),
    ]).toEqual([0n, 0n]);

    await server.start();
    await using next = await startDeskProcess(home.path, { settings });
    await until(
      'the kill to be shown as killed',
      async () => (await get<KillView>(next, '/api/kill')).state === 'killed',
      patienceMs,
    );
    await until(
      'no position',
      async () => (await get<PortfolioView>(next, '/api/portfolio')).positions.length === 0,
      patienceMs,
    );
    const orders = await until(
      'every order to have ended',
      async () => {
        const all = await get<OrderView[]>(next, '/api/orders');
        return all.every(({ status }) => closed.includes(status)) && all;
      },
      patienceMs,
    );
    const traded = orders.filter(({ fills }) => fills.length > 0);
    expect(traded.map(({ role, status }) => `${role} ${status}`)).toEqual([
      'emergency filled',
      'entry filled',
    ]);
    const verdict = await runCommand(home.path, ['audit', 'verify'], settings);
    expect(verdict.status, verdict.out + verdict.err).toBe(0);
  });
});
