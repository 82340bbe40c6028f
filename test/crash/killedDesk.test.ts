import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { KillView, OrderView, PortfolioView, ProposalView } from '../../domain/views.ts';
import { until } from '../fixtures/openTestDesk.ts';
import { startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';
import { approve, expectAgreement, get, propose, ready } from './deskCalls.ts';

test('default', { timeout: 120_000 }, async () => {
  await using home = temporaryHome();
  await using first = await ready(await startDeskProcess(home.path));
  const limit = await propose(first, 'ETH/USDT', { below: 3 });
  expect((await approve(first, limit)).status).toBe(200);
  const working = await until('the order to work', async () =>
    (await get<OrderView[]>(first, '/api/orders')).find(({ status }) => status === 'accepted'),
  );
  const waiting = await propose(first, 'BTC/USDT', {});
  await first.kill();

  await using second = await ready(await startDeskProcess(home.path));
  const [order] = (await get<OrderView[]>(second, '/api/orders')).filter(({ id }) => id === working.id);
  expect(order).toMatchObject({ status: 'accepted', venueOrderId: working.venueOrderId, filled: '0' });
  const pending = await get<ProposalView>(second, `/api/proposals/${waiting.id}`);
  expect(pending).toMatchObject({
    status: 'awaitingApproval',
    hash: waiting.hash,
    revision: waiting.revision,
    expiresAt: waiting.expiresAt,
    verdict: waiting.verdict,
  });
  // The price may have moved while it was down; then a person has to look again, which is one more click.
  const answer = await approve(second, waiting);
  if (answer.status === 409) expect(JSON.stringify(answer.body)).toContain('The price moved');
  else {
    await until('the fill', async () => {
      const now = await get<ProposalView>(second, `/api/proposals/${waiting.id}`);
      return now.order?.status === 'filled';
    });
    await until('the stop', async () => {
      const { positions } = await get<PortfolioView>(second, '/api/portfolio');
      return positions.some(
        ({ instrument, protection }) => instrument === 'BTC/USDT' && protection === 'protected',
      );
    });
  }

  // The kill switch outlives the process that it was set in, and keeps what waits from leaving.
  expect((await second.api('/api/kill', { body: { level: 'pause', reason: 'a test' } })).status).toBe(200);
  await second.kill();
  expect(JSON.parse(readFileSync(join(home.path, 'kill.json'), 'utf8'))).toMatchObject({ level: 'pause' });
  await using third = await ready(await startDeskProcess(home.path));
  const { kill, tradingState } = await get<{ kill: KillView; tradingState: string }>(third, '/api/risk');
  expect([kill.level, tradingState]).toEqual(['pause', 'reducing']);
  expect(
    await until(
      'the kill to be confirmed',
      async () => (await get<{ kill: KillView }>(third, '/api/risk')).kill.state === 'killed',
    ),
  ).toBe(true);
  expect((await third.api('/api/rearm', { as: 'approver', body: { reason: 'a test' } })).status).toBe(200);
  expect(existsSync(join(home.path, 'kill.json'))).toBe(false);
  const before = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await third.kill();
  await expectAgreement(home.path, before);
});
