import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView, PortfolioView, StateView } from '../../domain/views.ts';
import { approve, get, propose, ready } from '../crash/deskCalls.ts';
import { writeDexHome } from '../fixtures/evm/dexHome.ts';
import { openDexChain, trader } from '../fixtures/evm/openDexChain.ts';
import { until } from '../fixtures/openTestDesk.ts';
import { runCommand } from '../fixtures/runCommand.ts';
import { startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';

const chain = await openDexChain();

describe.skipIf(!chain)(
  'a DEX desk by its configuration (skipped where no anvil binary is installed)',
  () => {
    if (!chain) return;
    // A block a second, so that the chain's time is that of the wall.
    beforeAll(async () => {
      await chain.node.ask('evm_setAutomine', [false]);
      await chain.node.ask('evm_setIntervalMining', [1]);
    });
    afterAll(() => chain[Symbol.asyncDispose]());

    test('default', { timeout: 180_000 }, async () => {
      await using home = temporaryHome();
      await writeDexHome(home.path, chain);
      const before = await chain.balance(chain.gold, trader);
      const doctor = await runCommand(home.path, ['doctor', '--json']);
      expect(JSON.parse(doctor.out).findings).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ name: 'wallet', state: 'ok', found: trader }),
          expect.objectContaining({ name: 'dex', state: 'ok' }),
          expect.objectContaining({ name: 'dex limits', state: 'ok' }),
        ]),
      );
      {
        await using desk = await ready(await startDeskProcess(home.path));
        const state = await get<StateView>(desk, '/api/state');
        expect(state).toMatchObject({
          mode: 'testnet',
          venue: { label: 'Test DEX', simulated: false },
          market: { kind: 'testNetwork', label: 'Test DEX on local chain 31337' },
        });
        await approve(desk, await propose(desk, 'GLD/USD', { notional: '200' }));
        const filled = await until('a filled order', async () =>
          (await get<OrderView[]>(desk, '/api/orders')).find(({ status }) => status === 'filled'),
        );
        const bought = (await chain.balance(chain.gold, trader)) - before;
        expect(
          filled.fills.map(({ quantity }) => BigInt(Math.round(Number(quantity) * 1e12)) * 10n ** 6n),
        ).toEqual([bought]);
        const { positions } = await get<PortfolioView>(desk, '/api/portfolio');
        expect(positions).toMatchObject([{ instrument: 'GLD/USD', quantity: filled.fills[0]?.quantity }]);
        await until(
          'no allowance',
          async () => (await chain.allowance(chain.usd, trader, chain.routers.v2)) === 0n,
        );
      }
    });
  },
);
