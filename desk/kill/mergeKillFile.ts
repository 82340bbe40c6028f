import { deskActor } from '../../domain/actor.ts';
import { type OrderId, orderId } from '../../domain/ids.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import type { OrderReport, SendOutcome } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';
import { orderAddress } from '../machineStates.ts';
import { orderIdOf } from '../orders/clientOrderId.ts';
import type { Unit } from '../Runtime.ts';
import { raiseAlertIn } from '../raiseAlert.ts';
import { killRecord } from './killRecord.ts';

/** Hash of the last entry that is known to be merged, so that looking again asks nobody. */
const newest = new WeakMap<Desk, string>();

/**
 * Brings what the kill path wrote down while it needed no database into the journal and the books: each entry once and
 * in order, with its own hash as the key, so that doing it again changes nothing. An emergency order becomes a stored
 * order, so that its fills are booked and are never those of a stranger.
 */
export async function mergeKillFile(desk: Desk): Promise<void> {
  const own = desk.killFile.entries().filter(({ account }) => account === desk.account);
  const last = own.at(-1);
  if (!last || newest.get(desk) === last.hash) return;
  for (const entry of own.slice(await countMerged(desk, own))) {
    await desk.runtime.transact(desk.account, async (unit) => {
      if (await isMerged(unit, desk, entry)) return;
      await book(unit, desk, entry);
      const { type, subject, actor, data, hash, sequence, at } = entry;
      unit.journal({ type, subject, actor, data: { ...data, recordedAt: at, killFile: { sequence, hash } } });
      await unit.repositories.commands.put(scopeOf(desk), hash, hash, sequence, unit.now);
    });
  }
  newest.set(desk, last.hash);
}

const scopeOf = ({ account }: Pick<Desk, 'account'>): string => `killFile/${account}`;

async function isMerged(
  { repositories }: Pick<Unit, 'repositories'>,
  desk: Desk,
  { hash }: JournalEntry,
): Promise<boolean> {
  return (await repositories.commands.get(scopeOf(desk), hash)) !== undefined;
}

/** They are merged in order, so the last one that is tells of all before it. */
async function countMerged(desk: Desk, entries: readonly JournalEntry[]): Promise<number> {
  const unit = { repositories: desk.database.read };
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry && (await isMerged(unit, desk, entry))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Everything happened when it was written down, which may be long ago. */
async function book(unit: Unit, desk: Desk, { type, subject, data, at }: JournalEntry): Promise<void> {
  switch (type) {
    case 'emergency.intended': {
      const { intent } = killRecord[type].parse(data);
      const address = orderAddress(intent.id);
      if (await unit.get(address)) return;
      await unit.start(address, intent, deskActor);
      await unit.tell(address, { type: 'send.began', at }, deskActor);
      return;
    }
    case 'emergency.answered':
      return tellOrder(unit, orderId.parse(subject), eventOf(killRecord[type].parse(data).outcome, at));
    case 'emergency.reported':
      return tellOrder(unit, orderIdOf(subject), reported(killRecord[type].parse(data).report, at));
    case 'emergency.foundLate':
      raiseAlertIn(unit, {
        severity: 'critical',
        code: 'kill.foundLate',
        subject: desk.account,
        message: `${killRecord[type].parse(data).found} The kill switch deals with it; look at the orders before you rearm.`,
      });
      return;
    default:
      return;
  }
}

async function tellOrder(
  unit: Unit,
  id: OrderId | undefined,
  event: { type: string } & Record<string, unknown>,
): Promise<void> {
  if (id && (await unit.get(orderAddress(id)))) await unit.tell(orderAddress(id), event, deskActor);
}

function reported({ status, venueOrderId, filled }: OrderReport, at: number) {
  return { type: 'venue.reported', word: { status, venueOrderId, filled }, at };
}

/** A refusal for now ends an emergency order too: the next try is another one, of what is held then. */
function eventOf(outcome: SendOutcome, at: number) {
  switch (outcome.kind) {
    case 'accepted':
      return reported(outcome.report, at);
    case 'unknown':
      return { type: 'send.becameAmbiguous', reason: outcome.reason, at };
    default:
      return { type: 'send.rejected', reason: outcome.reason, at };
  }
}
