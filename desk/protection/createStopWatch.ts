import { deskActor } from '../../domain/actor.ts';
import { type Decimal, decimal } from '../../domain/decimal.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Quote } from '../../domain/market.ts';
import type { OrderStatus } from '../../domain/Order.ts';
import type { Desk } from '../Desk.ts';
import { type OrderState, orderAddress } from '../machineStates.ts';
import { isForeign } from '../orders/findOrder.ts';
import { listOpenOrders, watchOpenOrders } from '../orders/listOrderStates.ts';
import { protectPosition } from '../protectPosition.ts';
import { raiseAlertIn } from '../raiseAlert.ts';
import { unitForReads } from '../read/unitForReads.ts';
import { protectionTerms } from './protectionTerms.ts';
import { holdsStops } from './toReview.ts';

const atVenue: ReadonlySet<OrderStatus> = new Set(['accepted', 'triggered', 'partiallyFilled'] as const);

/** Watches, on the desk's own prices, the stops that do not stand at the venue. */
export type StopWatch = {
  /** Finds out what has to be watched, and looks at all of it once. Call it every second or so. */
  look(): Promise<void>;
  /** Looks at one price at once. */
  onQuote(quote: Quote): void;
};

/**
 * What a resting exit is to sell is locked at the venue, so no stop can stand there beside it; nor is there one where
 * the venue refused it. The desk watches the price for those: at the stop, the exit is cancelled and what is left is
 * sold as a stop would. Where there are no prices to watch, the exit makes room for the stop instead.
 */
export function createStopWatch(desk: Desk): StopWatch {
  let watched = new Map<InstrumentId, WatchedPrices>();
  const acting = new Map<InstrumentId, Promise<void>>();

  function act(instrument: InstrumentId, reason: string): Promise<void> {
    const running = acting.get(instrument);
    if (running) return running;
    const work = stopOut(desk, instrument, reason)
      .catch((cause: unknown) =>
        desk.log.error({ instrument, cause: String(cause) }, 'A watched stop could not be acted on yet'),
      )
      .finally(() => acting.delete(instrument));
    acting.set(instrument, work);
    return work;
  }

  /** What the price has reached, in words. */
  function reached({ instrument, bid, ask }: Quote): string | undefined {
    const { stop, target } = watched.get(instrument) ?? {};
    if (stop && decimal(bid).lte(stop)) return `the price reached the stop at ${stop}`;
    return target && decimal(ask).gte(target) ? `the price reached the target at ${target}` : undefined;
  }

  return {
    async look() {
      watched = await readWatched(desk);
      const isBlind = await cannotWatch(desk);
      for (const [instrument, { stop }] of watched) {
        const quote = desk.market.quote(instrument);
        const reason = isBlind
          ? `there are no live prices by which its stop at ${stop} could be watched`
          : quote && reached(quote);
        if (reason) await act(instrument, reason);
      }
    },
    onQuote(quote) {
      const reason = reached(quote);
      if (reason) void act(quote.instrument, reason);
    },
  };
}

/** Prices at which a position is to be sold. A target counts where no order of the venue's rests for it. */
type WatchedPrices = { stop: Decimal; target: Decimal | null };

/** Prices of positions that have an exit resting, or no stop of their own at the venue. */
async function readWatched(desk: Desk): Promise<Map<InstrumentId, WatchedPrices>> {
  const unit = unitForReads(desk);
  const watched = new Map<InstrumentId, WatchedPrices>();
  const open = await watchOpenOrders(desk);
  for (const { instrument, quantity } of await unit.repositories.positions.list(desk.account)) {
    if (decimal(quantity).lte(0)) continue;
    const own = open.filter(({ order }) => order.intent.instrument === instrument);
    const stands = own.some(({ order, status }) => order.intent.role === 'protection' && atVenue.has(status));
    if (stands && !own.some(isRestingExit)) continue;
    const terms = await protectionTerms(unit, instrument);
    const traded = desk.market.instruments.get(instrument);
    if (!terms || !traded) continue;
    const target = terms.target !== null && !holdsStops(traded) ? decimal(terms.target) : null;
    watched.set(instrument, { stop: decimal(terms.stop), target });
  }
  return watched;
}

/** An exit of the desk that waits for its price. */
function isRestingExit({ order: { intent }, status }: OrderState): boolean {
  return intent.role === 'exit' && intent.timeInForce === 'gtc' && atVenue.has(status) && !isForeign(intent);
}

/** Whether prices have been missing for longer than the limits allow. */
async function cannotWatch(desk: Desk): Promise<boolean> {
  const { state, since } = desk.market.feed;
  return state !== 'live' && desk.clock.now() - since > desk.limits.maxFeedAgeSeconds * 1000;
}

/** Takes resting exits out of the way; where none is, has the position looked after, which sells beyond its stop. */
async function stopOut(desk: Desk, instrument: InstrumentId, reason: string): Promise<void> {
  const cancelled = await desk.runtime.transact(desk.account, async (unit) => {
    const exits = (await listOpenOrders(desk, unit.repositories)).filter(
      (state) => state.order.intent.instrument === instrument && isRestingExit(state),
    );
    for (const { order } of exits) {
      const event = { type: 'cancel.requested', reason: `Cancelled because ${reason}.`, at: unit.now };
      const after = await unit.tell(orderAddress(order.intent.id), event, deskActor);
      if (!after.handled) continue;
      raiseAlertIn(unit, {
        severity: 'warning',
        code: 'exit.gaveWay',
        subject: order.intent.id,
        message: `${order.intent.id} was to sell ${order.intent.quantity} ${instrument} and is cancelled, because ${reason}. What is left is protected or sold as its stop says.`,
      });
    }
    return exits.length;
  });
  if (cancelled === 0) await protectPosition(desk, { instrument });
}
