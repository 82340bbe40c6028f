import type { OrderView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';

/** Asks for an entry order to be cancelled; the venue's word comes a moment later. */
export async function cancel(cli: Cli, id: string, options: { reason?: string }): Promise<number> {
  const desk = connect(cli.environment.home, 'operator');
  const [state, order] = [
    await desk.state(),
    await desk.post<OrderView>(
      `/api/orders/${encodeURIComponent(id)}/cancel`,
      options.reason === undefined ? {} : { reason: options.reason },
    ),
  ];
  print(cli, order, () => [
    state.modeNotice,
    `${order.id} is ${order.status}. \`countersign orders ${order.id}\` tells when the venue has confirmed it.`,
  ]);
  return 0;
}
