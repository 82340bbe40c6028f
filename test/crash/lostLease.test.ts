import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { thisHolder } from '../../db/lease/holder.ts';
import { takeLease } from '../../db/lease/takeLease.ts';
import { openServer } from '../../db/openServer.ts';
import type { Database, Lease } from '../../db/Repositories.ts';
import { accountId } from '../../domain/ids.ts';
import type { OrderView, StateView } from '../../domain/views.ts';
import { until } from '../fixtures/openTestDesk.ts';
import { startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';
import { startPostgres, whyNoPostgres } from '../fixtures/startPostgres.ts';
import { approve, get, propose, ready } from './deskCalls.ts';
import { readVenue } from './readAfterDeath.ts';

const account = accountId.parse('sim-7');
const reason = whyNoPostgres();

/** Home of a desk on a database server. */
async function homeOn(url: string) {
  const home = temporaryHome();
  writeFileSync(join(home.path, 'config.yaml'), JSON.stringify({ database: { url } }));
  return home;
}

/** Tries to take the account until it can be had. Answers who had it when the first try was refused. */
async function takeOver(database: Database): Promise<Lease | undefined> {
  const holder = thisHolder('the next one');
  let heldBy: Lease | undefined;
  await until(
    'the account to be free',
    async () => {
      const answer = await takeLease(database, { account, holder, leaseMs: 600_000 });
      if ('heldBy' in answer) heldBy ??= answer.heldBy;
      return 'taken' in answer;
    },
    30_000,
  );
  return heldBy;
}

test.skipIf(reason !== null)(
  `default${reason ? ` (skipped: ${reason})` : ''}`,
  { timeout: 120_000 },
  async () => {
    await using server = await startPostgres();
    const url = await server.createDatabase();
    await using home = await homeOn(url);
    await using desk = await ready(await startDeskProcess(home.path));
    const working = await propose(desk, 'ETH/USDT', { below: 3 });
    expect((await approve(desk, working)).status).toBe(200);
    await until('the order to work', async () =>
      (await get<OrderView[]>(desk, '/api/orders')).some(({ status }) => status === 'accepted'),
    );
    const waiting = await propose(desk, 'BTC/USDT', { below: 3 });

    // A second desk is refused while the first one lives, and the first one's pid is named.
    await using elsewhere = await homeOn(url);
    await expect(startDeskProcess(elsewhere.path)).rejects.toThrow(
      new RegExp(`pid ${desk.ready.pid}\\b.*Nothing was started`, 's'),
    );

    process.kill(desk.ready.pid, 'SIGSTOP');
    const database = await openServer(url);
    try {
      expect((await takeOver(database))?.holder).toContain(String(desk.ready.pid));
    } finally {
      process.kill(desk.ready.pid, 'SIGCONT');
    }
    const head = await database.read.journal.head();

    const late = await approve(desk, waiting);
    expect([late.status, late.body]).toMatchObject([503, { type: expect.stringContaining('lease-lost') }]);
    await until('it to say so', async () => desk.errors().includes('taken the account over'));
    // It stays readable, and what it shows is true.
    expect((await get<StateView>(desk, '/api/state')).account).toBe(account);
    const { reasons } = await get<{ reasons: string[] }>(desk, '/api/risk');
    expect(reasons).toContain('Another process owns this account.');
    expect(await database.read.journal.head()).toEqual(head);
    expect(await database.read.leases.get(account)).toMatchObject({ epoch: 2 });
    await database.close();
    await desk.kill();
    // The first order alone reached the venue.
    expect([...readVenue(join(home.path, 'venue', account)).taken.values()]).toEqual([1]);
  },
);
