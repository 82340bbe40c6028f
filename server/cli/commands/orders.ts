import type { OrderView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';
import { amount, dateTime } from '../format/amounts.ts';
import { plain } from '../format/plain.ts';
import { table } from '../format/table.ts';

/** Lists orders, newest first, or shows one with its fills. */
export async function orders(
  cli: Cli,
  id: string | undefined,
  options: { open?: boolean; limit: number },
): Promise<number> {
  const desk = connect(cli.environment.home, 'operator');
  const state = await desk.state();
  if (id !== undefined) {
    const order = await desk.get<OrderView>(`/api/orders/${encodeURIComponent(id)}`);
    print(cli, order, () => [
      state.modeNotice,
      ...list([order]),
      ...fills(order),
      ...(order.reason ? [plain(order.reason)] : []),
    ]);
    return 0;
  }
  const query = new URLSearchParams({ limit: String(options.limit), ...(options.open && { open: 'true' }) });
  const views = await desk.get<OrderView[]>(`/api/orders?${query}`);
  const none = options.open ? 'No open orders.' : 'No orders yet. They come from approved proposals.';
  print(cli, views, () => [state.modeNotice, ...(views.length === 0 ? [none] : list(views))]);
  return 0;
}

function list(views: OrderView[]): string[] {
  return table(views, [
    { title: 'ORDER', value: (order) => order.id },
    { title: 'STATUS', value: (order) => order.status },
    { title: 'ROLE', value: (order) => order.role },
    { title: 'MARKET', value: (order) => order.instrument },
    { title: 'SIDE', value: (order) => (order.side === 'buy' ? '▲ buy' : '▼ sell') },
    { title: 'TYPE', value: (order) => order.type },
    { title: 'QUANTITY', align: 'right', value: (order) => amount(order.quantity) },
    { title: 'PRICE', align: 'right', value: (order) => orDash(order.price ?? order.triggerPrice) },
    { title: 'FILLED', align: 'right', value: (order) => amount(order.filled) },
    { title: 'AVERAGE', align: 'right', value: (order) => orDash(order.averagePrice) },
    { title: 'CREATED', value: (order) => dateTime(order.createdAt) },
  ]);
}

function fills(order: OrderView): string[] {
  if (order.fills.length === 0) return [];
  return [
    '',
    ...table(order.fills, [
      { title: 'FILL', value: (fill) => fill.id },
      { title: 'QUANTITY', align: 'right', value: (fill) => amount(fill.quantity) },
      { title: 'PRICE', align: 'right', value: (fill) => amount(fill.price) },
      { title: 'FEE', align: 'right', value: (fill) => `${amount(fill.fee)} ${fill.feeAsset}` },
      { title: 'LIQUIDITY', value: (fill) => fill.liquidity },
      { title: 'AT', value: (fill) => dateTime(fill.at) },
    ]),
  ];
}

function orDash(value: string | null): string {
  return value === null ? '–' : amount(value);
}
