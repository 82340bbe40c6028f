import { cancelOrder } from '../../../desk/cancelOrder.ts';
import { closePosition } from '../../../desk/closePosition.ts';
import type { Desk } from '../../../desk/Desk.ts';
import { type ProposeResult, proposeOrder } from '../../../desk/proposeOrder.ts';
import { listOrders } from '../../../desk/read/listOrders.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { ProposalRequest } from '../../../domain/Proposal.ts';
import { simulatedSymbols } from '../exchange/simulatedSymbols.ts';
import type { World } from '../World.ts';
import { type Act, type Draws, pickBy } from './Action.ts';
import { call } from './call.ts';

const operator: Actor = { id: 'operator', role: 'operator', channel: 'api' };

/** What people ask of the desk without deciding anything. */
export const trading = {
  buyAtMarket: (world, draws) => buy(world, draws, () => ({ type: 'market' })),
  buyAtLimit: (world, draws) =>
    buy(world, draws, (bid) => ({ type: 'limit', limitPrice: (bid * (1 - draws[3] * 0.004)).toFixed(2) })),
  buyAboveMarket: (world, draws) =>
    buy(world, draws, (bid) => ({ type: 'limit', limitPrice: (bid * (1 + draws[3] * 0.004)).toFixed(2) })),
  sellSome: (world, [which, share]) =>
    propose(world, 'sell some', async (desk) => {
      const positions = await desk.database.read.positions.list(desk.account);
      const held = pickBy(positions, which);
      const rules = held && desk.market.instruments.get(held.instrument);
      if (!held || !rules) return undefined;
      const decimals = rules.quantityStep.length - 2;
      const quantity = (Number(held.quantity) * (0.1 + share)).toFixed(decimals);
      if (Number(quantity) <= 0) return undefined;
      return proposeOrder(desk, {
        request: { instrument: held.instrument, side: 'sell', type: 'market', quantity },
        actor: operator,
        origin: 'operator',
      });
    }),
  sellAtLimit: (world, [which, share, above]) =>
    propose(world, 'sell at a limit', async (desk) => {
      const held = pickBy(await desk.database.read.positions.list(desk.account), which);
      const rules = held && desk.market.instruments.get(held.instrument);
      const quote = held && desk.market.quote(held.instrument);
      if (!held || !rules || !quote) return undefined;
      const quantity = (Number(held.quantity) * (0.2 + share * 0.8)).toFixed(rules.quantityStep.length - 2);
      if (Number(quantity) <= 0) return undefined;
      const limitPrice = (Number(quote.bid) * (1 + (above - 0.3) * 0.006)).toFixed(2);
      return proposeOrder(desk, {
        request: { instrument: held.instrument, side: 'sell', type: 'limit', quantity, limitPrice },
        actor: operator,
        origin: 'operator',
      });
    }),
  close: (world, [which]) =>
    propose(world, 'close a position', async (desk) => {
      const held = pickBy(await desk.database.read.positions.list(desk.account), which);
      if (!held) return undefined;
      return closePosition(desk, { instrument: held.instrument, actor: operator, origin: 'operator' });
    }),
  cancel: (world, [which]) =>
    call(
      world,
      'cancel an order',
      async (desk) => {
        const order = pickBy(await listOrders(desk, { open: true }), which);
        return order && cancelOrder(desk, { order: order.id, actor: operator });
      },
      (answer) => (answer ? `${answer.kind} ${'order' in answer ? answer.order.id : ''}` : 'nothing is open'),
    ),
} as const satisfies Record<string, Act>;

/** A buy with a stop below, sometimes with a target above. */
function buy(world: World, draws: Draws, price: (bid: number) => Partial<ProposalRequest>): void {
  const [which, size, stop, more] = draws;
  propose(world, 'buy', async (desk) => {
    const instrument = pickBy(simulatedSymbols, which)?.id;
    const quote = instrument && desk.market.quote(instrument);
    if (!instrument || !quote) return undefined;
    const bid = Number(quote.bid);
    const request: ProposalRequest = {
      instrument,
      side: 'buy',
      type: 'market',
      notional: (100 + size ** world.modesty * 9_000).toFixed(2),
      stop: (bid * (1 - 0.004 - stop ** 3 * 0.03)).toFixed(2),
      ...(more > 0.6 && { target: (bid * (1 + 0.006 + (more - 0.6) * 0.05)).toFixed(2) }),
      ...price(bid),
    };
    return proposeOrder(desk, { request, actor: operator, origin: 'operator' });
  });
}

function propose(world: World, what: string, ask: (desk: Desk) => Promise<ProposeResult | undefined>): void {
  call(world, what, ask, (answer) => {
    if (answer === undefined) return 'there is nothing to propose';
    if (answer.kind === 'invalid') return JSON.stringify(answer.problems);
    world.shown.push(answer.proposal);
    const { id, status, side, quantity, instrument, verdict } = answer.proposal;
    const denied = verdict.checks.filter(({ outcome }) => outcome === 'deny').map(({ code }) => code);
    return `${id} ${side} ${quantity} ${instrument} is ${status} ${denied.join(' ')}`;
  });
}
