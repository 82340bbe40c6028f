import type { ProposalView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';
import { proposalCard } from '../format/proposalCard.ts';

export type ProposeOptions = {
  instrument: string;
  side: string;
  type: string;
  quantity?: string;
  notional?: string;
  limitPrice?: string;
  stop?: string;
  target?: string;
  timeInForce?: string;
  postOnly?: boolean;
  reduceOnly?: boolean;
  thesis?: string;
  idempotencyKey?: string;
  json?: boolean;
};

/** Proposes an order. 0: it waits for a decision. 1: the gate denied it, or the request was refused. */
export async function propose(cli: Cli, options: ProposeOptions): Promise<number> {
  const { json: _, idempotencyKey, ...request } = options;
  const desk = connect(cli.environment.home, 'operator');
  const headers = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
  const view = await desk.post<ProposalView>('/api/proposals', request, headers);
  print(cli, view, () => [
    ...proposalCard(view, Date.now()),
    '',
    view.status === 'awaitingApproval'
      ? `Nothing was sent. To approve: countersign approve ${view.id}`
      : `Nothing was sent: it is ${view.status}.`,
  ]);
  if (view.status !== 'denied') return 0;
  const denied = view.verdict.checks.filter((check) => check.outcome === 'deny');
  cli.terminal.err(
    `The risk gate denied ${view.id}, and no order was sent: ${denied.map((check) => `${check.code}: ${check.message}`).join(' ')}`,
  );
  return 1;
}
