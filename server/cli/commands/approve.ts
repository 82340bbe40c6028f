import { randomUUID } from 'node:crypto';
import type { ProposalView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { type Connection, connect } from '../connect.ts';
import { amount } from '../format/amounts.ts';
import { proposalCard } from '../format/proposalCard.ts';

const watchMs = 8000;
const pollMs = 250;

/**
 * Shows a proposal and approves exactly that: a person types its id, or `--hash` names what was seen before. Then
 * tells what became of the order for a few seconds.
 */
export async function approve(
  cli: Cli,
  id: string,
  options: { hash?: string; reason?: string },
): Promise<number> {
  const desk = connect(cli.environment.home, 'approver');
  const path = `/api/proposals/${encodeURIComponent(id)}`;
  const shown = await desk.get<ProposalView>(path);
  if (options.hash === undefined) await askPerson(cli, shown);
  const decided = await desk.post<ProposalView>(`${path}/decision`, {
    decision: 'approve',
    revision: shown.revision,
    hash: options.hash ?? shown.hash,
    ...(options.reason !== undefined && { reason: options.reason }),
    idempotencyKey: randomUUID(),
  });
  const after = await watch(cli, desk, path, decided);
  print(cli, after, () => [outcome(after)]);
  return after.order?.status === 'rejected' || after.status === 'needsReapproval' ? 1 : 0;
}

async function askPerson(cli: Cli, shown: ProposalView): Promise<void> {
  if (cli.json || !cli.terminal.interactive) {
    throw new CliError(
      `Nobody can be asked here, so nothing was approved and no order was sent. Look at \`countersign proposals ${shown.id}\` and repeat with --hash ${shown.hash} if that is what you want.`,
      { exitCode: 2 },
    );
  }
  for (const line of proposalCard(shown, Date.now())) cli.terminal.out(line);
  if (!shown.live.canApprove) {
    throw new CliError(
      `${shown.id} cannot be approved now: ${shown.live.blockedBecause.join(' ')} No order was sent.`,
    );
  }
  const typed = await cli.terminal.ask(`To approve, type ${shown.id}. Anything else leaves it as it is.`);
  if (typed?.trim().toUpperCase() !== shown.id) {
    throw new CliError(`${shown.id} was not approved. No order was sent; it waits until it expires.`);
  }
}

/** Follows the order until it rests, is done, or a few seconds have passed. */
async function watch(cli: Cli, desk: Connection, path: string, decided: ProposalView): Promise<ProposalView> {
  let view = decided;
  let told = '';
  const until = Date.now() + watchMs;
  while (!isSettled(view) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    view = await desk.get<ProposalView>(path);
    const line = outcome(view);
    if (!cli.json && line !== told && !isSettled(view)) cli.terminal.out(line);
    told = line;
  }
  return view;
}

function isSettled({ status, order }: ProposalView): boolean {
  if (status === 'needsReapproval' || status === 'denied') return true;
  return (
    order !== null && !['intended', 'sending', 'partiallyFilled'].includes(order.status) && !isTaken(order)
  );
}

/** A market order that the venue took is about to be filled. */
function isTaken(order: NonNullable<ProposalView['order']>): boolean {
  return order.status === 'accepted' && order.timeInForce !== 'gtc';
}

function outcome(view: ProposalView): string {
  const { order } = view;
  if (!order) return `${view.id} is ${view.status}. No order was sent.`;
  const [base = '', quote = ''] = view.instrument.split('/');
  const filled = `${amount(order.filled)} of ${amount(order.quantity)} ${base}`;
  const price = order.averagePrice === null ? '' : ` at ${amount(order.averagePrice)} ${quote}`;
  const reason = order.reason === null ? '' : `: ${order.reason}`;
  return `${view.mode.toUpperCase()} ${view.id} approved · order ${order.id} ${order.status} · filled ${filled}${price}${reason}`;
}
