import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView, PortfolioView, StateView } from '../../domain/views.ts';
import { get, ready, trading } from '../crash/deskCalls.ts';
import { writeDexHome } from '../fixtures/evm/dexHome.ts';
import { openDexChain, trader } from '../fixtures/evm/openDexChain.ts';
import { until } from '../fixtures/openTestDesk.ts';
import { runCommand } from '../fixtures/runCommand.ts';
import { type DeskProcess, startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';
import { buyAtDex } from './buyAtDex.ts';

const patienceMs = 120_000;
const chain = await openDexChain();
const ordersOf = (desk: DeskProcess) => get<OrderView[]>(desk, '/api/orders');
const positionsOf = async (desk: DeskProcess) => (await get<PortfolioView>(desk, '/api/portfolio')).positions;

describe.skipIf(!chain)(
  'a DEX desk by its configuration (skipped where no anvil binary is installed)',
  () => {
    if (!chain) return;
    const { gold, usd, routers } = chain;
    // A block a second, so that the chain's time is that of the wall.
    beforeAll(async () => {
      await chain.node.ask('evm_setAutomine', [false]);
      await chain.node.ask('evm_setIntervalMining', [1]);
    });
    afterAll(() => chain[Symbol.asyncDispose]());

    const held = () => chain.balance(gold, trader);
    const noAllowance = () =>
      until(
        'no allowance',
        async () => {
          const left = [
            await chain.allowance(usd, trader, routers.v2),
            await chain.allowance(gold, trader, routers.v2),
          ];
          return left.every((one) => one === 0n);
        },
        patienceMs,
      );

    test('default: bought, killed hard, its stop watched again and sold by, and the books equal the chain', {
      timeout: 300_000,
    }, async () => {
      await using home = temporaryHome();
      await writeDexHome(home.path, chain);
      const before = await held();
      const doctor = await runCommand(home.path, ['doctor', '--json']);
      expect(JSON.parse(doctor.out).findings).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ name: 'wallet', state: 'ok', found: trader }),
          expect.objectContaining({ name: 'dex', state: 'ok' }),
          expect.objectContaining({ name: 'dex limits', state: 'ok' }),
        ]),
      );

      const first = await ready(await startDeskProcess(home.path));
      expect(await get<StateView>(first, '/api/state')).toMatchObject({
        mode: 'testnet',
        liveTrading: expect.stringContaining('impossible'),
        venue: { label: 'Test DEX', simulated: false },
        market: { kind: 'testNetwork', label: 'Test DEX on local chain 31337' },
      });
      const bought = await buyAtDex(first, '200');
      const [position] = await until(
        'a watched position',
        async () => {
          const positions = await positionsOf(first);
          return positions[0]?.protection === 'watched' && positions;
        },
        patienceMs,
      );
      expect(position?.quantity).toBe(bought.fills[0]?.quantity);
      expect(inUnits(position?.quantity ?? '0')).toBe((await held()) - before);
      await noAllowance();
      await first.kill();

      await using next = await ready(await startDeskProcess(home.path));
      expect(await positionsOf(next)).toMatchObject([
        { quantity: position?.quantity, protection: 'watched', stop: position?.stop },
      ]);
      await trading(next);
      await chain.sellGold(20n);
      const sold = await until(
        'a filled stop',
        async () =>
          (await ordersOf(next)).find(({ role, status }) => role === 'protection' && status === 'filled'),
        patienceMs,
      );
      expect(sold).toMatchObject({ side: 'sell', quantity: position?.quantity });
      expect(Number(sold.fills[0]?.price)).toBeLessThan(Number(position?.stop));
      expect(await positionsOf(next)).toEqual([]);
      expect(await held()).toBe(before);
      await noAllowance();
      const entries = (await ordersOf(next)).filter(
        ({ role, status }) => role === 'entry' && status === 'filled',
      );
      expect(entries).toHaveLength(1);
    });
  },
);

function inUnits(quantity: string): bigint {
  const [whole = '0', part = ''] = quantity.split('.');
  return BigInt(whole + part.padEnd(18, '0'));
}
