import { verifyJournal } from '../../../db/verifyJournal.ts';
import {
  asOrder,
  fromRecord,
  guardianAddress,
  killAddress,
  type OrderState,
} from '../../../desk/machineStates.ts';
import { orderIdOf } from '../../../desk/orders/clientOrderId.ts';
import { decimal } from '../../../domain/decimal.ts';
import { openOrderStatuses } from '../../../domain/Order.ts';
import type { ActiveCause, GuardianContext } from '../../../machines/guardian/guardianMachine.ts';
import type { KillContext } from '../../../machines/kill/killMachine.ts';
import type { OrderReport } from '../../../venues/Venue.ts';
import { account } from '../desk/account.ts';
import type { World } from '../World.ts';
import { isDoubtful } from './isDoubtful.ts';
import { uncoveredPositions } from './ProtectionWatch.ts';
import { replayJournal } from './replayJournal.ts';

const open = new Set(['open', 'triggered', 'partiallyFilled']);

/** What must hold once everything works again and nothing is under way: the books are the venue's books. */
export async function checkQuiet(world: World): Promise<void> {
  const { read } = world.database;
  const report = await verifyJournal(read.journal, null);
  for (const fault of report.faults) world.violate('journal', fault.message);
  for (const wrong of await replayJournal(read)) world.violate('replay', wrong);

  const records = await read.machines.list({ account, machine: 'order@1' });
  const orders = records.map((record) => asOrder(fromRecord(record)));
  for (const state of orders.filter(isOwn)) checkOrder(world, state);
  await checkFills(world, orders);
  await checkPositions(world, orders);
  checkBalances(world);
  await checkKill(world);
  await checkProtection(world, orders);
}

/** An order that the desk made; others it may have adopted. */
function isOwn({ order: { intent } }: OrderState): boolean {
  return orderIdOf(intent.clientOrderId) !== undefined;
}

function checkOrder(world: World, { order: { intent, fills }, status }: OrderState): void {
  const report = world.exchange.report(intent);
  const wrong = (what: string) => world.violate('ledgerIsVenue', `${intent.id} ${intent.role}: ${what}`);
  if (status === 'quarantined') return;
  // Where the venue enforces no window, nothing proves that a request was lost.
  if (status === 'unknown' && world.windowMs === null && !report) return;
  if (['intended', 'sending', 'unknown', 'pendingCancel'].includes(status)) {
    wrong(`is still ${status} in the quiet; the venue says ${report?.status ?? 'nothing'}`);
    return;
  }
  if (!report) {
    if (openOrderStatuses.has(status) || fills.length > 0) wrong(`is ${status} and not at the venue`);
    return;
  }
  if (open.has(report.status) !== openOrderStatuses.has(status)) {
    wrong(`is ${status}, and ${report.status} at the venue`);
  }
  const booked = fills.reduce((sum, fill) => sum.plus(fill.quantity), decimal('0'));
  if (!booked.eq(decimal(report.filled))) wrong(`${booked} are booked, and ${report.filled} filled`);
}

async function checkFills(world: World, orders: readonly OrderState[]): Promise<void> {
  const stored = await world.database.read.fills.list({ account });
  const quarantined = new Set(
    orders.filter(({ status }) => status === 'quarantined').map(({ order }) => order.intent.id as string),
  );
  const booked = new Map(stored.map((fill) => [`${fill.instrument} ${fill.id}`, fill]));
  const real = world.exchange.fills().filter(({ clientOrderId }) => orderIdOf(clientOrderId));
  for (const fill of real) {
    const found = booked.get(`${fill.instrument} ${fill.id}`);
    booked.delete(`${fill.instrument} ${fill.id}`);
    if (!found) {
      world.violate('noFillLost', `${fill.id} of ${fill.clientOrderId} is not booked`);
    } else if (!quarantined.has(found.order)) {
      const same =
        decimal(found.price).eq(decimal(fill.price)) && decimal(found.quantity).eq(decimal(fill.quantity));
      if (!same) world.violate('noFillLost', `${fill.id} is booked with other content`);
    }
  }
  const adopted = new Set(orders.filter((state) => !isOwn(state)).map(({ order }) => order.intent.id));
  for (const [id, fill] of booked) {
    if (adopted.has(fill.order)) continue;
    world.violate('noFillLost', `${id} of ${fill.order} is booked and never happened`);
  }
}

