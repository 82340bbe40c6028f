import { expect, test } from 'vitest';
import { decide, protection, trade } from '../test/fixtures/deskActions.ts';
import { btc, eth } from '../test/fixtures/FakeVenue.ts';
import { openScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { openTestDesk, until } from '../test/fixtures/openTestDesk.ts';
import { operator } from '../test/fixtures/proposalFixtures.ts';
import { closePosition } from './closePosition.ts';
import { killDesk } from './killDesk.ts';
import { readPortfolio } from './read/readPortfolio.ts';
import { readProposal } from './read/readProposal.ts';

test('default', async () => {
  await using opened = await openTestDesk();
  await trade(opened.desk);
  const stop = await protection(opened.desk);
  const closing = await closePosition(opened.desk, { instrument: btc, actor: operator, origin: 'operator' });
  if (closing.kind !== 'proposed') throw new Error(JSON.stringify(closing));
  const { proposal } = closing;
  expect(proposal).toMatchObject({
    status: 'awaitingApproval',
    side: 'sell',
    type: 'market',
    reduceOnly: true,
    quantity: stop.quantity,
    stop: null,
  });
  expect((await decide(opened.desk, proposal, 'approve')).kind).toBe('decided');
  await until(
    'the sale',
    async () => (await readProposal(opened.desk, proposal.id))?.order?.status === 'filled',
  );
  const portfolio = await readPortfolio(opened.desk);
  expect(portfolio.positions).toEqual([]);
  expect(Number(portfolio.realised)).not.toBe(0);
  await until('no stop to be left', async () => (await opened.venue.fetchOpenOrders()).length === 0);
});

test('behavior: a position can be closed under the kill switch at its first level', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  await killDesk(opened.desk, { level: 'pause', reason: 'test', actor: operator });
  const closing = await closePosition(opened.desk, { instrument: btc, actor: operator, origin: 'operator' });
  if (closing.kind !== 'proposed') throw new Error(JSON.stringify(closing));
  expect(closing.proposal.verdict.checks.filter(({ outcome }) => outcome === 'deny')).toEqual([]);
  await decide(opened.desk, closing.proposal, 'approve');
  await until('the close', async () => (await readPortfolio(opened.desk)).positions.length === 0);
});

test('error: without a position there is nothing to close', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  for (const instrument of [eth]) {
    expect(await closePosition(opened.desk, { instrument, actor: operator, origin: 'operator' })).toEqual({
      kind: 'invalid',
      problems: [{ field: 'instrument', found: instrument, allowed: 'an instrument with an open position' }],
    });
  }
});
