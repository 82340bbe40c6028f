import type { EmergencyOrder } from '../../domain/ClearedOrder.ts';
import { type Decimal, decimal } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import { pause } from '../../domain/pause.ts';
import type { SendOutcome } from '../../venues/Venue.ts';
import { emergencyOrder, sellableNow } from '../emergencyOrder.ts';
import { totalOf } from '../risk/equityOf.ts';
import { messageOf, type StepLines } from './cancelEntriesAtVenue.ts';
import type { KillParts } from './KillParts.ts';
import { writeKillRecord } from './killRecord.ts';

/** What a cancelled stop locked is free a moment after the venue has answered. */
const unlockMs = 50;

/**
 * Sells everything that the venue says is held, one instrument after the other. Its own resting orders are cancelled
 * right before its own sale, when it is known that it can be sold at all. An instrument that fails holds up no other.
 * `goOn` is asked before every order; a rearm says no.
 *
 * @throws VenueError when the venue could not be asked for what is held.
 */
export async function flattenAtVenue(parts: KillParts, goOn: () => boolean): Promise<StepLines> {
  const lines = new Map<string, string>();
  const balances = await parts.venue.fetchBalances();
  for (const instrument of parts.venue.instruments.values()) {
    const held = totalOf(balances, instrument.base);
    if (instrument.quote !== parts.currency || held.isZero() || !goOn()) continue;
    lines.set(
      instrument.id,
      await flattenOne(parts, instrument, held, goOn).catch(failed(parts, instrument)),
    );
  }
  return lines;
}

function failed({ log }: KillParts, { id }: Instrument): (cause: unknown) => string {
  return (cause) => {
    log.warn({ instrument: id, cause: String(cause) }, 'A position could not be flattened yet');
    return `${id} could not be sold yet: ${messageOf(cause)}`;
  };
}

async function flattenOne(
  parts: KillParts,
  instrument: Instrument,
  held: Decimal,
  goOn: () => boolean,
): Promise<string> {
  const { venue } = parts;
  const quote = await venue.fetchQuote(instrument.id);
  const stays = `${held} ${instrument.base} is less than ${venue.label} trades and stays.`;
  if (!sellableNow(parts, instrument, quote, held)) return stays;
  const resting = (await venue.fetchOpenOrders()).filter((order) => order.instrument === instrument.id);
  for (const order of resting) await venue.cancelOrder(order);
  if (resting.length > 0) await pause(parts.clock, unlockMs);
  const free = (await venue.fetchBalances()).get(instrument.base)?.free ?? '0';
  const order = emergencyOrder(parts, instrument, quote, decimal(free));
  if (!order) return `${instrument.id}: only ${free} of ${held} ${instrument.base} is free yet.`;
  const noted = writeKillRecord(parts, 'emergency.intended', order.id, { intent: order });
  // No database is asked who owns the account: a kill works without one, and can only sell what is there.
  const outcome = await venue.sendOrder(order, async () => withheld(parts, goOn));
  writeKillRecord(parts, 'emergency.answered', order.id, { outcome });
  const line = describe(instrument, order, await cleared(parts, order, outcome));
  return noted
    ? line
    : `${line} ${order.clientOrderId} could not be written down before it left: compare with ${venue.label}.`;
}

function withheld({ owns }: KillParts, goOn: () => boolean): string | undefined {
  if (!owns()) return 'Another process has taken the home over, so this one sends nothing';
  return goOn() ? undefined : 'The kill switch was taken back';
}

/** An answer that was lost may be had by asking. Where it cannot, the next try is sized by what is held then. */
async function cleared(parts: KillParts, order: EmergencyOrder, outcome: SendOutcome): Promise<SendOutcome> {
  if (outcome.kind !== 'unknown') return outcome;
  const report = await parts.venue.fetchOrder(order).catch(() => 'absent' as const);
  if (report === 'absent') return outcome;
  writeKillRecord(parts, 'emergency.reported', order.clientOrderId, { report });
  return { kind: 'accepted', report };
}

function describe({ id, base }: Instrument, order: EmergencyOrder, outcome: SendOutcome): string {
  switch (outcome.kind) {
    case 'accepted': {
      const { filled } = outcome.report;
      const left = decimal(order.quantity).minus(decimal(filled));
      return left.gt(0)
        ? `${id}: sold ${filled}; ${left} ${base} found no buyer within the slippage limit.`
        : `${id}: sold all ${filled} ${base}.`;
    }
    case 'unknown':
      return `${id}: it is not known whether ${order.id}, which sells ${order.quantity} ${base}, arrived: ${outcome.reason}.`;
    default:
      return `${id} could not be sold: ${outcome.reason}. ${order.quantity} ${base} is still held.`;
  }
}
