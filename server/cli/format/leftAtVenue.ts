import type { DeskApi } from '../../DeskApi.ts';
import { amount } from './amounts.ts';

/** What stays at the venue when the desk stops, so that nobody is surprised by it. */
export async function leftAtVenue(
  desk: Pick<DeskApi, 'listOrders' | 'portfolio' | 'listProposals' | 'state'>,
): Promise<string[]> {
  const [orders, { positions, currency }, waiting, state] = await Promise.all([
    desk.listOrders({ open: true, limit: 1000 }),
    desk.portfolio(),
    desk.listProposals({ status: ['awaitingApproval', 'needsReapproval'], limit: 1000 }),
    desk.state(),
  ]);
  const stays = [
    ...orders.map(
      (order) =>
        `  order ${order.id}: ${order.side} ${amount(order.quantity)} ${order.instrument} ${order.type}, ${order.role}, ${order.status}`,
    ),
    ...positions.map(
      (position) =>
        `  position ${position.instrument}: ${amount(position.quantity)}, worth ${amount(position.value, 2)} ${currency}, ${position.protection}`,
    ),
  ];
  const place = `${state.venue.label}${state.venue.simulated ? ', which is simulated and keeps them in the home' : ''}`;
  return [
    ...(stays.length === 0
      ? [`Nothing is left at the ${state.venue.label}.`]
      : [`Left as it is at the ${place}:`, ...stays]),
    ...(waiting.length === 0
      ? []
      : [
          `${waiting.length} ${waiting.length === 1 ? 'proposal waits' : 'proposals wait'} until ${waiting.length === 1 ? 'it expires' : 'they expire'}.`,
        ]),
    'Stopped. The same command goes on from here.',
  ];
}
