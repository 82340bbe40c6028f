import { toAmount } from '../../../venues/simulated/engine/amount.ts';
import { VenueRejection } from '../../../venues/simulated/VenueRejection.ts';
import { simulatedSymbols } from '../exchange/simulatedSymbols.ts';
import type { World } from '../World.ts';
import { type Act, pickBy } from './Action.ts';

/** What happens at the venue without the desk: the market, and a person on the exchange's own page. */
export const atTheVenue = {
  shock: (world, [which, share]) => {
    const symbol = pickBy(simulatedSymbols, which)?.symbol;
    if (!symbol) return;
    const by = (share - 0.5) * 0.08;
    world.note(`${symbol} jumps by ${(by * 100).toFixed(2)}%`);
    world.exchange.path.shock(symbol, by);
  },
  cancelByHand: (world, [which]) => {
    const order = pickBy(world.exchange.openReports(), which);
    if (!order) return;
    world.note(`somebody cancels ${order.clientOrderId} at the venue`);
    world.byHand.push(world.time.now());
    world.exchange.cancel(order);
  },
  sellByHand: (world, [which, share]) =>
    byHand(world, 'SELL', which, (free) => free * (share < 0.3 ? 1 : share)),
  restForeignOrder: (world, [which, price]) => {
    const rules = pickBy(simulatedSymbols, which);
    if (!rules) return;
    const bid = Number(world.exchange.quote(rules.id).bid);
    const at = (bid * (0.985 + price * 0.014)).toFixed(2);
    place(world, {
      ...{ symbol: rules.symbol, side: 'BUY', type: 'LIMIT', stopPrice: 0n, timeInForce: 'GTC' },
      ...{ price: toAmount(at), quantity: toAmount(rules.base === 'BTC' ? '0.002' : '0.05') },
      clientOrderId: `web_${world.step}`,
    });
  },
} as const satisfies Record<string, Act>;

function byHand(world: World, side: 'SELL', which: number, size: (free: number) => number): void {
  const rules = pickBy(simulatedSymbols, which);
  if (!rules) return;
  const free = Number(world.exchange.balances().get(rules.base)?.free ?? '0');
  const decimals = rules.quantityStep.length - 2;
  const quantity = Math.floor(size(free) * 10 ** decimals) / 10 ** decimals;
  if (quantity <= 0) return;
  place(world, {
    ...{ symbol: rules.symbol, side, type: 'MARKET', stopPrice: 0n, timeInForce: 'GTC', price: 0n },
    quantity: toAmount(quantity.toFixed(decimals)),
    clientOrderId: `web_${world.step}`,
  });
}

function place(world: World, order: Parameters<World['exchange']['placeByHand']>[0]): void {
  try {
    world.exchange.placeByHand(order);
    world.byHand.push(world.time.now());
    world.note(`somebody places ${order.side} ${order.type} ${order.symbol} at the venue by hand`);
  } catch (cause) {
    if (!(cause instanceof VenueRejection)) throw cause;
    world.note(`an order by hand is rejected: ${cause.message}`);
  }
}
