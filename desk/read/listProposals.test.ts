import { expect, test } from 'vitest';
import { proposalId } from '../../domain/ids.ts';
import { proposalView } from '../../domain/views.ts';
import { decide, propose } from '../../test/fixtures/deskActions.ts';
import { btc } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { listProposals } from './listProposals.ts';
import { readProposal } from './readProposal.ts';

test('default', async () => {
  await using opened = await openScriptedDesk();
  const first = await propose(opened.desk, { quantity: '0.01' });
  opened.advance(10);
  const second = await propose(opened.desk, { quantity: '0.011' });
  opened.advance(10);
  const denied = await propose(opened.desk, { quantity: '5' });
  await decide(opened.desk, first, 'decline');
  const ids = async (...status: NonNullable<Parameters<typeof listProposals>[1]>['status'] & object) =>
    (await listProposals(opened.desk, { status })).map(({ id }) => id);
  expect((await listProposals(opened.desk)).map(({ id }) => id)).toEqual([denied.id, second.id, first.id]);
  expect(await ids('awaitingApproval')).toEqual([second.id]);
  expect(await ids('declined', 'denied')).toEqual([denied.id, first.id]);
  expect((await listProposals(opened.desk, { limit: 1 })).map(({ id }) => id)).toEqual([denied.id]);
  for (const view of await listProposals(opened.desk)) proposalView.parse(view);
});

test('behavior: a card shows the market of the moment against what it was shown with', async () => {
  await using opened = await openScriptedDesk();
  const { id, live } = await propose(opened.desk);
  expect(live).toMatchObject({ price: '50000', driftPercent: '0.00', canApprove: true, blockedBecause: [] });
  opened.venue.setPrice(btc, 50_100);
  expect((await readProposal(opened.desk, id))?.live).toMatchObject({
    driftPercent: '0.20',
    canApprove: true,
  });
  opened.venue.setPrice(btc, 50_200);
  expect((await readProposal(opened.desk, id))?.live).toMatchObject({
    driftPercent: '0.40',
    canApprove: false,
    blockedBecause: [
      'The price moved 0.40% since this was shown (limit ±0.3%). Refresh it to see the new numbers.',
    ],
  });
  opened.venue.setPrice(btc, 50_000);
  opened.clock.ahead += 14_000;
  const { live: old } = (await readProposal(opened.desk, id)) ?? {};
  expect(old?.blockedBecause).toEqual(['Price is 14 s old. Approvals paused.']);
  expect(old?.quoteAgeMs).toBeGreaterThanOrEqual(14_000);
});

test('behavior: limits that changed since it was shown pause approvals', async () => {
  await using opened = await openScriptedDesk();
  const { id } = await propose(opened.desk);
  const other = { ...opened.desk, limitsHash: 'other' };
  expect((await readProposal(other, id))?.live.blockedBecause).toEqual([
    'The limits changed since this was shown. Refresh it.',
  ]);
});

test('error: a proposal that does not exist', async () => {
  await using opened = await openScriptedDesk();
  expect(await readProposal(opened.desk, proposalId.parse('PRP-NOTTHERE'))).toBeUndefined();
});
