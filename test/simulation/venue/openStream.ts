import { mergeLegs, parentOf } from '../../../venues/ccxt/binance/orderLegs.ts';
import type { Execution } from '../../../venues/simulated/engine/EngineState.ts';
import type { OrderReport, VenueEvent, VenueFill } from '../../../venues/Venue.ts';
import type { Process } from '../desk/Process.ts';
import { orderReport, tradeFill } from '../exchange/engineReports.ts';
import type { VenueWorld } from './VenueWorld.ts';

type Tell = (event: VenueEvent) => void;

/** What the exchange tells a process without being asked, over a line that can fall silent, stutter and jumble. */
export function openStream(world: VenueWorld, process: Process, listener: Tell): () => void {
  const { time, faults, dice } = world;
  const lists = new Map<string, Map<string, OrderReport>>();
  let lastArrival = time.now();

  function bring(events: readonly VenueEvent[], delay: number): void {
    time.after(delay, () =>
      process.wake(() => {
        for (const event of events) listener(event);
      }),
    );
  }

  function tell(events: VenueEvent[]): void {
    if (faults.disorderly) {
      for (const event of events) bring([event], dice.between(1, 3_000));
    } else {
      lastArrival = Math.max(lastArrival, time.now() + dice.between(1, faults.latencyMs));
      bring(events, lastArrival - time.now());
    }
    for (const event of events) if (dice.chance(faults.repeats)) bring([event], dice.between(1, 30_000));
  }

  function told({ order, trade }: Execution): VenueEvent[] {
    const report = orderReport(order);
    const word: VenueEvent = {
      type: 'order',
      report: order.listId === -1 ? report : mergeLeg(lists, report, String(order.listId)),
    };
    if (trade === undefined) return [word];
    const fill = tradeFill(trade, order);
    if (faults.conflicts <= 0) return [{ type: 'fill', fill }, word];
    faults.conflicts -= 1;
    const fills = dice.chance(0.5) ? [fill, otherwise(fill)] : [otherwise(fill), fill];
    return [...fills.map((each): VenueEvent => ({ type: 'fill', fill: each })), word];
  }

  const hush = world.exchange.listen({
    onExecutions(executions) {
      const events = executions.flatMap(told);
      if (process.alive && faults.silent === 'none') tell(events);
    },
    onBalances(balances) {
      if (process.alive && faults.silent === 'none') tell([{ type: 'balances', balances }]);
    },
    onQuotes(quotes) {
      if (process.alive && faults.silent !== 'all')
        tell(quotes.map((quote): VenueEvent => ({ type: 'quote', quote })));
    },
  });
  return hush;
}

/** A stream knows of an OCO's legs what it has told of them. */
function mergeLeg(
  lists: Map<string, Map<string, OrderReport>>,
  leg: OrderReport,
  listId: string,
): OrderReport {
  const legs = lists.get(listId) ?? new Map<string, OrderReport>();
  legs.set(leg.clientOrderId, leg);
  lists.set(listId, legs);
  return mergeLegs([...legs.values()], parentOf(leg.clientOrderId), listId);
}

/** The same execution with another content. */
function otherwise(fill: VenueFill): VenueFill {
  return { ...fill, price: (Number(fill.price) * 1.01).toFixed(2) };
}
