import type { OrderIntent } from '../../../domain/Order.ts';
import type { SendOutcome } from '../../../venues/Venue.ts';
import type { Process } from '../desk/Process.ts';
import { readRefusal } from './readRefusal.ts';
import type { VenueWorld } from './VenueWorld.ts';

const timeoutMs = 10_000;
/** A request may be signed this much ahead of the exchange's clock. */
export const aheadMs = 1_000;

const timedOut: SendOutcome = { kind: 'unknown', reason: 'the request timed out' };
const broken: SendOutcome = { kind: 'unknown', reason: 'the connection was reset' };
const overloaded: SendOutcome = { kind: 'unknown', reason: 'the exchange answered 503' };
const limited: SendOutcome = { kind: 'retryLater', reason: 'the rate limit is reached' };
const rejected: SendOutcome = { kind: 'rejected', code: '-2010', reason: 'rejected by the simulation' };
const outsideWindow: SendOutcome = {
  kind: 'retryLater',
  reason: 'Timestamp for this request is outside of the recvWindow.',
};

type Signed = { order: OrderIntent; signedAt: number };

/** One order on its way to the exchange, and what the sender gets to know of it. */
export function travelOrder(world: VenueWorld, process: Process, signed: Signed): Promise<SendOutcome> {
  const { time, dice, faults } = world;
  const there = dice.between(1, faults.latencyMs);
  const back = dice.between(1, faults.latencyMs);
  const fault = nextFault(world, signed.order);
  return new Promise((resolve) => {
    const answer = (outcome: SendOutcome, after: number) =>
      time.after(after, () => process.wake(() => resolve(outcome)));
    const arrive = (after: number, then: (outcome: SendOutcome) => void) => {
      world.inFlightUntil = Math.max(world.inFlightUntil, time.now() + after);
      time.after(after, () => then(takeOrder(world, process, signed)));
    };
    switch (fault?.kind) {
      case 'requestLost':
        answer(timedOut, timeoutMs);
        break;
      case 'replyLost':
        arrive(there, () => {});
        answer(timedOut, timeoutMs);
        break;
      case 'brokenThenArrives':
        answer(broken, back);
        arrive(fault.ms, () => {});
        break;
      case 'arrivesLate':
        answer(timedOut, timeoutMs);
        arrive(fault.ms, () => {});
        break;
      case 'replyLate':
        arrive(there, (outcome) => answer(outcome, Math.min(fault.ms, timeoutMs - there)));
        break;
      case 'rateLimited':
        answer(limited, there + back);
        break;
      case 'rejected':
        answer(rejected, there + back);
        break;
      case 'overloaded':
        answer(overloaded, there + back);
        break;
      default:
        arrive(there, (outcome) => answer(outcome, back));
    }
  });
}

function nextFault({ faults }: VenueWorld, order: OrderIntent) {
  if (order.role === 'protection' && faults.rejectStops > 0) {
    faults.rejectStops -= 1;
    return { kind: 'rejected' } as const;
  }
  return faults.sends.shift();
}

/** What the exchange does with a request that has reached it. */
function takeOrder(world: VenueWorld, process: Process, { order, signedAt }: Signed): SendOutcome {
  const { time, exchange, windowMs } = world;
  const now = time.now();
  if (windowMs !== null && (now - signedAt > windowMs || signedAt > now + aheadMs)) return outsideWindow;
  try {
    const report = exchange.place(order, process.number);
    world.onAcceptance(order, process);
    return { kind: 'accepted', report };
  } catch (error) {
    return readRefusal(error);
  }
}