/** Positions are the sums of the venue's own executions, unless somebody traded by hand as well. */
async function checkPositions(world: World, orders: readonly OrderState[]): Promise<void> {
  if (world.byHand.length > 0) return;
  const doubtful = new Set(
    orders.filter(({ status }) => status === 'quarantined').map(({ order }) => order.intent.instrument),
  );
  for (const position of await world.database.read.positions.list(account)) {
    if (doubtful.has(position.instrument)) continue;
    const [base] = position.instrument.split('/');
    let real = decimal('0');
    for (const fill of world.exchange.fills()) {
      if (fill.instrument !== position.instrument || !orderIdOf(fill.clientOrderId)) continue;
      real = fill.side === 'buy' ? real.plus(fill.quantity) : real.minus(fill.quantity);
      if (fill.feeAsset === base) real = real.minus(fill.fee);
    }
    if (!real.eq(decimal(position.quantity)))
      world.violate(
        'ledgerIsVenue',
        `${position.instrument}: ${position.quantity} in the books, ${real} traded`,
      );
  }
}

function checkBalances(world: World): void {
  const known = world.desk?.balances.latest?.balances;
  for (const [asset, { free, locked }] of world.exchange.balances()) {
    // An exchange's adapter leaves out what an account has none of.
    const seen = known && (known.get(asset) ?? { free: '0', locked: '0' });
    if (!seen || !decimal(seen.free).eq(decimal(free)) || !decimal(seen.locked).eq(decimal(locked))) {
      world.violate(
        'ledgerIsVenue',
        `${asset}: the desk sees ${seen?.free} + ${seen?.locked}, it is ${free} + ${locked}`,
      );
    }
  }
}

/** The kill machine does what the latch says, and the venue shows it. */
async function checkKill(world: World): Promise<void> {
  const { latch, home } = world;
  if (home.killed && home.killed !== latch?.level)
    world.violate('killHolds', `a kill to ${home.killed} was forgotten; the latch says ${latch?.level}`);
  if (!latch) return;
  const record = await world.database.read.machines.get({ account, ...killAddress(account) });
  const context = record && (fromRecord(record).context as KillContext);
  // An entry of which nobody can prove that it was lost stands against the confirmation.
  const provable = world.windowMs !== null || record?.state !== 'confirming';
  if ((provable && record?.state !== 'killed') || context?.level !== latch.level) {
    world.violate(
      'killHolds',
      `the latch says ${latch.level}, the machine ${record?.state} ${context?.level}`,
    );
  }
  if (latch.level === 'pause') return;
  for (const { side, clientOrderId } of world.exchange.openReports()) {
    if (side === 'buy' && orderIdOf(clientOrderId))
      world.violate('killHolds', `${clientOrderId} still buys after a kill to ${latch.level}`);
  }
}

async function checkProtection(world: World, orders: readonly OrderState[]): Promise<void> {
  const { read } = world.database;
  const guardian = await read.machines.get({ account, ...guardianAddress(account) });
  const causes = guardian ? (fromRecord(guardian).context as GuardianContext).causes : {};
  const byHand = world.byHand.length > 0;
  // A cause that was raised by a clock that was ahead lasts until the clock is there.
  const isDue = (cause: ActiveCause, ageMs: number) => cause.since <= world.time.now() - ageMs;
  if (!byHand && causes.reconciliation && isDue(causes.reconciliation, 0)) {
    const conflicted = orders.some(({ status }) => status === 'quarantined');
    if (!conflicted) world.violate('ledgerIsVenue', `the guardian says: ${causes.reconciliation.reason}`);
  }
  const uncovered = await uncoveredPositions(world);
  for (const { instrument, quantity } of uncovered) {
    if (world.latch?.level === 'flatten') continue;
    if (await isDoubtful(world, instrument)) continue;
    world.violate('protected', `${quantity.toFixed(6)} ${instrument} have no stop in the quiet`);
  }
  // What the desk took in of others has no stop that anybody approved, and a person is told so.
  const { unprotected } = causes;
  if (unprotected && isDue(unprotected, 60_000) && uncovered.length === 0 && !byHand)
    world.violate('noFalseAlarm', `the guardian says unprotected: ${unprotected.reason}`);
  for (const stop of staleStops(world)) world.violate('noStaleStop', stop);
}

/** Protections at the venue of an instrument that is not held any more, or more than one for one position. */
function staleStops(world: World): string[] {
  const ours = (report: OrderReport) => orderIdOf(report.clientOrderId) && report.side === 'sell';
  const stops = world.exchange.openReports().filter((each) => ours(each) && each.triggerPrice !== null);
  const seen = new Set<string>();
  return stops.flatMap(({ instrument, clientOrderId }) => {
    const repeated = seen.has(instrument);
    seen.add(instrument);
    return repeated ? [`${clientOrderId} is a second stop for ${instrument}`] : [];
  });
}
