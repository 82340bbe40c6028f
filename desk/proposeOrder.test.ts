import { expect, test } from 'vitest';
import type { Actor } from '../domain/actor.ts';
import { decimal } from '../domain/decimal.ts';
import { instrumentId } from '../domain/ids.ts';
import type { ProposalRequest } from '../domain/Proposal.ts';
import type { ProposalView } from '../domain/views.ts';
import { openTestDesk, type TestDesk, until } from '../test/fixtures/openTestDesk.ts';
import { decideProposal } from './decideProposal.ts';
import { proposeOrder } from './proposeOrder.ts';
import { readPortfolio } from './read/readPortfolio.ts';
import { readProposal } from './read/readProposal.ts';

const operator: Actor = { id: 'operator', role: 'operator', channel: 'api' };
const approver: Actor = { id: 'approver', role: 'approver', channel: 'api' };
const btc = instrumentId.parse('BTC/USDT');

async function stopBelow({ desk }: TestDesk, percent: number): Promise<string> {
  const quote = await until('a quote', async () => desk.market.quote(btc));
  return decimal(quote.bid).times(1 - percent / 100).toFixed(2);
}

async function propose(opened: TestDesk, over: Partial<ProposalRequest> = {}): Promise<ProposalView> {
  const request: ProposalRequest = {
    instrument: btc,
    side: 'buy',
    type: 'market',
    notional: '500',
    stop: await stopBelow(opened, 2),
    ...over,
  };
  const result = await proposeOrder(opened.desk, { request, actor: operator, origin: 'operator' });
  if (result.kind !== 'proposed') throw new Error(JSON.stringify(result));
  return result.proposal;
}

function decide(opened: TestDesk, proposal: ProposalView, decision: 'approve' | 'decline') {
  return decideProposal(opened.desk, {
    proposal: proposal.id,
    actor: approver,
    command: { decision, revision: proposal.revision, hash: proposal.hash, idempotencyKey: `${decision}-${proposal.id}` },
  });
}

test('default', async () => {
  await using opened = await openTestDesk();
  const proposal = await propose(opened);
  expect([proposal.status, proposal.verdict.checks.filter((check) => check.outcome === 'deny')]).toEqual(['awaitingApproval', []]);
  expect((await decide(opened, proposal, 'approve')).kind).toBe('decided');
  const filled = await until('the fill', async () => {
    const now = await readProposal(opened.desk, proposal.id);
    return now?.order?.status === 'filled' && now;
  });
  expect(filled.status).toBe('cleared');
  const portfolio = await until('the stop', async () => {
    const now = await readPortfolio(opened.desk);
    return now.positions[0]?.protection === 'protected' && now;
  });
  expect(portfolio.positions.map((position) => [position.instrument, position.stop])).toEqual([[btc, proposal.stop]]);
});
