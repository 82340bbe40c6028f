import type { ProposalView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';
import { amount, countdown, dateTime } from '../format/amounts.ts';
import { proposalCard } from '../format/proposalCard.ts';
import { table } from '../format/table.ts';

/** Lists proposals, newest first, or shows one as its card. */
export async function proposals(
  cli: Cli,
  id: string | undefined,
  options: { status?: string; limit: number },
): Promise<number> {
  const desk = connect(cli.environment.home, 'operator');
  if (id !== undefined) {
    const view = await desk.get<ProposalView>(`/api/proposals/${encodeURIComponent(id)}`);
    print(cli, view, () => proposalCard(view, Date.now()));
    return 0;
  }
  const query = new URLSearchParams({ limit: String(options.limit) });
  if (options.status !== undefined) query.set('status', options.status);
  const [state, views] = await Promise.all([
    desk.state(),
    desk.get<ProposalView[]>(`/api/proposals?${query}`),
  ]);
  print(cli, views, () => [
    state.modeNotice,
    ...(views.length === 0
      ? ['No proposals. Ask for one: countersign ask "buy 500 USDT of BTC with a stop 2% below"']
      : table(views, [
          { title: 'PROPOSAL', value: (view) => view.id },
          { title: 'STATUS', value: (view) => view.status },
          { title: 'MARKET', value: (view) => view.instrument },
          { title: 'SIDE', value: (view) => (view.side === 'buy' ? '▲ buy' : '▼ sell') },
          { title: 'QUANTITY', align: 'right', value: (view) => amount(view.quantity) },
          { title: 'WORST PRICE', align: 'right', value: (view) => amount(view.priceCap) },
          { title: 'STOP', align: 'right', value: (view) => (view.stop === null ? '–' : amount(view.stop)) },
          {
            title: 'EXPIRES',
            align: 'right',
            value: (view) =>
              view.status === 'awaitingApproval' ? countdown(view.expiresAt, state.now) : '–',
          },
          { title: 'BY', value: (view) => view.by.id },
          { title: 'PROPOSED', value: (view) => dateTime(view.createdAt) },
        ])),
  ]);
  return 0;
}
