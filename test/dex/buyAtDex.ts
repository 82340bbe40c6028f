import type { OrderView } from '../../domain/views.ts';
import { approve, get, propose } from '../crash/deskCalls.ts';
import { until } from '../fixtures/openTestDesk.ts';
import type { DeskProcess } from '../fixtures/startDeskProcess.ts';

const patienceMs = 120_000;
const ended: readonly string[] = ['lapsed', 'expired', 'cancelled', 'rejected', 'notAccepted'];

/**
 * Proposes a purchase of gold, approves it, and waits until its order is as wanted. On a busy machine prices grow old
 * between two calls, and then the gate rightly denies; such a one is proposed anew.
 */
export async function buyAtDex(
  desk: DeskProcess,
  notional: string,
  isDone: (order: OrderView) => boolean = ({ status }) => status === 'filled',
): Promise<OrderView> {
  const before = new Set((await entriesOf(desk)).map(({ id }) => id));
  return until(
    'a purchase to come so far',
    async () => {
      const own = (await entriesOf(desk)).filter(({ id }) => !before.has(id));
      const done = own.find(isDone);
      if (done || own.some(({ status }) => !ended.includes(status))) return done;
      const proposal = await propose(desk, 'GLD/USD', { notional }).catch(() => undefined);
      if (proposal) await approve(desk, proposal);
      return undefined;
    },
    patienceMs,
  );
}

async function entriesOf(desk: DeskProcess): Promise<OrderView[]> {
  return (await get<OrderView[]>(desk, '/api/orders')).filter(({ role }) => role === 'entry');
}
