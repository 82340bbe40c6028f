import type { OrderView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { connect } from '../connect.ts';

/** Ends an order's quarantine: by the venue's word, or by writing the order off with the fills that are booked. */
export async function settle(
  cli: Cli,
  id: string,
  options: { accept?: boolean; writeOff?: boolean; reason: string },
): Promise<number> {
  if (options.accept === options.writeOff) {
    throw new CliError(
      'Say either --accept, to take what the venue says of the order, or --write-off, to close it with the fills that are booked. Nothing was changed.',
      { exitCode: 2 },
    );
  }
  const desk = connect(cli.environment.home, 'approver');
  const order = await desk.post<OrderView>(`/api/orders/${encodeURIComponent(id)}/settle`, {
    decision: options.accept ? 'accept' : 'writeOff',
    reason: options.reason,
  });
  const state = await desk.state();
  print(cli, order, () => [
    state.modeNotice,
    `${order.id} is ${order.status} with ${order.filled} of ${order.quantity} filled.`,
  ]);
  return 0;
}
