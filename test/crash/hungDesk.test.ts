import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KillView, OrderView, PortfolioView } from '../../domain/views.ts';
import { until } from '../fixtures/openTestDesk.ts';
import { runCommand } from '../fixtures/runCommand.ts';
import { startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';
import { approve, expectAgreement, get, propose, ready } from './deskCalls.ts';
import { readAfterDeath } from './readAfterDeath.ts';

const protectedIn = async (desk: Parameters<typeof get>[0], instrument: string) =>
  (await get<PortfolioView>(desk, '/api/portfolio')).positions.some(
    (position) => position.instrument === instrument && position.protection === 'protected',
  );

test('default', { timeout: 300_000 }, async () => {
  await using home = temporaryHome();
  {
    await using hung = await ready(await startDeskProcess(home.path));
    for (const instrument of ['BTC/USDT', 'ETH/USDT']) {
      await approve(hung, await propose(hung, instrument, {}));
      await until('a protected position', () => protectedIn(hung, instrument));
    }
    await approve(hung, await propose(hung, 'SOL/USDT', { below: 4 }));
    await until('a working entry', async () =>
      (await get<OrderView[]>(hung, '/api/orders')).some(
        ({ role, status }) => role === 'entry' && status === 'accepted',
      ),
    );
    process.kill(hung.ready.pid, 'SIGSTOP');
    const killed = await runCommand(home.path, [
      'kill',
      '--level',
      'flatten',
      '--yes',
      '--reason',
      'it hangs',
    ]);
    expect(killed.err).toBe('');
    expect(killed.status, killed.out).toBe(0);
    const inOrder = [
      'did not answer',
      'kill latch',
      `Asking the desk (pid ${hung.ready.pid}) to stop`,
      'is ended now',
      'BTC/USDT: sold all',
      'Simulated venue confirms: no entry orders and no position that can be sold.',
      'In the account now:',
    ].map((words) => killed.out.indexOf(words));
    expect(
      inOrder.every((at) => at >= 0),
      killed.out,
    ).toBe(true);
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
  }

  // Another kill beside a home on which nothing runs finds nothing left to do.
  const again = await runCommand(home.path, ['kill', '--level', 'flatten', '--yes', '--json']);
  expect([again.status, JSON.parse(again.out)]).toMatchObject([0, { confirmed: true }]);

  await using next = await ready(await startDeskProcess(home.path));
  const kill = await until('the kill to be shown as killed', async () => {
    const view = await get<KillView>(next, '/api/kill');
    return view.state === 'killed' && view;
  });
  expect(kill.level).toBe('flatten');
  expect((await get<PortfolioView>(next, '/api/portfolio')).positions).toEqual([]);
  const orders = await get<OrderView[]>(next, '/api/orders');
  const sales = orders.filter(({ role }) => role === 'emergency');
  expect(sales.map(({ instrument, status }) => [instrument, status]).toSorted()).toEqual([
    ['BTC/USDT', 'filled'],
    ['ETH/USDT', 'filled'],
  ]);
  expect(orders.filter(({ role, status }) => role === 'entry' && status !== 'filled')).toMatchObject([
    { instrument: 'SOL/USDT', status: 'cancelled' },
  ]);
  const verdict = await runCommand(home.path, ['audit', 'verify']);
  expect(verdict.status, verdict.out + verdict.err).toBe(0);

  const body = { instrument: 'BTC/USDT', side: 'buy', notional: '500', type: 'market', stop: '1' };
  const denied = await next.api('/api/proposals', { body });
  expect(JSON.stringify(denied.body)).toContain('state.trading');
  expect((await next.api('/api/rearm', { as: 'approver', body: { reason: 'looked at it' } })).status).toBe(
    200,
  );
  expect(await get<KillView>(next, '/api/kill')).toMatchObject({ state: 'armed' });
  await next.kill();
  await expectAgreement(home.path, Date.now() - 1_000);
  const { trades } = await readAfterDeath(home.path);
  const sold = trades.filter(({ clientOrderId }) =>
    sales.some(({ id }) => clientOrderId === `cs-${id.toLowerCase()}`),
  );
  expect(new Set(sold.map(({ clientOrderId }) => clientOrderId)).size).toBe(2);
  const lines = readFileSync(join(home.path, 'kill-journal.jsonl'), 'utf8').trim().split('\n');
  expect(lines.filter((line) => line.includes('"emergency.intended"'))).toHaveLength(2);
});
