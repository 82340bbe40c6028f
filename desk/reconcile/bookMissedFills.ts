import type { InstrumentId } from '../../domain/ids.ts';
import type { VenueFill } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';
import type { OrderState } from '../machineStates.ts';
import { executionsSince } from '../orders/executionsSince.ts';
import { bookFill } from '../recordFill.ts';

/** Executions around the last one that is known are looked at once more. */
const marginMs = 60_000;
const batch = 100;

/**
 * Asks the venue for executions since the oldest order that is still open, or the last one known, and books what the
 * books lack. Answers those.
 */
export async function bookMissedFills(desk: Desk, open: readonly OrderState[]): Promise<VenueFill[]> {
  const missed: VenueFill[] = [];
  for (const instrument of desk.market.instruments.keys()) {
    const since = await fillsKnownUntil(desk, instrument, open);
    if (since === undefined) continue;
    const unknown = await withoutKnown(desk, await desk.venue.fetchFills(instrument, since));
    for (let start = 0; start < unknown.length; start += batch) {
      await desk.runtime.transact(desk.account, async (unit) => {
        for (const fill of unknown.slice(start, start + batch)) {
          if ((await bookFill(desk, unit, fill)) === 'booked') missed.push(fill);
        }
      });
    }
  }
  return missed;
}

/** What is not stored under its id with the same price and quantity; what differs is left to whoever books it. */
async function withoutKnown(desk: Desk, fills: readonly VenueFill[]): Promise<VenueFill[]> {
  const [first] = fills;
  if (!first) return [];
  const since = Math.min(...fills.map(({ at }) => at));
  const stored = await desk.database.read.fills.list({
    ...{ account: desk.account, instrument: first.instrument, since },
  });
  const known = new Map(stored.map((fill) => [fill.id, fill]));
  return fills.filter((fill) => {
    const same = known.get(fill.id);
    return same?.price !== fill.price || same.quantity !== fill.quantity || same.fee !== fill.fee;
  });
}

async function fillsKnownUntil(
  desk: Desk,
  instrument: InstrumentId,
  open: readonly OrderState[],
): Promise<number | undefined> {
  const [last] = await desk.database.read.fills.list({ account: desk.account, instrument, limit: 1 });
  const opened = open
    .filter(({ order }) => order.intent.instrument === instrument)
    .map(({ order }) => executionsSince(desk, order.intent));
  const candidates = [...opened, ...(last ? [last.at - marginMs] : [])];
  return candidates.length > 0 ? Math.min(...candidates) : undefined;
}
