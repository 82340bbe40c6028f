import type { OrderView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { type Connection, connect } from '../connect.ts';

type Options = { accept?: boolean; writeOff?: boolean; reason: string };

/**
 * Ends an order's quarantine: by the venue's word, or by writing the order off with the fills that are booked. For an
 * instrument: takes the coins off the books that the venue does not have.
 */
export async function settle(cli: Cli, subject: string, options: Options): Promise<number> {
  if (options.accept === options.writeOff) {
    throw new CliError(
      'Say either --accept, to take what the venue says, or --write-off, to close an order with the fills that are booked. Nothing was changed.',
      { exitCode: 2 },
    );
  }
  const desk = connect(cli.environment.home, 'approver');
  return subject.includes('/')
    ? settleHolding(cli, desk, subject, options)
    : settleOrder(cli, desk, subject, options);
}

async function settleOrder(cli: Cli, desk: Connection, id: string, options: Options): Promise<number> {
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

async function settleHolding(
  cli: Cli,
  desk: Connection,
  instrument: string,
  { accept, reason }: Options,
): Promise<number> {
  if (!accept) {
    throw new CliError(
      'For an instrument there is only --accept: the books follow what the venue has. Nothing was changed.',
      { exitCode: 2 },
    );
  }
  const done = await desk.post<{ instrument: string; writtenOff: string; left: string }>(
    '/api/positions/settle',
    { instrument, reason },
  );
  const state = await desk.state();
  print(cli, done, () => [
    state.modeNotice,
    `${done.writtenOff} ${done.instrument} are off the books, at what they cost; ${done.left} are left, and the stop follows.`,
  ]);
  return 0;
}
