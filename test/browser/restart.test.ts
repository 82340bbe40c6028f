import { afterAll, expect, test } from 'vitest';
import type { OrderView, ProposalView } from '../../domain/views.ts';
import { calmHome, startDeskProcess } from '../fixtures/startDeskProcess.ts';
import { closeBrowser, openScreen } from './openBrowser.ts';

afterAll(closeBrowser);

test('default', async () => {
  await using home = calmHome();
  await using first = await startDeskProcess(home.path);
  const quote = (await first.api('/api/quote?instrument=ETH/USDT')).body as { bid: string };
  const below = (percent: number) => (Number(quote.bid) * (1 - percent / 100)).toFixed(2);
  const proposed = (
    await first.api('/api/proposals', {
      body: {
        instrument: 'ETH/USDT',
        side: 'buy',
        type: 'limit',
        notional: '500',
        limitPrice: below(3),
        stop: below(6),
      },
    })
  ).body as ProposalView;
  await first.api(`/api/proposals/${proposed.id}/decision`, {
    as: 'approver',
    body: {
      decision: 'approve',
      revision: proposed.revision,
      hash: proposed.hash,
      idempotencyKey: 'restart-test',
    },
  });

  await using screen = await openScreen(first.ready.launchUrl);
  const { page } = screen;
  await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  const pending = await page
    .getByRole('region', { name: /^Proposal PRP-/ })
    .first()
    .getAttribute('aria-label');
  await page.getByRole('tab', { name: /^Orders/ }).click();
  const working = page.getByRole('row', { name: /ETH\/USDT/ }).getByText('Accepted');
  await working.waitFor();
  const before = (await first.api('/api/orders')).body as OrderView[];

  await first.kill();
  await page.getByText('The desk is out of reach').first().waitFor();
  await using second = await startDeskProcess(home.path, { port: first.ready.port });

  const approve = page.getByRole('button', { name: 'Approve', exact: true });
  await expect.poll(() => approve.isEnabled().catch(() => false), { timeout: 30_000 }).toBe(true);
  expect(
    await page
      .getByRole('region', { name: /^Proposal PRP-/ })
      .first()
      .getAttribute('aria-label'),
  ).toBe(pending);
  await working.waitFor();
  const after = (await second.api('/api/orders')).body as OrderView[];
  expect(
    after.map(({ id, status, clientOrderId, venueOrderId }) => [id, status, clientOrderId, venueOrderId]),
  ).toEqual(
    before.map(({ id, status, clientOrderId, venueOrderId }) => [id, status, clientOrderId, venueOrderId]),
  );
  await approve.click();
  await page
    .getByRole('region', { name: pending ?? '' })
    .getByText(/filled/i)
    .first()
    .waitFor();
});
