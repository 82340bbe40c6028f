import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KillView, OrderView, PortfolioView } from '../../domain/views.ts';
import { readKillFile } from '../../host/fileKillFile.ts';
import { until } from '../fixtures/openTestDesk.ts';
import { runCommand } from '../fixtures/runCommand.ts';
import { startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';
import { startPostgres, whyNoPostgres } from '../fixtures/startPostgres.ts';
import { approve, get, propose, ready } from './deskCalls.ts';
import { readVenue } from './readAfterDeath.ts';

const reason = whyNoPostgres();

test.skipIf(reason !== null)(
  `default${reason ? ` (skipped: ${reason})` : ''}`,
  { timeout: 300_000 },
  async () => {
    await using home = temporaryHome();
    await using postgres = await startPostgres();
    const settings = { DATABASE_URL: await postgres.createDatabase() };
    await using desk = await ready(await startDeskProcess(home.path, { settings }));
    await approve(desk, await propose(desk, 'BTC/USDT', {}));
    await until('a protected position', async () =>
      (await get<PortfolioView>(desk, '/api/portfolio')).positions.some(
        ({ protection }) => protection === 'protected',
      ),
    );
    await approve(desk, await propose(desk, 'SOL/USDT', { below: 4 }));
    await until('a working entry', async () =>
      (await get<OrderView[]>(desk, '/api/orders')).some(
        ({ role, status }) => role === 'entry' && status === 'accepted',
      ),
    );

    await postgres.kill();
    const asked = await desk.api('/api/kill', { body: { level: 'flatten', reason: 'no database' } });
    expect([asked.status, (asked.body as KillView).level], JSON.stringify(asked.body)).toEqual([
      200,
      'flatten',
    ]);
    const command = await runCommand(home.path, ['kill', '--level', 'flatten', '--yes', '--reason', 'again']);
    expect([command.status, command.err], command.out).toEqual([0, '']);
    expect(command.out).toContain('BTC/USDT: sold all');
    expect(await get<KillView>(desk, '/api/kill')).toMatchObject({ state: 'killed', level: 'flatten' });

    // The running venue holds its folder; a copy of its log may be read.
    await using copy = temporaryHome();
    copyFileSync(join(home.path, 'venue', 'sim-7', 'venue.log'), join(copy.path, 'venue.log'));
    const venue = readVenue(copy.path);
    const { entries, fault } = readKillFile(join(home.path, 'kill-journal.jsonl'));
    const intended = entries
      .filter(({ type }) => type === 'emergency.intended')
      .map(({ subject }) => subject);
    expect([intended.length, fault]).toEqual([1, null]);
    const sold = venue.trades.filter(
      ({ clientOrderId }) => clientOrderId === `cs-${intended[0]?.toLowerCase()}`,
    );
    expect(sold.length).toBeGreaterThan(0);

    await postgres.start();
    const kill = await until(
      'the books to have followed',
      async () => {
        const { status, body } = await desk.api('/api/risk');
        const { kill } = body as { kill: KillView };
        return status === 200 && kill.state === 'killed' && kill;
      },
      40_000,
    );
    expect(kill).toMatchObject({ level: 'flatten', by: { id: 'operator' } });
    expect(kill.report.join(' ')).toContain('BTC/USDT: sold all');
    const sale = await until('the sale to be booked', async () => {
      const [order] = (await get<OrderView[]>(desk, '/api/orders')).filter(
        ({ role }) => role === 'emergency',
      );
      return order?.status === 'filled' && order;
    });
    expect(sale.id).toBe(intended[0]);
    expect((await get<PortfolioView>(desk, '/api/portfolio')).positions).toEqual([]);
    const verdict = await runCommand(home.path, ['audit', 'verify']);
    expect(verdict.status, verdict.out + verdict.err).toBe(0);
    expect((await desk.api('/api/rearm', { as: 'approver', body: { reason: 'back' } })).status).toBe(200);
  },
);
