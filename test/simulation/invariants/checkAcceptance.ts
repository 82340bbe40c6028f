import { orderIdOf } from '../../../desk/orders/clientOrderId.ts';
import type { OrderIntent } from '../../../domain/Order.ts';
import type { Process } from '../desk/Process.ts';
import { simulatedSymbols } from '../exchange/simulatedSymbols.ts';
import type { World } from '../World.ts';

/** The price may have moved on the way from the gate's last look to the exchange. */
const slack = 1.12;
/** Somebody's trades by hand may not have reached the desk yet. */
const byHandMs = 120_000;

/** What must hold whenever the exchange takes an order of a desk's. */
export function checkAcceptance(world: World, order: OrderIntent, process: Process): void {
  const { exchange, owner, windowMs } = world;
  const times = exchange.acceptances.filter(({ intent }) => intent.clientOrderId === order.clientOrderId);
  if (times.length > 1) world.violate('oneOrderPerIntent', `${order.id} was taken ${times.length} times`);
  // Where the venue enforces no window, a request that was held up on its way cannot be called back.
  if (order.role !== 'emergency' && windowMs !== null && owner !== process.number) {
    world.violate(
      'onlyTheOwnerSends',
      `process ${process.number} sent ${order.id}; ${owner} owns the account`,
    );
  }
  if (order.role === 'entry') checkLimits(world, order);
}

/** Holdings and every open buy of the desk's against the limits, by the exchange's own books. */
function checkLimits(world: World, order: OrderIntent): void {
  const { exchange, limits, time } = world;
  if (world.byHand.some((at) => at > time.now() - byHandMs)) return;
  const balances = exchange.balances();
  const total = (asset: string) =>
    Number(balances.get(asset)?.free ?? 0) + Number(balances.get(asset)?.locked ?? 0);
  const open = exchange
    .openReports()
    .filter(({ side, clientOrderId }) => side === 'buy' && orderIdOf(clientOrderId));
  let equity = total('USDT');
  const exposures = simulatedSymbols.map(({ id, base }) => {
    const price = Number(exchange.quote(id).bid);
    const held = total(base) * price;
    equity += held;
    const bought = open
      .filter(({ instrument }) => instrument === id)
      .reduce(
        (sum, { quantity, filled, price: at }) => sum + (Number(quantity) - Number(filled)) * Number(at),
        0,
      );
    return { id, value: held + bought };
  });
  const share = (value: number) => (value / equity) * 100;
  const gross = share(exposures.reduce((sum, { value }) => sum + value, 0));
  const own = share(exposures.find(({ id }) => id === order.instrument)?.value ?? 0);
  const size = share(Number(order.quantity) * Number(order.price));
  const over = (name: string, observed: number, limit: number) => {
    if (observed <= limit * slack) return;
    world.violate('limits', `${order.id} takes ${name} to ${observed.toFixed(2)}% of ${limit}%`);
  };
  over('the gross exposure', gross, limits.maxGrossExposurePercentOfEquity);
  over('the position', own, limits.maxPositionPercentOfEquity);
  over('one order', size, limits.maxOrderPercentOfEquity);
}
