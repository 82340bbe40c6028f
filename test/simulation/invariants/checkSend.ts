import type { OrderIntent } from '../../../domain/Order.ts';
import type { Process } from '../desk/Process.ts';
import type { World } from '../World.ts';

/** What must hold at the very moment at which a desk lets an order go. */
export function checkSend(world: World, order: OrderIntent, process: Process, signed: number): void {
  const home = world.desks[process.number]?.home;
  if (order.role === 'entry' && home?.killed) {
    world.violate('killHolds', `${order.id} leaves after a kill to ${home.killed} that nobody took back`);
  }
  const { asked } = process;
  if (order.role !== 'emergency' && !(asked && asked.moment > signed && asked.owns)) {
    const why = asked?.owns === false ? 'the database had said that it is another one’s' : 'nobody was asked';
    world.violate('onlyTheOwnerSends', `process ${process.number} sends ${order.id}: ${why}`);
  }
  const late = process.clock.now() - order.sendBefore;
  if (late > 0) world.violate('sentInTime', `${order.id} leaves ${late} ms after its deadline`);
  if (order.role === 'emergency' && !(order.reduceOnly && order.side === 'sell' && home?.latch)) {
    world.violate('authorised', `${order.id} is no reducing order of a kill`);
  }
}
