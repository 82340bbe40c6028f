import { deskActor } from '../../domain/actor.ts';
import { openOrderStatuses } from '../../domain/Order.ts';
import { pause } from '../../domain/pause.ts';
import type { OrderReport } from '../../venues/Venue.ts';
import type { Desk } from '../Desk.ts';
import { asOrder, type OrderState, orderAddress } from '../machineStates.ts';
import { findOrder } from '../orders/findOrder.ts';
import { bookReport, isNews } from '../orders/recordReport.ts';
import { raiseAlertIn } from '../raiseAlert.ts';
import { unitForReads } from '../read/unitForReads.ts';

const batch = 100;

/** What the venue's open orders came to: reports that were news, and those of orders that the books do not have. */
export type Settled = { news: OrderReport[]; foreign: OrderReport[] };

/**
 * Books what the venue says of every order that is open there or here. The list of open orders answers for nearly all
 * of them; only one that is not on it is asked about by itself.
 */
export async function settleOrders(
  desk: Desk,
  open: readonly OrderState[],
  reports: readonly OrderReport[],
): Promise<Settled> {
  const byName = new Map(open.map((state) => [state.order.intent.clientOrderId, state]));
  const listed = new Set(reports.map(({ clientOrderId }) => clientOrderId));
  const foreign: OrderReport[] = [];
  const toBook: { state: OrderState; report: OrderReport }[] = [];
  for (const report of reports) {
    const state = byName.get(report.clientOrderId) ?? (await findOrder(unitForReads(desk), report));
    if (!state) foreign.push(report);
    else if (isNews(state, report)) toBook.push({ state, report });
  }
  let absent: OrderState[] = [];
  for (const state of open.filter((candidate) => isGoneOf(candidate, listed))) {
    const report = await desk.venue.fetchOrder(state.order.intent);
    if (report === 'absent') absent.push(state);
    else if (isNews(state, report)) toBook.push({ state, report });
  }
  const news = await bookAll(desk, toBook);
  if (absent.length > 0) {
    // What was taken a moment ago may not show yet.
    await pause(desk.clock, desk.venue.warrants.consistencyDelayMs);
    const again = await Promise.all(absent.map(({ order }) => desk.venue.fetchOrder(order.intent)));
    absent = absent.filter((_, index) => again[index] === 'absent');
    for (const state of absent) await quarantineMissing(desk, state);
  }
  return { news, foreign };
}

/** Whether an order that the venue had taken is not on its list. What is being sent or unknown is asked about elsewhere. */
function isGoneOf({ order, status }: OrderState, listed: ReadonlySet<string>): boolean {
  const elsewhere = ['intended', 'sending', 'unknown', 'quarantined'].includes(status);
  return !elsewhere && !listed.has(order.intent.clientOrderId);
}

async function bookAll(
  desk: Desk,
  toBook: readonly { state: OrderState; report: OrderReport }[],
): Promise<OrderReport[]> {
  const news: OrderReport[] = [];
  for (let start = 0; start < toBook.length; start += batch) {
    await desk.runtime.transact(desk.account, async (unit) => {
      for (const { state, report } of toBook.slice(start, start + batch)) {
        if (await bookReport(unit, state, report)) news.push(report);
      }
    });
  }
  return news;
}

/** An order that the venue had taken and now does not know. Its exposure stays reserved until a person looks. */
async function quarantineMissing(desk: Desk, { order: { intent } }: OrderState): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => {
    const stored = await unit.get(orderAddress(intent.id));
    // It may have ended while the venue was being asked.
    if (!stored || !openOrderStatuses.has(asOrder(stored).status)) return;
    const reason = 'The venue took this order and now does not know it.';
    const event = { type: 'fill.conflicted', reason, at: unit.now };
    const after = await unit.tell(orderAddress(intent.id), event, deskActor);
    if (!after.handled) return;
    desk.log.error({ order: intent.id }, 'The venue does not know an order that it had taken');
    raiseAlertIn(unit, {
      severity: 'critical',
      code: 'order.missing',
      subject: intent.id,
      message: `${desk.venue.label} took ${intent.id} and now does not know it. Its exposure stays reserved. Compare it with the venue's own history.`,
    });
  });
}
