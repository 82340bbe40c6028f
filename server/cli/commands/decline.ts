import { randomUUID } from 'node:crypto';
import type { ProposalView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';

/** Declines a proposal as it stands now, or only the one with the given hash. */
export async function decline(
  cli: Cli,
  id: string,
  options: { hash?: string; reason?: string },
): Promise<number> {
  const desk = connect(cli.environment.home, 'approver');
  const path = `/api/proposals/${encodeURIComponent(id)}`;
  const shown = await desk.get<ProposalView>(path);
  const view = await desk.post<ProposalView>(`${path}/decision`, {
    decision: 'decline',
    revision: shown.revision,
    hash: options.hash ?? shown.hash,
    ...(options.reason !== undefined && { reason: options.reason }),
    idempotencyKey: randomUUID(),
  });
  print(cli, view, () => [`${view.mode.toUpperCase()} ${view.id} is ${view.status}. No order was sent.`]);
  return 0;
}
