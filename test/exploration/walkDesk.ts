import { expect } from 'vitest';
import type { KillLevel } from '../../domain/mode.ts';
import { type OrderStatus, openOrderStatuses } from '../../domain/Order.ts';
import type { GuardianContext } from '../../machines/guardian/guardianMachine.ts';
import { type KillContext, killMachine } from '../../machines/kill/killMachine.ts';
import { orderTotals } from '../../machines/order/orderTotals.ts';
import { newestOf, newWorld, orderOf, proposalOf, type World } from './DeskModel.ts';
import type { Action } from './deskActions.ts';
import { explore, report, stuck } from './explore.ts';
import type { Node } from './Stepper.ts';

/**
 * Walks through everything that these actions can make of one proposal on one account, and checks the desk's rules.
 * `reaches`: states of the order that must come up, or the walk has proven nothing.
 */
export function walkDesk(
  name: string,
  actions: Readonly<Record<string, Action>>,
  reaches: readonly OrderStatus[],
): void {
  const names = Object.keys(actions);
  const explored = explore<World>({
    initial: newWorld(),
    step: (world, action) => actions[action]?.(world) ?? world,
    events: () => names,
    key: keyOf,
    limit: 20_000_000,
  });
  report(name, explored);
  for (const [key, world] of explored.states) at(key, () => inWorld(world));
  for (const { from, before, event, after } of explored.steps) {
    if (before !== after) at(`${event} in ${from}`, () => onStep(before, event, after));
  }
  expect(stuck(explored, isAtRest).slice(0, 5)).toEqual([]);
  const seen = [...explored.states.values()];
  expect(new Set(seen.flatMap(({ order }) => order?.state ?? []))).toEqual(new Set(reaches));
  expect(new Set(seen.map(({ kill }) => kill.state))).toEqual(new Set(Object.keys(killMachine.states)));
}

/** What makes two worlds different to the rules: histories, reasons and times do not. */
function keyOf({ proposal, order, guardian, kill, latch, wire, arrivals }: World): string {
  const { revisions, decisions, order: tied } = proposalOf(proposal);
  const [newest, decision] = [revisions.at(-1), decisions.at(-1)];
  const { causes } = guardian.snapshot.context as GuardianContext;
  const { level, unconfirmed } = kill.snapshot.context as KillContext;
  return [
    proposal.state,
    newest?.number,
    newest?.verdict.allowed,
    decision?.decision,
    decision?.revision,
    tied,
    order && orderKey(order),
    Object.keys(causes).toSorted(),
    kill.state,
    level,
    unconfirmed > 0,
    latch,
    wire,
    arrivals,
  ].join(' ');
}

function orderKey(node: Node): string {
  const { intent, fills, cancelRequestedAt, venueOrderId, attempts } = orderOf(node);
  return [
    node.state,
    intent.id,
    fills.length,
    cancelRequestedAt !== null,
    venueOrderId !== null,
    attempts,
  ].join();
}

/** Nothing is under way, nothing is wrong, and nothing is stopped. */
function isAtRest({ proposal, order, guardian, kill }: World): boolean {
  return (
    ['denied', 'declined', 'expired', 'cleared'].includes(proposal.state) &&
    (order === null || !isOpen(order.state)) &&
    guardian.state === 'active' &&
    kill.state === 'armed'
  );
}

const isOpen = (state: string) => openOrderStatuses.has(state as OrderStatus);
const cancels = (latch: KillLevel | null) => latch === 'cancel' || latch === 'flatten';

function inWorld(world: World): void {
  const { proposal, order, kill, latch, wire, arrivals } = world;
  // A decision and what follows from it are one transaction.
  expect(['approved', 'rechecking']).not.toContain(proposal.state);
  expect(arrivals).toBeLessThanOrEqual(1);
  expect(latch === null).toBe(kill.state === 'armed');
  // Exposure is reserved for as long as the venue has it, or may get it.
  if (['inFlight', 'resting'].includes(wire)) expect(isOpen(order?.state ?? '')).toBe(true);
  if (kill.state === 'killed' && cancels(latch)) expect(['inFlight', 'resting']).not.toContain(wire);
  if (!order) return;
  const { fills, intent } = orderOf(order);
  expect(order.state === 'filled').toBe(orderTotals(fills).filled === intent.quantity);
  expect(order.state).not.toBe('quarantined');
}

/** Approvals of something other than what stands, too late, or without the right to: they never change anything. */
const worthless = ['approveOldRevision', 'approveOtherHash', 'approveTooLate', 'approveAsOperator'];

function onStep(before: World, action: string, after: World): void {
  expect(worthless).not.toContain(action);
  const { order, proposal } = after;
  const left = before.wire !== 'inFlight' && after.wire === 'inFlight';
  const began = order?.state === 'sending' && before.order?.state !== 'sending';
  if (left || began) expectCleared(after);
  if (left) expect(after.latch).toBeNull();
  if (began)
    expect([before.guardian.state, before.latch, before.order?.state]).toEqual(['active', null, 'intended']);
  // An order comes into being only where a passed re-check clears the newest revision, which a person approved.
  if (
    order !== null &&
    order.id !== before.order?.id &&
    order.state === 'intended' &&
    before.order?.state !== 'sending'
  ) {
    expect([action, proposal.state, before.guardian.state, before.latch]).toEqual([
      'approve',
      'cleared',
      'active',
      null,
    ]);
    expectCleared(after);
  }
  if (before.latch !== null && after.latch === null)
    expect([action, before.kill.state]).toEqual(['rearm', 'killed']);
  const lossBefore = 'dailyLoss' in (before.guardian.snapshot.context as { causes: object }).causes;
  const lossAfter = 'dailyLoss' in (after.guardian.snapshot.context as { causes: object }).causes;
  if (lossBefore && !lossAfter) expect(action).toBe('clearLoss');
}

/** What may leave: the order of a proposal whose newest revision the gate let pass and the approver approved. */
function expectCleared(world: World): void {
  const { decisions, order } = proposalOf(world.proposal);
  const newest = newestOf(world);
  expect(world.proposal.state).toBe('cleared');
  expect(order).toBe(world.order && orderOf(world.order).intent.id);
  expect(newest?.verdict.allowed).toBe(true);
  expect(decisions.at(-1)).toMatchObject({
    decision: 'approve',
    by: { role: 'approver' },
    revision: newest?.number,
    hash: newest?.hash,
  });
}

function at(where: string, check: () => void): void {
  try {
    check();
  } catch (cause) {
    throw new Error(`A rule is broken: ${where}. ${cause instanceof Error ? cause.message : ''}`, { cause });
  }
}
