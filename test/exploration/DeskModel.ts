import { clearOrder } from '../../desk/clearOrder.ts';
import { deskActor } from '../../domain/actor.ts';
import { orderId } from '../../domain/ids.ts';
import type { KillLevel } from '../../domain/mode.ts';
import type { Order, OrderIntent } from '../../domain/Order.ts';
import type { Proposal, Revision } from '../../domain/Proposal.ts';
import { guardianMachine, tradingStateOf } from '../../machines/guardian/guardianMachine.ts';
import { killMachine } from '../../machines/kill/killMachine.ts';
import { orderMachine } from '../../machines/order/orderMachine.ts';
import { proposalMachine } from '../../machines/proposal/proposalMachine.ts';
import type { Ruling } from '../../machines/risk/answers.ts';
import { decideRisk } from '../../machines/risk/decideRisk.ts';
import type { RiskInput } from '../../machines/risk/RiskInput.ts';
import { testInput } from '../../machines/risk/testInput.ts';
import { testFill, testIntent } from '../fixtures/orderFixtures.ts';
import { testDecision, testProposal, testRevision } from '../fixtures/proposalFixtures.ts';
import { type Node, Stepper } from './Stepper.ts';

/** What truly became of the order that left last; the desk learns of it only by being told. */
export type Wire = 'none' | 'inFlight' | 'lost' | 'resting' | 'traded' | 'cancelled' | 'refused';

/** One proposal with its order, on an account with its guardian and its kill switch. */
export type World = {
  proposal: Node;
  order: Node | null;
  guardian: Node;
  kill: Node;
  /** What the kill latch's file holds. */
  latch: KillLevel | null;
  wire: Wire;
  /** How often something of the present order arrived at the venue. */
  arrivals: number;
};

type Told = { type: string } & Record<string, unknown>;
const stepper = new Stepper();

export const newestOf = ({ proposal }: World): Revision | undefined => proposalOf(proposal).revisions.at(-1);
export const proposalOf = (node: Node) => node.snapshot.context as Proposal;
export const orderOf = (node: Node) => node.snapshot.context as Order;

/** A proposal that nobody has looked at yet, on a desk on which nothing is wrong. */
export function newWorld(): World {
  return {
    proposal: stepper.start(proposalMachine, testProposal),
    order: null,
    guardian: stepper.start(guardianMachine, undefined),
    kill: stepper.start(killMachine, undefined),
    latch: null,
    wire: 'none',
    arrivals: 0,
  };
}

const machineOf = {
  proposal: proposalMachine,
  guardian: guardianMachine,
  kill: killMachine,
} as const;

/** Tells one of the account's machines; the same world where it ignores the event. */
export function tell(world: World, who: keyof typeof machineOf, event: Told): World {
  const { node, handled } = stepper.tell(machineOf[who], world[who], event);
  return handled ? { ...world, [who]: node } : world;
}

/** Tells the order, and hands the proposal back where the machine asks for that. */
export function tellOrder(world: World, event: Told): World {
  if (!world.order) return world;
  const { node, handled } = stepper.tell(orderMachine, world.order, event);
  if (!handled) return world;
  const after = { ...world, order: node };
  return node.state === 'lapsed' || node.state === 'notAccepted' ? returnForReapproval(after) : after;
}

/** As `desk/orders/returnForReapproval`: only the order that the proposal is tied to hands it back. */
function returnForReapproval(world: World): World {
  const { id, order } = {
    id: world.order && orderOf(world.order).intent.id,
    order: proposalOf(world.proposal).order,
  };
  const newest = newestOf(world);
  if (!newest || order !== id) return world;
  const decision = testDecision('recheck', newest.number, { by: deskActor, hash: newest.hash });
  return tell(world, 'proposal', { type: 'intent.lapsed', decision });
}

const rulings = new Map<string, Ruling>();

/** The real gate, in a market in which nothing else speaks against the order. */
function gate(world: World, phase: RiskInput['phase'], judged: OrderIntent | null): Ruling {
  const { decisions, order } = proposalOf(world.proposal);
  const newest = newestOf(world);
  const state = { tradingState: tradingStateOf(world.guardian), killed: world.latch };
  const authority = newest && {
    revision: newest.number,
    hash: newest.hash,
    decisions,
    order,
    judged: judged?.id ?? null,
  };
  const key = JSON.stringify([phase, state, authority]);
  const known = rulings.get(key);
  if (known) return known;
  const looked = { authority, shownPrice: '50000' };
  const ruling = decideRisk(testInput({ phase, state, ...(phase === 'propose' ? {} : looked) }));
  rulings.set(key, ruling);
  return ruling;
}

/** As `desk/proposeOrder` and `desk/proposals/edit`: a new revision with the gate's word on it. */
export function assess(world: World): World {
  const number = (newestOf(world)?.number ?? 0) + 1;
  const revision = testRevision(number, gate(world, 'propose', null).allowed);
  return tell(world, 'proposal', { type: 'proposal.assessed', revision });
}

/** As `desk/proposals/approve`: the approval, the gate's second look and the order's intent, or none of them. */
export function approve(world: World, decision: ReturnType<typeof testDecision>): World {
  const granted = tell(world, 'proposal', { type: 'approval.granted', decision });
  if (granted === world) return world;
  const began = tell(granted, 'proposal', { type: 'recheck.began' });
  const newest = newestOf(began);
  if (!newest || !gate(began, 'decide', null).allowed) {
    return tell(began, 'proposal', {
      type: 'recheck.failed',
      decision: testDecision('recheck', newest?.number ?? 0, { hash: newest?.hash ?? '' }),
    });
  }
  const id = orderId.parse(`ORD-${String(newest.number).padStart(16, '0')}`);
  const intent = testIntent({ id, quantity: newest.terms.quantity, price: newest.terms.priceCap });
  const passed = tell(began, 'proposal', { type: 'recheck.passed', order: id });
  return { ...passed, order: stepper.start(orderMachine, intent), wire: 'none', arrivals: 0 };
}

/** As `desk/submitOrder` up to the commit before the first byte: the gate's third look and the clearance. */
export function dispatch(world: World): World {
  if (world.order?.state !== 'intended') return world;
  const { intent } = orderOf(world.order);
  const cleared = clearOrder(intent, {
    kind: 'approved',
    proposal: proposalOf(world.proposal),
    ruling: gate(world, 'send', intent),
  });
  return 'refused' in cleared
    ? tellOrder(world, { type: 'intent.lapsed', reason: cleared.refused, at: 3 })
    : tellOrder(world, { type: 'send.began', at: 3 });
}

/** As `desk/lastLook` and the send: what the latch holds back never leaves. */
export function leave(world: World): World {
  if (world.order?.state !== 'sending' || world.wire !== 'none') return world;
  return world.latch
    ? tellOrder(world, { type: 'send.deferred', reason: 'the kill switch', at: 4 })
    : { ...world, wire: 'inFlight' };
}

/** The fill of all that was ordered. */
export function fillOf(world: World): Told {
  const intent = world.order && orderOf(world.order).intent;
  const fill = testFill('F1', intent?.quantity ?? '1', intent ? { order: intent.id } : {});
  return { type: 'fill.received', fill, at: 7 };
}
