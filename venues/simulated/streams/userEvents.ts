import { toText } from '../engine/amount.ts';
import type { EngineOrder, OrderList } from '../engine/EngineOrder.ts';
import type { Changes, EngineState, Execution } from '../engine/EngineState.ts';
import { legs } from '../protocol/orderShapes.ts';

/** An event of the user data stream, as sent. */
export type UserEvent = Record<string, unknown>;

/** What an account is told of a set of changes: every execution in order, its lists, then its balances. */
export function userEvents(state: EngineState, changes: Changes, account: string, now: number): UserEvent[] {
  const events: UserEvent[] = [];
  for (const execution of changes.executions) {
    if (execution.order.account === account) events.push(executionReport(execution, now));
  }
  for (const list of changes.lists) {
    if (list.account === account) events.push(listStatus(state, list, now));
  }
  const assets = [...changes.balances].flatMap((pair) => {
    const [owner, asset = ''] = pair.split(' ');
    return owner === account ? [asset] : [];
  });
  if (assets.length > 0) {
    events.push({
      e: 'outboundAccountPosition',
      E: now,
      u: now,
      B: assets.map((asset) => {
        const { free, locked } = state.ledger.balance(account, asset);
        return { a: asset, f: toText(free), l: toText(locked) };
      }),
    });
  }
  return events;
}

function executionReport({ type, order, trade, requestClientOrderId }: Execution, now: number): UserEvent {
  return {
    e: 'executionReport',
    E: now,
    s: order.symbol,
    // A cancellation carries its own id, and the order's as the original one.
    c: type === 'CANCELED' ? (requestClientOrderId ?? order.clientOrderId) : order.clientOrderId,
    S: order.side,
    o: order.type,
    f: order.timeInForce,
    q: toText(order.quantity),
    p: toText(order.price),
    P: toText(order.stopPrice),
    F: toText(0n),
    g: order.listId,
    C: type === 'CANCELED' ? order.clientOrderId : '',
    x: type,
    X: order.status,
    r: 'NONE',
    i: order.id,
    l: toText(trade?.quantity ?? 0n),
    z: toText(order.executed),
    L: toText(trade?.price ?? 0n),
    n: trade === undefined ? '0' : toText(trade.commission),
    N: trade?.commissionAsset ?? null,
    T: trade?.at ?? order.updatedAt,
    t: trade?.id ?? -1,
    I: order.id,
    w: isOnBook(order),
    m: trade?.maker ?? false,
    M: false,
    O: order.createdAt,
    Z: toText(order.spent),
    Y: toText(trade?.quote ?? 0n),
    Q: toText(order.quoteQuantity),
    W: order.workingTime,
    V: order.selfTrade,
  };
}

function isOnBook(order: EngineOrder): boolean {
  return order.working && (order.status === 'NEW' || order.status === 'PARTIALLY_FILLED');
}

function listStatus(state: EngineState, list: OrderList, now: number): UserEvent {
  return {
    e: 'listStatus',
    E: now,
    s: list.symbol,
    g: list.id,
    c: 'OCO',
    l: list.status,
    L: list.status === 'ALL_DONE' ? 'ALL_DONE' : 'EXECUTING',
    r: 'NONE',
    C: list.clientOrderId,
    T: list.at,
    O: legs(state, list).map(({ symbol, id, clientOrderId }) => ({ s: symbol, i: id, c: clientOrderId })),
  };
}
