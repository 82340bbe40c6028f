import type { OrderIntent } from '../../../domain/Order.ts';
import type { Acceptance } from '../exchange/SimulatedExchange.ts';
import type { World } from '../World.ts';
import type { ApprovalBook } from './ApprovalBook.ts';

/** Why the exchange should never have got this order; undefined when all is well. */
export function checkApproval(
  world: World,
  book: ApprovalBook,
  { intent: sent }: Acceptance,
): string | undefined {
  if (sent.role === 'emergency' && !book.has(sent.id) && isWrittenDown(world, sent)) return undefined;
  const objection = book.objection(sent, world.approvals);
  if (objection || !sent.proposal) return objection;
  const taken = world.exchange.acceptances.filter(({ intent }) => intent.proposal === sent.proposal).length;
  return taken > 1 ? `${taken} orders came of ${sent.proposal}` : undefined;
}

/** What the kill path sends is in its own file first, and in the books when the database is there. */
function isWrittenDown({ desks }: World, sent: OrderIntent): boolean {
  return desks.some(({ home }) =>
    home.killFile.entries().some(({ type, subject }) => type === 'emergency.intended' && subject === sent.id),
  );
}
